import { type Html, type HtmlPart, html } from '../zone/html.ts';

export interface CallAction {
  readonly label: HtmlPart;
  /** ARN of the function to call: whoever may invoke it may do it. */
  readonly endpoint: string;
  /** Where the answer is shown: over the dashboard, or in place of the widget. */
  readonly display: 'popup' | 'widget';
  /** What the function is called with, besides the form fields. */
  readonly params: Readonly<Record<string, string>>;
  /** Asked before anything is called. */
  readonly confirmation?: string;
  /** @default 'plain' */
  readonly look?: 'plain' | 'primary' | 'danger' | 'link';
  /** What a screen reader says instead of the label, where the label alone is not clear. */
  readonly name?: string;
}

/**
 * A button that calls a function: CloudWatch reads the `cwdb-action` behind an element as what a click on it does.
 * It sends all form fields of the widget along.
 */
export function callButton({ label, look = 'plain', name, ...call }: CallAction): Html {
  return html`<a class="${looks[look]}" role="button" tabindex="0"${name !== undefined && html` aria-label="${name}"`}>${label}</a>${callOf(call)}`;
}

/** The action alone, for the element that stands right before it (e.g. an `svg` or a card). */
export function callOf({
  endpoint,
  display,
  params,
  confirmation,
}: Omit<CallAction, 'label' | 'look' | 'name'>): Html {
  return html`<cwdb-action action="call" endpoint="${endpoint}" display="${display}"${confirmation !== undefined && html` confirmation="${confirmation}"`}>${jsonText(params)}</cwdb-action>`;
}

/** A button that opens what is already here. */
export function htmlButton({ label, content }: { readonly label: HtmlPart; readonly content: Html }): Html {
  return html`<a class="btn" role="button" tabindex="0">${label}</a><cwdb-action action="html" display="popup">${content}</cwdb-action>`;
}

const looks = {
  plain: 'btn',
  primary: 'btn btn-primary',
  danger: 'btn zone-danger',
  link: 'zone-link',
} as const;

/** JSON without a sign that `html` escapes or drops, save quotes: it reads the same as text and as markup, however it is read out. */
function jsonText(params: Readonly<Record<string, string>>): string {
  const codeOf = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(params).replace(/[<>&'\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, codeOf);
}
