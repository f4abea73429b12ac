import { mapLink } from '../alerts/alert-text.ts';
import { alertWords } from '../alerts/alert-words.ts';
import { describePlate } from '../alerts/plate-words.ts';
import { standingInstruction } from '../alerts/standing-instruction.ts';
import { type Incident, isActive } from '../incidents/incident.ts';
import { instantText } from '../incidents/instant-text.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, html } from '../zone/html.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { MapFile } from '../zone/map-file.ts';
import { callButton } from './action.ts';
import { noticeWords, words } from './console-words.ts';
import { type DevicePorts, readDevices } from './device-lists.ts';
import { moveButtons, noteButton } from './incident-buttons.ts';
import { type DetailPorts, type IncidentDetail, incidentIdOf, readDetail } from './incident-detail.ts';
import { judgmentSection } from './incident-judgment.ts';
import { incidentMap } from './incident-map.ts';
import { decisionsSection, messagesSection, timelineSection } from './incident-story.ts';
import { kindBadge, stateBadge } from './incidents-widget.ts';
import { assigneeField, commentArea, nameField } from './operator-form.ts';
import { linkSeconds } from './picture-links.ts';
import { frame } from './style.ts';
import type { Widget, WidgetRequest } from './widget.ts';

export interface IncidentPorts extends DetailPorts {
  readonly endpoints: ConsoleEndpoints;
}

/** One incident: what to do, who works on it, pictures, everything that happened, and why. */
export const incidentWidget: Widget<IncidentPorts & SurroundingsPorts> = {
  name: 'incident',
  render: async (request, ports) => {
    const detail = await readDetail(incidentIdOf(request), ports);
    const map = detail && (await mapOf(detail.incident, request, ports));
    return incidentView(detail, request, { ...ports, ...(map && { map }) });
  },
};

export interface SurroundingsPorts extends DevicePorts {
  readonly baseMap: MapFile;
}

/** Without a map rather than not at all. */
async function mapOf(
  incident: Incident,
  request: WidgetRequest,
  ports: Pick<IncidentPorts, 'endpoints' | 'telemetry'> & SurroundingsPorts,
): Promise<Html | undefined> {
  try {
    return incidentMap({ incident, devices: await readDevices(ports, request.now), ...ports }, request);
  } catch (error) {
    ports.telemetry.error(LogEvent.widgetFailed, { incidentId: incident.incidentId, what: 'map' }, error);
    return undefined;
  }
}

export interface IncidentViewPorts extends Pick<IncidentPorts, 'endpoints' | 'instructions'> {
  /** Where it happened; whoever acts knows that, and sees it again with the next look. */
  readonly map?: Html;
}

/** The detail, below what came of an action. */
export function incidentView(
  detail: IncidentDetail | undefined,
  request: WidgetRequest,
  ports: IncidentViewPorts,
  notice?: Html,
): Html {
  const { language } = request;
  if (detail === undefined)
    return frame(request, [
      notice,
      html`<p class="zone-notice zone-red">${noticeWords.unknown[language]}</p>`,
    ]);
  const { incident } = detail;
  return frame(request, [
    notice,
    headSection(incident, request, ports),
    actionSection(incident, request, ports),
    judgmentSection(detail, request, ports.endpoints),
    ports.map,
    picturesSection(detail, request),
    timelineSection(detail, request),
    messagesSection(detail, request),
    decisionsSection(detail, request),
  ]);
}

function headSection(
  incident: Incident,
  request: WidgetRequest,
  { instructions, endpoints }: IncidentViewPorts,
): Html {
  const { language, timeZone } = request;
  const { incidentId, kind, place, happenedAt, deviceId, drill, subject } = incident;
  const map = mapLink(place);
  const todo = standingInstruction(
    { kind, drill, cameraFault: subject?.cameraFault, poleFault: subject?.poleFault },
    instructions,
  );
  return html`<div class="zone-form">
<div class="zone-row">${kindBadge(incident, language)} ${stateBadge(incident, language)} <b>${incidentId}</b>
${callButton({ label: words.refresh[language], endpoint: endpoints.zone, display: 'popup', params: { widget: 'incident', incident: incidentId, language }, look: 'link' })}</div>
<h2>${alertWords[kind].what[language]} – ${place.name[language]}</h2>
<p class="zone-notice">${words.todo[language]}: ${todo[language]}</p>
<dl>${fact(words.happened[language], instantText(happenedAt, { language, timeZone }))}
${fact(words.device[language], deviceId)}
${fact(words.assigned[language], incident.assignee ?? words.nobody[language])}
${subjectFacts(incident, language)}
<div><dt>${words.place[language]}</dt><dd>${map === undefined ? words.noMap[language] : html`<a class="zone-link" href="${map}" target="_blank" rel="noreferrer noopener">${words.map[language]}</a>`}</dd></div></dl></div>`;
}

const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;

function subjectFacts(
  { subject, pressCount, seenCount }: Incident,
  language: WidgetRequest['language'],
): readonly (Html | undefined)[] {
  const { label, plate, similarityPercent } = subject ?? {};
  const times = (name: string, count: number) => fact(name, `${count} ${words.times[language]}`);
  const sure =
    similarityPercent === undefined
      ? ''
      : ` (${words.similarity[language]} ${similarityPercent.toFixed(1)} %)`;
  return [
    label && fact(words.details[language], `${label[language]}${sure}`),
    plate && fact(words.plateSeen[language], `${plate.seen} (${describePlate(plate)[language]})`),
    pressCount === undefined ? undefined : times(words.presses[language], pressCount),
    seenCount === undefined ? undefined : times(words.seen[language], seenCount),
  ];
}

/** A closed incident takes comments alone. */
function actionSection(incident: Incident, request: WidgetRequest, { endpoints }: IncidentViewPorts): Html {
  const { language } = request;
  const settings = { language, endpoints };
  const isOpen = isActive(incident);
  return html`<section><h3>${words.act[language]}</h3><form>
<div class="zone-fields">${nameField(request)}${isOpen && assigneeField(request)}</div>${commentArea(request)}</form>
<div class="zone-row">${moveButtons(incident, settings)}${noteButton(incident, 'comment-incident', settings)}${isOpen && noteButton(incident, 'assign-incident', settings)}</div></section>`;
}

function picturesSection(
  { pictures, incident }: IncidentDetail,
  { language, timeZone }: WidgetRequest,
): Html | undefined {
  if (pictures?.length === 0 && incident.kind === 'device') return undefined;
  const content =
    pictures === undefined
      ? html`<p class="zone-quiet">${words.picturesFailed[language]}</p>`
      : pictures.length === 0
        ? html`<p class="zone-quiet">${words.noPictures[language]}</p>`
        : html`<div class="zone-pictures">${pictures.map(({ url, cameraId, takenAt }) => {
            const caption = `${cameraId}, ${instantText(takenAt, { language, timeZone })}`;
            return html`<figure><img src="${url}" alt="${caption}"><figcaption>${caption}</figcaption></figure>`;
          })}</div><p class="zone-quiet">${words.picturesExpire[language].replace('15', String(linkSeconds / 60))}</p>`;
  return html`<section><h3>${words.pictures[language]}</h3>${content}</section>`;
}
