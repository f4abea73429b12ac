import { type Html, type HtmlPart, html } from '../zone/html.ts';
import type { Language } from '../zone/page.ts';
import type { PollArea, PollQuestion } from '../zone/poll-file.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { mapPicture, type PollMap } from './poll-map.ts';
import { pollWords, problemWords } from './poll-words.ts';
import { type FieldProblem, fieldOf } from './read-form.ts';

/** What all fields of a page are drawn with. */
export interface FieldSettings {
  readonly language: Language;
  readonly areas: readonly PollArea[];
  readonly map: PollMap;
  /** What was sent before, to be shown again. */
  readonly form: URLSearchParams;
  readonly problems: readonly FieldProblem[];
}

interface FieldSet {
  readonly field: string;
  readonly legend: Bilingual;
  readonly hint?: Bilingual | undefined;
  readonly isRequired: boolean;
}

/** The part of the form that asks a question. */
export function questionField(question: PollQuestion, settings: FieldSettings): Html {
  const field = fieldOf(question);
  const { ask: legend, hint, required: isRequired } = question;
  return fieldSet({ field, legend, hint, isRequired }, settings, inputs(question, field, settings));
}

function inputs(question: PollQuestion, field: string, settings: FieldSettings): HtmlPart {
  switch (question.type) {
    case 'scale':
      return scale(question, field, settings);
    case 'choice':
      return choice(field, question.options, question.required ? undefined : pollWords.noAnswer, settings);
    case 'choices':
      return choices(field, question.options, settings);
    case 'place':
      return places(field, settings, question.required ? undefined : pollWords.noPlace);
    case 'places':
      return [picture(field, settings), choices(field, settings.areas, settings, true)];
    case 'text':
      return textArea(question.most, field, settings);
  }
}

/** A question with its hint and, where it was answered wrongly, what is wrong; all three belong together for a screen reader too. */
export function fieldSet(
  { field, legend, hint, isRequired }: FieldSet,
  { language, problems }: FieldSettings,
  content: HtmlPart,
): Html {
  const problem = problems.find((one) => one.field === field);
  const described = [hint && `${field}-hint`, problem && `${field}-problem`].filter(Boolean).join(' ');
  const legendId = `${field}-legend`;
  return html`<fieldset id="${field}"${problem && html` class="wrong"`}${described !== '' && html` aria-describedby="${described}"`}>
<legend id="${legendId}">${legend[language]}${isRequired && html` <small>(${pollWords.required[language]})</small>`}</legend>
${hint && html`<p class="quiet" id="${field}-hint">${hint[language]}</p>`}
${problem && html`<p class="problem" id="${field}-problem">${problemWords[problem.what][language]}</p>`}
${content}</fieldset>`;
}

/** One area, on the map and in a list; `none` is the answer of who names none. */
export function places(field: string, settings: FieldSettings, none: Bilingual | undefined): HtmlPart {
  return [picture(field, settings), choice(field, settings.areas, none, settings, true)];
}

function picture(field: string, { areas, map, language }: FieldSettings): Html {
  return mapPicture(areas, map, field, pollWords.map[language]);
}

interface Option {
  readonly id: string;
  readonly name: Bilingual;
}

/** One option; without a way to take a choice back, a slip of the thumb could not be undone: hence `none`. */
export function choice(
  field: string,
  options: readonly Option[],
  none: Bilingual | undefined,
  settings: FieldSettings,
  isNumbered = false,
): readonly (Html | false)[] {
  const { language, form } = settings;
  const required = none === undefined && html` required`;
  return [
    ...options.map(
      ({ id, name }, i) =>
        html`<label class="row"><input type="radio" name="${field}" id="${`${field}-${i}`}" value="${id}"${required}${checked(form, field, id)}>${isNumbered && html`<b aria-hidden="true">${i + 1}</b>`}<span>${name[language]}</span></label>`,
    ),
    none !== undefined &&
      html`<label class="row"><input type="radio" name="${field}" value=""><span class="quiet">${none[language]}</span></label>`,
  ];
}

function choices(
  field: string,
  options: readonly Option[],
  { language, form }: FieldSettings,
  isNumbered = false,
): readonly Html[] {
  return options.map(
    ({ id, name }, i) =>
      html`<label class="row"><input type="checkbox" name="${field}" id="${`${field}-${i}`}" value="${id}"${checked(form, field, id)}>${isNumbered && html`<b aria-hidden="true">${i + 1}</b>`}<span>${name[language]}</span></label>`,
  );
}

function scale(
  { points, low, high, required }: PollQuestion & { type: 'scale' },
  field: string,
  { language, form }: FieldSettings,
): Html {
  const cells = Array.from({ length: points }, (_, i) => {
    const value = String(i + 1);
    const end = i === 0 ? low : i === points - 1 ? high : undefined;
    return html`<label><input type="radio" name="${field}" value="${value}"${required && html` required`}${end && html` aria-label="${`${value} (${end[language]})`}"`}${checked(form, field, value)}><span>${value}</span></label>`;
  });
  return html`<div class="ends quiet"><span>1 = ${low[language]}</span><span>${points} = ${high[language]}</span></div>
<div class="points">${cells}${!required && html`<label class="wide"><input type="radio" name="${field}" value=""><span class="quiet">${pollWords.notKnown[language]}</span></label>`}</div>`;
}

function textArea(most: number, field: string, { language, form }: FieldSettings): Html {
  return html`<textarea name="${field}" aria-labelledby="${field}-legend" maxlength="${most}">${form.get(field) ?? ''}</textarea>
<p class="quiet">${pollWords.left[language]} ${most} ${pollWords.signs[language]}</p>`;
}

function checked(form: URLSearchParams, field: string, value: string): Html | false {
  return form.getAll(field).includes(value) && html` checked`;
}
