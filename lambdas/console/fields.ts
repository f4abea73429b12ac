import { type Html, html } from '../zone/html.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { FieldError, type FieldName, fieldWhy, tooLong } from './field-error.ts';
import { noticeLine } from './notice.ts';
import { FormError } from './operator-forms.ts';
import { plainText } from './plain-text.ts';
import type { WidgetRequest } from './widget.ts';

/** A field of one line. */
export interface Field extends FieldName {
  /** UTF-16 units, as the records count them. */
  readonly most: number;
  /** @default 'text' */
  readonly type?: 'text' | 'date' | 'datetime-local';
  readonly hint?: Bilingual;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

type Typed = Pick<WidgetRequest, 'forms'>;
type Shown = Pick<WidgetRequest, 'forms' | 'language'>;

/** What was typed as one clean line; undefined where the field is empty. Throws FieldError. */
export function lineOf({ forms }: Typed, field: Field): string | undefined {
  // One letter more than may be is enough to see that it is too long.
  const line = plainText(forms[field.name] ?? '', field.most + 1);
  if (line.length > field.most) throw new FieldError(field, tooLong(field.most));
  return line === '' ? undefined : line;
}

/** Throws FieldError. */
export function requiredLineOf(request: Typed, field: Field): string {
  const line = lineOf(request, field);
  if (line === undefined) throw new FieldError(field, fieldWhy.missing);
  return line;
}

/** One of the values, undefined where nothing was chosen. Throws FieldError. */
export function choiceOf<Value extends string>(
  { forms }: Typed,
  field: FieldName,
  values: readonly Value[],
): Value | undefined {
  const typed = forms[field.name] ?? '';
  if (typed === '') return undefined;
  const chosen = values.find((value) => value === typed);
  if (chosen === undefined) throw new FieldError(field, fieldWhy.choice);
  return chosen;
}

export function textField({ language, forms }: Shown, { name, label, most, type, hint }: Field): Html {
  return html`<label>${label[language]} <input name="${name}" type="${type ?? 'text'}" value="${forms[name] ?? ''}" maxlength="${most}"${hint !== undefined && html` placeholder="${hint[language]}"`} autocomplete="off"></label>`;
}

/** A field with a choice; the first one is taken where nothing was chosen. */
export function selectField(
  { language, forms }: Shown,
  { name, label }: FieldName,
  choices: readonly Choice[],
): Html {
  const options = choices.map(
    ({ value, label: text }) =>
      html`<option value="${value}"${forms[name] === value && html` selected`}>${text}</option>`,
  );
  return html`<label>${label[language]} <select name="${name}">${options}</select></label>`;
}

/** What is said of a form that was not taken; undefined for any other error. */
export function refusedForm(error: unknown, { language }: Pick<WidgetRequest, 'language'>): Html | undefined {
  if (error instanceof FormError) return noticeLine(error.notice, language);
  if (!(error instanceof FieldError)) return undefined;
  return noticeLine('field', language, `${error.field.label[language]}: ${error.why[language]}`);
}
