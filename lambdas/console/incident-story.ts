import { stepWordsOf } from '../incidents/incident-words.ts';
import { clockText, instantText } from '../incidents/instant-text.ts';
import { systemActor, type TimelineStep } from '../incidents/timeline.ts';
import { type Html, html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { words } from './console-words.ts';
import type { IncidentDetail } from './incident-detail.ts';
import type { WidgetRequest } from './widget.ts';

/** An incident that went on for days has more steps than anybody reads; the newest matter. */
const mostSteps = 60;
const dayMilliseconds = 86_400_000;

/** Everything that happened, oldest first, with who did it and what they wrote. */
export function timelineSection({ timeline, incident }: IncidentDetail, request: WidgetRequest): Html {
  const { language } = request;
  const left = Math.max(0, timeline.length - mostSteps);
  return html`<section><h3>${words.timeline[language]}</h3>
${left > 0 && html`<p class="zone-quiet">${words.earlier[language]} ${left}</p>`}
<ol class="zone-steps">${timeline.slice(left).map((step) => stepItem(step, incident.openedAt, request))}</ol></section>`;
}

function stepItem({ at, what, by, text }: TimelineStep, from: number, request: WidgetRequest): Html {
  const { language } = request;
  const who =
    by !== systemActor && html` <span class="zone-quiet">${words.by[language]} <bdi>${by}</bdi></span>`;
  return html`<li data-step="${what}">${timeOf(at, from, request)}<span><b>${stepWordsOf(what)[language]}</b>${who}${text !== undefined && html`<br><bdi class="zone-text">${by === systemActor ? tierText(text, language) : text}</bdi>`}</span></li>`;
}

/** The system writes its steps in English; the tier is what an operator must read at a glance. */
function tierText(text: string, language: WidgetRequest['language']): string {
  return text.replace(/\btier(?= \d)/, words.tierNumber[language]);
}

/** The time of day alone within a day of the incident. */
function timeOf(at: number, from: number, { language, timeZone }: WidgetRequest): Html {
  const shown =
    at - from < dayMilliseconds ? clockText(at, timeZone) : instantText(at, { language, timeZone });
  return html`<time datetime="${new Date(at).toISOString()}">${shown}</time>`;
}

const sentSteps: readonly string[] = ['alert-sent', 'alert-held', 'alert-stopped', 'alert-failed'];

/** What was told to people, and when: their names and numbers are in no record. */
export function messagesSection({ timeline, incident }: IncidentDetail, request: WidgetRequest): Html {
  const { language } = request;
  const sent = timeline.filter(({ what }) => sentSteps.includes(what)).slice(-mostSteps);
  return html`<section><h3>${words.messages[language]}</h3>${
    sent.length === 0
      ? html`<p class="zone-quiet">${words.noMessages[language]}</p>`
      : html`<ol class="zone-steps">${sent.map((step) => stepItem(step, incident.openedAt, request))}</ol>`
  }</section>`;
}

const outcomeWords: Readonly<Record<string, Bilingual>> = {
  passed: { th: 'ผ่าน', en: 'passed' },
  stopped: { th: 'ไม่แจ้ง', en: 'not told' },
  sent: { th: 'ส่งแล้ว', en: 'sent' },
};

/** Which gate let an alert through or stopped it, and why, in the system's own English. */
export function decisionsSection({ decisions, incident }: IncidentDetail, request: WidgetRequest): Html {
  const { language } = request;
  const items = decisions
    .slice(-mostSteps)
    .map(
      ({ at, gate, outcome, why, tier }) =>
        html`<li>${timeOf(at, incident.openedAt, request)}<span><b>${gate}</b> ${outcomeWords[outcome]?.[language] ?? outcome}${tier !== undefined && html` <span class="zone-quiet">${words.tierNumber[language]} ${tier}</span>`}<br><bdi class="zone-text">${why}</bdi></span></li>`,
    );
  return html`<section><h3>${words.why[language]}</h3>${items.length === 0 ? html`<p class="zone-quiet">${words.noWhy[language]}</p>` : html`<ol class="zone-steps">${items}</ol>`}</section>`;
}
