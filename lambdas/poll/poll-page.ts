import { createHash } from 'node:crypto';
import { css, type Html, html, script } from '../zone/html.ts';
import type { Language } from '../zone/page.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { choice, type FieldSettings, fieldSet, places, questionField } from './poll-fields.ts';
import { layOutMap, mapStyle, mapSymbol } from './poll-map.ts';
import { type PollRound, roundOf } from './poll-round.ts';
import { pollScript } from './poll-script.ts';
import { pollStyle } from './poll-style.ts';
import { endWords, pollWords, problemWords } from './poll-words.ts';
import { type FieldProblem, fieldOf, fields } from './read-form.ts';

export interface MadePage {
  readonly markup: string;
  readonly contentSecurityPolicy: string;
}

export interface FormPage {
  readonly round: PollRound;
  readonly token: string;
  readonly language: Language;
  /** What was sent before; of a new page what its address fills in. */
  readonly form: URLSearchParams;
  readonly problems: readonly FieldProblem[];
}

/** A phone on 3G has it in a second or two; who opens a round is told when its page is larger. */
export const mostPageBytes = 50_000;

/** The questionnaire, for an old phone: one page, no pictures to load, works without its script. */
export function formPage({ round, token, language, form, problems }: FormPage): MadePage {
  const { questionnaire } = round;
  const { areas, ageGroups, title, intro, questions } = questionnaire;
  const map = layOutMap(areas);
  const settings: FieldSettings = { language, areas, map, form, problems };
  const isFresh = problems.length === 0;
  const content = [
    html`<h1>${title[language]}</h1>`,
    isFresh ? html`<p>${intro[language]}</p>` : problemList(round, problems, language),
    html`<form method="post" action="?lang=${language}" data-draft="poll-${round.roundId}"${isFresh && html` data-fresh="1"`}>
${hidden(fields.round, round.roundId)}${hidden(fields.token, token)}
${roundOf(round).mode === 'codes' && codeField(settings)}
${fieldSet({ field: fields.area, legend: pollWords.area, isRequired: true }, settings, places(fields.area, settings, undefined))}
${fieldSet({ field: fields.age, legend: pollWords.age, isRequired: false }, settings, choice(fields.age, ageGroups, pollWords.noAnswer, settings))}
${questions.map((question) => questionField(question, settings))}
${trap(language)}${notice(round, language)}
<p class="quiet" id="draft" hidden>${pollWords.draft[language]}</p>
<button>${pollWords.send[language]}</button><button class="plain" type="reset">${pollWords.clear[language]}</button></form>`,
    mapSymbol(round.map, map),
  ];
  return documentOf({ title: title[language], language, content, style: pollStyle + mapStyle(areas, map) });
}

/** A page that says what came of it, or why there is nothing to fill in. `round`: its draft on the phone is done with. */
export function endPage(what: keyof typeof endWords, language: Language, round?: PollRound): MadePage {
  const { title, text } = endWords[what];
  const done = round !== undefined && html` data-done="poll-${round.roundId}"`;
  const content = [
    html`<section class="end ${what}" role="status"${done}><h1>${title[language]}</h1><p>${text[language]}</p></section>`,
  ];
  return documentOf({ title: title[language], language, content, style: pollStyle });
}

interface Document {
  readonly title: string;
  readonly language: Language;
  readonly content: readonly Html[];
  readonly style: string;
}

function documentOf({ title, language, content, style }: Document): MadePage {
  const other = language === 'th' ? 'en' : 'th';
  const page = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><link rel="icon" href="data:,">
<title>${title}</title><style>${css(style)}</style></head>
<body><header><p>Smart Safety Zone</p>
<a class="language" lang="${other}" hreflang="${other}" href="?lang=${other}">${pollWords.otherLanguage[language]}</a></header>
<main>${content}</main><footer></footer><script>${script(pollScript)}</script></body></html>`;
  return { markup: page.markup, contentSecurityPolicy: policyOf(style) };
}

/** Nothing runs or loads but the page's own style and script; `data:` is the empty icon. */
function policyOf(style: string): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${hashOf(style)}'`,
    `script-src 'sha256-${hashOf(pollScript)}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64');

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`;

function codeField(settings: FieldSettings): Html {
  const { form } = settings;
  const input = html`<input class="code" type="text" name="${fields.code}" aria-labelledby="${fields.code}-legend" required maxlength="30" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${form.get(fields.code) ?? ''}">`;
  const { code: legend, codeHint: hint } = pollWords;
  return fieldSet({ field: fields.code, legend, hint, isRequired: true }, settings, input);
}

/** Out of sight and out of the order of tabs; who finds it with a screen reader is told to leave it. */
function trap(language: Language): Html {
  return html`<p class="gone"><label>${pollWords.trap[language]} <input type="text" name="${fields.trap}" tabindex="-1" autocomplete="off"></label></p>`;
}

function notice({ questionnaire }: PollRound, language: Language): Html {
  const { controller, purpose, contact } = questionnaire.notice;
  const line = (name: Bilingual, text: string) => html`<div><dt>${name[language]}</dt><dd>${text}</dd></div>`;
  return html`<section><h2>${pollWords.notice[language]}</h2><dl>
${line(pollWords.controller, controller[language])}${line(pollWords.purpose, purpose[language])}
${line(pollWords.kept, `${pollWords.keptText[language]} ${questionnaire.retentionDays} ${pollWords.days[language]}`)}
${line(pollWords.contact, contact[language])}</dl><p class="quiet">${pollWords.free[language]}</p></section>`;
}

/** Each with the name of its field, and a way there. */
function problemList(round: PollRound, problems: readonly FieldProblem[], language: Language): Html {
  const items = problems.map(({ field, what }) => {
    const text = `${legendOf(round, field)[language]}: ${problemWords[what][language]}`;
    const isSeen = field !== fields.token && field !== fields.trap;
    return html`<li>${isSeen ? html`<a href="#${field}">${text}</a>` : text}</li>`;
  });
  return html`<section class="problems" role="alert"><h2>${pollWords.problems[language]}</h2><ul>${items}</ul></section>`;
}

function legendOf({ questionnaire }: PollRound, field: string): Bilingual {
  const question = questionnaire.questions.find((one) => fieldOf(one) === field);
  if (question !== undefined) return question.ask;
  if (field === fields.code) return pollWords.code;
  if (field === fields.area) return pollWords.area;
  if (field === fields.age) return pollWords.age;
  return field === fields.trap ? pollWords.trap : pollWords.other;
}
