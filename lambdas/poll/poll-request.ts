import { type Language, languageOf, parsePageEvent } from '../zone/page.ts';

/** What somebody asks of the page. */
export interface PollRequest {
  readonly method: 'look' | 'send' | 'other';
  readonly language: Language;
  /** Of the address, as posters and invitations fill it in; shown in the form, judged only when it is sent. */
  readonly area: string;
  readonly code: string;
  readonly form: URLSearchParams;
  readonly isTooLarge: boolean;
  readonly sourceIp: string;
}

/** Characters of a form. A questionnaire's longest honest answer takes a tenth of it. */
export const mostFormUnits = 60_000;
const mostFields = 500;

/** Never throws: what cannot be read is a request for nothing. */
export function parsePollRequest(event: unknown): PollRequest {
  const page = parsePageEvent(event);
  const nothing = { area: '', code: '', form: new URLSearchParams(), isTooLarge: false, sourceIp: '' };
  if (page === undefined) return { ...nothing, method: 'other', language: 'th' };
  const body = page.body.length > mostFormUnits ? '' : page.body;
  const form = new URLSearchParams(body);
  const isTooLarge = page.body.length > mostFormUnits || form.size > mostFields;
  return {
    method: methods.get(page.method) ?? 'other',
    language: languageOf(page),
    area: (page.query.get('area') ?? '').slice(0, 40),
    code: (page.query.get('code') ?? '').slice(0, 40),
    form: isTooLarge ? new URLSearchParams() : form,
    isTooLarge,
    sourceIp: page.sourceIp.slice(0, 60),
  };
}

/** Links in messages are looked at by programs, too: looking changes nothing. */
const methods: ReadonlyMap<string, PollRequest['method']> = new Map([
  ['GET', 'look'],
  ['HEAD', 'look'],
  ['POST', 'send'],
]);
