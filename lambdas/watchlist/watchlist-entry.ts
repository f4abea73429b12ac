import { z } from 'zod';
import { type PlateText, plateKey } from '../plates/plate.ts';
import { isWholeNumber } from '../plates/plate-pattern.ts';
import { agencies } from '../zone/messages.ts';
import { personCategories, plateAcceptances, plateCategories } from '../zone/watch-categories.ts';
import { bilingual } from '../zone/zone-file.ts';

export const personCategory = z.enum(personCategories);
export const plateCategory = z.enum(plateCategories);

const common = {
  version: z.literal(1),
  entryId: z.string().min(1),
  /** What an alert shows; a person's real name belongs here only if the police wants it in an SMS. */
  label: bilingual,
  /** The officer or agency responsible for it. */
  owner: z.string().min(1).max(80).optional(),
  /** Agencies that may know of it, as they stand in the recipients file. Absent: every one. */
  visibleTo: agencies.max(20).readonly().optional(),
  /** Why the entry is lawful: case number, order, request of the family. */
  reason: z.string().min(1).max(500),
  addedBy: z.string().min(1),
  /** Epoch milliseconds. */
  addedAt: z.int().min(0),
  /** Epoch seconds; from then on nothing matches it. Absent: until removed. */
  expiresAt: z.int().min(0).optional(),
};

/** `entryId` is the person's user id in the face collection, e.g. "nk-2026-014". */
export const personEntry = z.strictObject({
  ...common,
  kind: z.literal('person'),
  category: personCategory,
  /** How many of the photos given last were good enough. */
  photoCount: z.int().min(1),
});
export type PersonEntry = Readonly<z.infer<typeof personEntry>>;

export const plateAcceptance = z.enum(plateAcceptances);
export type PlateAcceptance = z.infer<typeof plateAcceptance>;

/** `entryId` is `plateEntryId` of its plate; letters and digits may leave signs open (`PlatePattern`). */
export const plateEntry = z.strictObject({
  ...common,
  kind: z.literal('plate'),
  category: plateCategory,
  letters: z.string(),
  digits: z.string(),
  /** `null`: any province. */
  province: z.string().nullable(),
  /** Absent: `defaultAcceptance` of its category. */
  accepts: plateAcceptance.optional(),
});
export type PlateEntry = Readonly<z.infer<typeof plateEntry>>;

export const watchlistEntry = z.discriminatedUnion('kind', [personEntry, plateEntry]);
export type WatchlistEntry = PersonEntry | PlateEntry;

/** A person's id: also a Rekognition user id, which allows no Thai (CreateUser: `[a-zA-Z0-9_.\-:]+`). */
export const personId = z
  .string()
  .regex(
    /^(?!not-)[a-z0-9][a-z0-9-]{1,63}$/,
    'must be 2–64 characters: a–z, 0–9 and "-", e.g. "nk-2026-014"; "not-" begins corrections',
  );

export function isExpired(entry: WatchlistEntry, now: number): boolean {
  return entry.expiresAt !== undefined && entry.expiresAt * 1000 <= now;
}

/** Who is told of a match. The owner always is, if it is an agency. Undefined: everybody who receives its kind. */
export function audienceOf({
  owner,
  visibleTo,
}: Pick<WatchlistEntry, 'owner' | 'visibleTo'>): readonly string[] | undefined {
  if (visibleTo === undefined) return undefined;
  return [...new Set(owner === undefined ? visibleTo : [...visibleTo, owner])];
}

export function isVisibleTo(entry: Pick<WatchlistEntry, 'owner' | 'visibleTo'>, agency: string): boolean {
  return audienceOf(entry)?.includes(agency) ?? true;
}

/** A car that is looked for must not slip through for one sign; one that may not park here can. */
export function acceptanceOf({
  accepts,
  category,
}: Pick<PlateEntry, 'accepts' | 'category'>): PlateAcceptance {
  return accepts ?? (category === 'banned' ? 'exact' : 'one-confusion');
}

/** Entries that leave signs open stand together, because each of them must be compared with every plate. */
export const patternPrefix = 'pattern:';

/** All provinces of one number begin alike, so that a plate without a readable province finds them by one query. */
export function plateEntryPrefix(plate: Pick<PlateText, 'letters' | 'digits'>): string {
  if (!isWholeNumber(plate)) return `${patternPrefix}${plate.letters}:${plate.digits}#`;
  return `${plateKey(plate)}#`;
}

/** e.g. `1กข1234#หนองคาย`, `pattern:?ข:12?4#หนองคาย`; without a province it ends in `#`. */
export function plateEntryId(plate: PlateText): string {
  return `${plateEntryPrefix(plate)}${plate.province ?? ''}`;
}
