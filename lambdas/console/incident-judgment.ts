import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, html } from '../zone/html.ts';
import { words } from './console-words.ts';
import { judgeButtons } from './incident-buttons.ts';
import type { IncidentDetail } from './incident-detail.ts';
import { verdictOf } from './judge-match.ts';
import type { WidgetRequest } from './widget.ts';

/** What was matched, and the buttons that say whether it is so; nothing where nobody was matched. */
export function judgmentSection(
  { incident, timeline, matchPicture }: IncidentDetail,
  { language }: WidgetRequest,
  endpoints: ConsoleEndpoints,
): Html | undefined {
  if (incident.kind !== 'person' && incident.kind !== 'plate') return undefined;
  const last = verdictOf(timeline)?.what;
  const caption = `${words.matchPicture[language]}: ${incident.subject?.label[language] ?? ''}`;
  return html`<section data-verdict="${last ?? 'none'}"><h3>${words.judge[language]}</h3>
${matchPicture !== undefined && html`<div class="zone-pictures"><figure><img src="${matchPicture}" alt="${caption}"><figcaption><bdi>${caption}</bdi></figcaption></figure></div>`}
<div class="zone-row">${judgeButtons(incident, last, { language, endpoints })}</div>
${incident.kind === 'person' && html`<p class="zone-quiet">${words.judgeNote[language]}</p>`}</section>`;
}
