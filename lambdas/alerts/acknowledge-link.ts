import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Bilingual } from '../zone/zone-file.ts';

/** Of a link's token: 128 bits cannot be guessed, not even at a million tries a second in the age of the Earth. */
export const tokenBytes = 16;
// Hexadecimal: a mail program that makes text a link may take a `-` or `_` at its end for punctuation.
const tokenForm = /^[0-9a-f]{32}$/;
const incidentIdForm = /^[A-Z]{2,4}-[0-9A-Z]{8}$/;

/** As long as an incident is news; whoever comes later signs in. */
export const linkHours = 24;
const linkMilliseconds = linkHours * 3_600_000;

/** What is kept of a link beside its incident: never the token itself. Stored as it stands here. Times are epoch ms. */
export const acknowledgeLink = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  /** SHA-256 of the token, hexadecimal. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the alert that carries it. */
  tier: z.int().min(1),
  madeAt: z.int().min(0),
  validUntil: z.int().min(0),
  /** Who acknowledged by it, as they named themselves; absent until somebody does. */
  usedBy: z.string().min(1).max(80).optional(),
  usedAt: z.int().min(0).optional(),
});
export type AcknowledgeLink = Readonly<z.infer<typeof acknowledgeLink>>;

export interface NewLink {
  readonly incidentId: string;
  readonly tier: number;
  readonly token: string;
  /** Epoch ms. */
  readonly at: number;
}

export function newLink({ incidentId, tier, token, at }: NewLink): AcknowledgeLink {
  const validUntil = at + linkMilliseconds;
  return { version: 1, incidentId, tokenHash: tokenHashOf(token), tier, madeAt: at, validUntil };
}

/** Unsalted: the token is random, so there is nothing to try out. */
export function tokenHashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** `base` is the function's URL, with a slash at its end. */
export function linkUrl(base: string, { incidentId, token }: Pick<NewLink, 'incidentId' | 'token'>): string {
  return `${base}${incidentId}/${token}`;
}

/** A path of the function's URL: a link's, and what follows it there (empty: nothing). */
export interface LinkPath {
  readonly incidentId: string;
  readonly token: string;
  readonly file: string;
}

/** `undefined` for what no link of ours looks like. */
export function parseLinkPath(path: string): LinkPath | undefined {
  const [empty, incidentId = '', token = '', ...rest] = path.split('/');
  const fits = empty === '' && incidentIdForm.test(incidentId) && tokenForm.test(token);
  return fits ? { incidentId, token, file: rest.join('/') } : undefined;
}

/** The link of an alert, for its text. */
export interface AlertLink {
  readonly url: string;
  readonly inSms: boolean;
}

/** A link among those of several incidents. */
export interface IncidentLink extends AlertLink {
  readonly incidentId: string;
}

const linkWords: Bilingual = {
  th: `รับทราบเหตุและดูรายละเอียด (ใช้ได้ ${linkHours} ชั่วโมง อย่าส่งต่อ):`,
  en: `Acknowledge and see the incident (for ${linkHours} hours; do not forward):`,
};

/** The lines of an e-mail that bring the link. */
export function linkLine(url: string): Bilingual {
  return { th: `${linkWords.th} ${url}`, en: `${linkWords.en} ${url}` };
}

/** The lines of an e-mail that bring a link for each incident; none without links. */
export function linkLines(links: readonly IncidentLink[]): readonly string[] {
  if (links.length === 0) return [];
  return ['', linkWords.th, linkWords.en, ...links.map(({ incidentId, url }) => `${incidentId}: ${url}`)];
}
