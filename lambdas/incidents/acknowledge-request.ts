import { type LinkPath, parseLinkPath } from '../alerts/acknowledge-link.ts';
import { shorten } from '../alerts/shorten.ts';
import { type Language, languageOf, parsePageEvent } from '../zone/page.ts';
import { isPictureFile } from './incident-pictures.ts';

export type { Language } from '../zone/page.ts';

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

/** Never throws: what cannot be read is a request for nothing. */
export function parseAcknowledgeRequest(event: unknown): AcknowledgeRequest {
  const page = parsePageEvent(event);
  if (page === undefined) return { method: 'other', language: 'th', name: '' };
  const link = parseLinkPath(page.path);
  const isOurs = link !== undefined && (link.file === '' || isPictureFile(link.file));
  return {
    method: methods.get(page.method) ?? 'other',
    language: languageOf(page),
    name: cleanName(new URLSearchParams(page.body).get('name') ?? ''),
    ...(isOurs ? { link } : {}),
  };
}

/** Mail programs and their scanners look at links by GET and HEAD: these must change nothing. */
const methods: ReadonlyMap<string, AcknowledgeRequest['method']> = new Map([
  ['GET', 'look'],
  ['HEAD', 'look'],
  ['POST', 'acknowledge'],
]);

/** Line breaks, control and invisible characters (that turn text around, too) become spaces. */
export function cleanName(typed: string): string {
  return shorten(typed.toWellFormed().replace(/[\p{C}\p{Z}]+/gu, ' '), mostNameUnits);
}
