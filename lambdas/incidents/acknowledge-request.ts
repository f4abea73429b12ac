import { z } from 'zod';
import { type LinkPath, parseLinkPath } from '../alerts/acknowledge-link.ts';
import { shorten } from '../alerts/shorten.ts';
import { isPictureFile } from './incident-pictures.ts';

export type Language = 'th' | 'en';

/** What somebody asks of the page; `link` is undefined where the address is none of ours. A file in it is a picture's. */
export interface AcknowledgeRequest {
  readonly method: 'look' | 'acknowledge' | 'other';
  readonly language: Language;
  readonly link?: LinkPath;
  /** As typed, made one clean line; empty where nothing was. */
  readonly name: string;
}

/** UTF-16 units. The records take 80, and `signature` adds to it. */
export const mostNameUnits = 60;

/** Of a Function URL's event; everything else in it is left alone, and everything may be missing or wrong. */
const eventForm = z.object({
  rawPath: z.string().catch(''),
  rawQueryString: z.string().catch(''),
  headers: z.record(z.string(), z.string()).catch({}),
  body: z.string().catch(''),
  isBase64Encoded: z.boolean().catch(false),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

/** Never throws: what cannot be read is a request for nothing. */
export function parseAcknowledgeRequest(event: unknown): AcknowledgeRequest {
  const parsed = eventForm.safeParse(event);
  if (!parsed.success) return { method: 'other', language: 'th', name: '' };
  const { rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext } = parsed.data;
  const link = parseLinkPath(rawPath);
  const isOurs = link !== undefined && (link.file === '' || isPictureFile(link.file));
  const form = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return {
    method: methods.get(requestContext.http.method) ?? 'other',
    language: languageOf(new URLSearchParams(rawQueryString).get('lang'), headers['accept-language']),
    name: cleanName(new URLSearchParams(form).get('name') ?? ''),
    ...(isOurs ? { link } : {}),
  };
}

/** Mail programs and their scanners look at links by GET and HEAD: these must change nothing. */
const methods: ReadonlyMap<string, AcknowledgeRequest['method']> = new Map([
  ['GET', 'look'],
  ['HEAD', 'look'],
  ['POST', 'acknowledge'],
]);

/** As asked for; else Thai, save on a phone that speaks English and no Thai. */
function languageOf(asked: string | null, accepted = ''): Language {
  if (asked === 'th' || asked === 'en') return asked;
  return /^en\b/i.test(accepted) && !/\bth\b/i.test(accepted) ? 'en' : 'th';
}

/** Line breaks, control and invisible characters (that turn text around, too) become spaces. */
export function cleanName(typed: string): string {
  return shorten(typed.toWellFormed().replace(/[\p{C}\p{Z}]+/gu, ' '), mostNameUnits);
}
