import { type Html, html } from '../zone/html.ts';
import { type Notice, noticeWords } from './console-words.ts';
import type { Language } from './widget.ts';

const done: readonly Notice[] = ['moved'];
const late: readonly Notice[] = ['unmoved', 'closed'];

/** What came of an action, at the top of what is shown; `more` is plain text. */
export function noticeLine(notice: Notice, language: Language, more?: string): Html {
  const look = done.includes(notice) ? 'zone-green' : late.includes(notice) ? 'zone-amber' : 'zone-red';
  const text = noticeWords[notice][language];
  return html`<p class="zone-notice ${look}" role="status" data-notice="${notice}">${text}${more !== undefined && html` <span>${more}</span>`}</p>`;
}
