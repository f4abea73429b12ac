import { createHash } from 'node:crypto';
import { mapLink } from '../alerts/alert-text.ts';
import { alertWords, drillWords } from '../alerts/alert-words.ts';
import { describePlate } from '../alerts/plate-words.ts';
import { standingInstruction } from '../alerts/standing-instruction.ts';
import { css, type Html, html } from '../zone/html.ts';
import type { StandingInstructions } from '../zone/incident-file.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { mostNameUnits } from './acknowledge-request.ts';
import { acknowledgeStyle } from './acknowledge-style.ts';
import { timelineSection } from './acknowledge-timeline.ts';
import { noticeWords, pageWords, refusalWords, stateWords } from './acknowledge-words.ts';
import { type Incident, moveOf } from './incident.ts';
import type { IncidentPicture } from './incident-pictures.ts';
import { instantText, type PageSettings } from './instant-text.ts';
import type { TimelineStep } from './timeline.ts';

export interface IncidentPage {
  readonly incident: Incident;
  readonly timeline: readonly TimelineStep[];
  /** Files of pictures, as `<path of the page>/<file>` answers them. */
  readonly pictures: readonly IncidentPicture[];
  /** Path of the page without its query: what stands in it is not shown. */
  readonly path: string;
  /** Epoch ms. */
  readonly validUntil: number;
  readonly notice?: keyof typeof noticeWords;
  readonly instructions?: StandingInstructions;
}

/** What the page's own style is known by; nothing else on it may run or load but its own pictures. */
const styleHash = createHash('sha256').update(acknowledgeStyle).digest('base64');
export const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  // `data:` is the empty icon, so that no browser asks for one.
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page of an incident, for a phone; all text is escaped, and it works without any script. */
export function incidentPage(page: IncidentPage, settings: PageSettings): string {
  const { incident, notice } = page;
  const say = speaker(settings);
  const title = `${say(alertWords[incident.kind].what)} – ${incident.place.name[settings.language]}`;
  return documentOf(title, settings, [
    notice && html`<p class="notice ${notice}" role="status">${say(noticeWords[notice])}</p>`,
    incident.drill && html`<p class="drill">${say(drillWords.what)}</p>`,
    headSection(incident, settings),
    todoSection(page, settings),
    picturesSection(page, settings),
    timelineSection(page.timeline, incident.openedAt, settings),
    html`<a class="button" href="?lang=${settings.language}">${say(pageWords.refresh)}</a>`,
    html`<p class="quiet">${say(pageWords.validUntil)} ${instantText(page.validUntil, settings)}. ${say(pageWords.secret)}</p>`,
  ]);
}

/** A page that says why there is nothing to see. */
export function refusalPage(why: keyof typeof refusalWords, settings: PageSettings): string {
  const { title, text } = refusalWords[why];
  const say = speaker(settings);
  return documentOf(say(title), settings, [
    html`<section><h1 class="notice ${why}">${say(title)}</h1><p>${say(text)}</p></section>`,
  ]);
}

type Say = (words: Bilingual) => string;
const speaker =
  ({ language }: PageSettings): Say =>
  (words) =>
    words[language];

function documentOf(title: string, { language }: PageSettings, parts: readonly (Html | false | undefined)[]) {
  const other = language === 'th' ? 'en' : 'th';
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<title>${title}</title><style>${css(acknowledgeStyle)}</style></head>
<body><header><p>Smart Safety Zone</p>
<a class="language" lang="${other}" hreflang="${other}" href="?lang=${other}">${pageWords.otherLanguage[language]}</a></header>
<main>${parts}</main><footer></footer></body></html>`;
  return page.markup;
}

function headSection(incident: Incident, settings: PageSettings): Html {
  const say = speaker(settings);
  const { place, happenedAt, incidentId, deviceId, kind, pressCount } = incident;
  const map = mapLink(place);
  return html`<section>
<p class="state ${incident.state}">${say(stateWords[incident.state])}${moverLine(incident, settings)}</p>
<h1>${say(alertWords[kind].what)}</h1>
<dl>
<div><dt>${say(pageWords.where)}</dt><dd class="place">${place.name[settings.language]}</dd></div>
<div><dt>${say(pageWords.when)}</dt><dd><time datetime="${new Date(happenedAt).toISOString()}">${instantText(happenedAt, settings)}</time></dd></div>
${pressCount !== undefined && fact(say(pageWords.presses), String(pressCount))}
${subjectFacts(incident, settings)}
${fact(`${say(pageWords.number)} · ${say(pageWords.device)}`, `${incidentId} · ${deviceId}`)}
</dl>
${map === undefined ? html`<p class="quiet">${say(pageWords.noMap)}</p>` : html`<a class="button" href="${map}" rel="noreferrer noopener">${say(pageWords.map)}</a>`}
</section>`;
}

/** Who moved the incident last, and when. */
function moverLine(incident: Incident, settings: PageSettings): Html | undefined {
  const { state } = incident;
  const move = state === 'open' ? undefined : moveOf(incident, state);
  if (move === undefined) return undefined;
  const by = move.by === 'system' ? pageWords.system[settings.language] : move.by;
  return html` <span>${pageWords.by[settings.language]} ${by}, ${instantText(move.at, settings)}</span>`;
}

const fact = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function subjectFacts({ subject }: Incident, { language }: PageSettings): readonly Html[] {
  if (subject === undefined) return [];
  const { label, similarityPercent, plate } = subject;
  const similar =
    similarityPercent === undefined
      ? ''
      : ` (${pageWords.similarity[language]} ${similarityPercent.toFixed(1)}%)`;
  const details = fact(pageWords.details[language], `${label[language]}${similar}`);
  if (plate === undefined) return [details];
  return [details, fact(pageWords.plate[language], `${plate.seen} (${describePlate(plate)[language]})`)];
}

function todoSection({ incident, instructions }: IncidentPage, settings: PageSettings): Html {
  const say = speaker(settings);
  const { kind, drill, subject, state } = incident;
  const todo = standingInstruction({ kind, drill, ...subject }, instructions);
  return html`<section><h2>${say(pageWords.todo)}</h2><p>${say(todo)}</p>${state === 'open' && form(say)}</section>`;
}

/** `autocomplete`: the phone remembers the name, without any script of ours. */
function form(say: Say): Html {
  return html`<form method="post">
<label for="name">${say(pageWords.name)}</label>
<input id="name" name="name" required maxlength="${mostNameUnits}" autocomplete="name" enterkeyhint="send" aria-describedby="afterwards">
<button>${say(pageWords.acknowledge)}</button>
<p id="afterwards" class="quiet">${say(pageWords.afterwards)}</p></form>`;
}

function picturesSection({ pictures, path, incident }: IncidentPage, settings: PageSettings) {
  if (pictures.length === 0 && incident.kind !== 'sos') return undefined;
  const say = speaker(settings);
  const figures = pictures.map(({ file, cameraId, takenAt }) => {
    const caption = `${cameraId}, ${instantText(takenAt, settings)}`;
    return html`<figure><img src="${`${path}/${file}`}" alt="${caption}" loading="lazy"><figcaption>${caption}</figcaption></figure>`;
  });
  const content =
    pictures.length === 0
      ? html`<p class="quiet">${say(pageWords.noPictures)}</p>`
      : html`<div class="pictures">${figures}</div>`;
  return html`<section><h2>${say(pageWords.pictures)}</h2>${content}</section>`;
}
