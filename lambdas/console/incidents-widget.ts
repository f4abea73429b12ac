import { alertWords } from '../alerts/alert-words.ts';
import type { Incident } from '../incidents/incident.ts';
import { kindWords, stateWords } from '../incidents/incident-words.ts';
import { clockText, instantText } from '../incidents/instant-text.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, html } from '../zone/html.ts';
import { spanText } from './age-text.ts';
import { words } from './console-words.ts';
import { detailButton, nextMoveButton } from './incident-buttons.ts';
import { type BoardPorts, type BoardRow, type IncidentsBoard, readBoard } from './incidents-board.ts';
import { commentField, nameField } from './operator-form.ts';
import { frame } from './style.ts';
import type { Widget, WidgetRequest } from './widget.ts';

export interface IncidentsPorts extends BoardPorts {
  readonly endpoints: ConsoleEndpoints;
}

/** The incidents that nobody has closed: what, where, since when, who was told, who works on it, and what to do next. */
export const incidentsWidget: Widget<IncidentsPorts> = {
  name: 'incidents',
  render: async (request, ports) => incidentsView(await readBoard(ports), request, ports),
};

/** Below it (CSS pixels) a row's cells stand under each other. */
const narrow = 760;

/** The board, below what came of an action. */
export function incidentsView(
  board: IncidentsBoard,
  request: WidgetRequest,
  { endpoints }: Pick<IncidentsPorts, 'endpoints'>,
  notice?: Html,
): Html {
  const { language, timeZone, now } = request;
  const rows = board.rows.map((row) => rowOf(row, request, endpoints));
  return frame(request, [
    notice,
    figures(board, request),
    html`<form class="zone-fields">${nameField(request)}${commentField(request)}</form>`,
    board.rows.length === 0
      ? html`<p class="zone-notice zone-green">${words.noIncidents[language]}</p>`
      : html`<table class="${request.width < narrow ? 'zone-stacked' : 'zone-board'}">${request.width >= narrow && head(language)}<tbody>${rows}</tbody></table>`,
    board.notShown > 0 && html`<p class="zone-quiet">${words.more[language]} ${board.notShown}</p>`,
    html`<p class="zone-quiet">${words.asOf[language]} <time>${clockText(now, timeZone)}</time></p>`,
  ]);
}

function figures({ counts, waitingSince }: IncidentsBoard, { language, now }: WidgetRequest): Html {
  const figure = (label: string, value: string | number, look: string | false = false) =>
    html`<div class="zone-figure${look && ` ${look}`}"><b class="zone-number">${value}</b>${label}</div>`;
  return html`<div class="zone-figures">
${figure(words.open[language], counts.open, counts.open > 0 && 'zone-red')}
${figure(words.acknowledged[language], counts.acknowledged)}
${figure(words.responding[language], counts.responding)}
${figure(words.longest[language], waitingSince === undefined ? '–' : spanText(now - waitingSince, language), waitingSince !== undefined && 'zone-red')}
</div>`;
}

function head(language: WidgetRequest['language']): Html {
  const { kind, place, since, tier, state, what } = words;
  const cells = [kind, place, since, tier, state, what].map(
    (each) => html`<th scope="col">${each[language]}</th>`,
  );
  return html`<thead><tr>${cells}</tr></thead>`;
}

function rowOf({ incident, tierTold }: BoardRow, request: WidgetRequest, endpoints: ConsoleEndpoints): Html {
  const { language, timeZone, now } = request;
  const settings = { language, endpoints };
  const { incidentId, place, happenedAt, openedAt } = incident;
  return html`<tr data-incident="${incidentId}" data-state="${incident.state}">
<td>${kindBadge(incident, language)}<br><b class="zone-number">${incidentId}</b></td>
<td><b>${place.name[language]}</b><br><span>${whatText(incident, language)}</span></td>
<td title="${instantText(happenedAt, { language, timeZone })}"><b class="zone-number">${spanText(now - openedAt, language)}</b><br><time datetime="${new Date(happenedAt).toISOString()}">${clockText(happenedAt, timeZone)}</time></td>
<td>${tierTold === 0 ? html`<span class="zone-quiet">${words.notTold[language]}</span>` : html`<b class="zone-number">${tierTold}</b>`}</td>
<td>${stateBadge(incident, language)}<br><span class="zone-quiet">${words.assigned[language]}:</span> <bdi>${incident.assignee ?? words.nobody[language]}</bdi></td>
<td><div class="zone-row">${nextMoveButton(incident, settings)}${detailButton(incident, settings)}</div></td></tr>`;
}

/** Calls for help are red; so are matches, which somebody must look at. */
const kindLooks: Readonly<Record<Incident['kind'], string>> = {
  sos: 'zone-sos',
  person: 'zone-red',
  plate: 'zone-red',
  crowd: 'zone-amber',
  loitering: 'zone-amber',
  device: '',
};

export function kindBadge({ kind, drill }: Incident, language: WidgetRequest['language']): Html {
  return html`<span class="zone-badge ${kindLooks[kind]}">${kindWords[kind][language]}</span>${drill && html` <span class="zone-badge zone-amber">${words.drill[language]}</span>`}`;
}

export function stateBadge({ state }: Incident, language: WidgetRequest['language']): Html {
  const look = state === 'open' ? 'zone-red' : state === 'acknowledged' ? 'zone-amber' : 'zone-green';
  return html`<span class="zone-badge ${look}">${stateWords[state][language]}</span>`;
}

/** What was matched or is broken and how often; of a press what happened. */
export function whatText(incident: Incident, language: WidgetRequest['language']): Html {
  const { kind, subject, pressCount, seenCount } = incident;
  const text = subject?.label[language] ?? alertWords[kind].what[language];
  const count = pressCount ?? seenCount;
  return html`<bdi>${text}</bdi>${count !== undefined && count > 1 && ` · ${count} ${words.times[language]}`}`;
}
