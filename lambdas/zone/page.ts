import { z } from 'zod';

/** What every page of a Function URL asks of its visitor and answers, whichever function it is. */

export const languages = ['th', 'en'] as const;
export type Language = (typeof languages)[number];

/** As a Function URL takes it. */
export interface PageResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** A Function URL's event (payload format 2.0); everything else in it is left alone, and everything may be missing or wrong. */
const eventForm = z.object({
  rawPath: z.string().catch(''),
  rawQueryString: z.string().catch(''),
  headers: z.record(z.string(), z.string()).catch({}),
  body: z.string().catch(''),
  isBase64Encoded: z.boolean().catch(false),
  requestContext: z.object({ http: z.object({ method: z.string(), sourceIp: z.string().catch('') }) }),
});

export interface PageEvent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a form, as text. */
  readonly body: string;
  readonly sourceIp: string;
}

/** Never throws: undefined where it is no event of a Function URL. */
export function parsePageEvent(event: unknown): PageEvent | undefined {
  const parsed = eventForm.safeParse(event);
  if (!parsed.success) return undefined;
  const { rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext } = parsed.data;
  const { method, sourceIp } = requestContext.http;
  return {
    ...{ method, sourceIp, headers },
    path: rawPath,
    query: new URLSearchParams(rawQueryString),
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/** As the query asks for; else Thai, save on a phone that speaks English and no Thai. */
export function languageOf({ query, headers }: Pick<PageEvent, 'query' | 'headers'>): Language {
  const asked = query.get('lang');
  if (asked === 'th' || asked === 'en') return asked;
  const accepted = headers['accept-language'] ?? '';
  return /^en\b/i.test(accepted) && !/\bth\b/i.test(accepted) ? 'en' : 'th';
}

/** Nothing of a page is kept anywhere, no other site learns its address, and nothing runs on it but what `policy` names. */
export function pageHeaders(contentSecurityPolicy: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'content-security-policy': contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  };
}

/** Of a page in a language, beside `pageHeaders`. */
export function markupHeaders(language: Language): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    vary: 'accept-language',
  };
}
