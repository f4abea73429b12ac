import { z } from 'zod';
import { plateClasses } from '../plates/plate.ts';
import { place } from '../zone/messages.ts';
import { faceAttributes } from './face-attributes.ts';

const common = {
  version: z.literal(1),
  /** The id of its pass: a pass repeated after a crash is the same sighting. */
  sightingId: z.string().min(1),
  cameraId: z.string().min(1),
  place,
  /** Epoch milliseconds. */
  firstSeenAt: z.int().min(0),
  lastSeenAt: z.int().min(0),
  /** A crop in the evidence bucket; passers-by have none. */
  pictureKey: z.string().min(1).optional(),
  /** Epoch seconds. */
  expiresAt: z.int().min(0),
};

const share = z.number().min(0).max(1);

const plateText = {
  letters: z.string(),
  digits: z.string(),
  /** `null`: not readable. */
  province: z.string().nullable(),
};

/** The three likeliest plates that the pass may have shown, the likeliest first. */
const candidates = z
  .array(
    z.strictObject({ ...plateText, class: z.enum(plateClasses).nullable().optional(), probability: share }),
  )
  .max(3)
  .readonly();

const plateSighting = z.strictObject({
  ...common,
  kind: z.literal('plate'),
  plate: z.strictObject({
    /** What was sure enough; `letters` is empty where only the digits were (and on Lao plates). */
    ...plateText,
    /** How likely letters and digits are right, a fraction. */
    confidence: share,
    /** `null`: not told. Absent, like all that follow, on sightings from before they were kept. */
    class: z.enum(plateClasses).nullable().optional(),
    /** How likely each part alone is right. */
    fields: z.strictObject({ class: share, letters: share, digits: share, province: share }).optional(),
    candidates: candidates.optional(),
    /** How many frames were voted over. */
    frames: z.int().min(1).optional(),
  }),
});
export type PlateSighting = Readonly<z.infer<typeof plateSighting>>;

export const unreadReasons = [
  'too-small',
  'not-sure',
  'frames-disagree',
  'foreign-plate',
  'word-plate',
] as const;
export type UnreadReason = (typeof unreadReasons)[number];

/**
 * The decision record of a plate pass of which nothing was good enough to tell. It lies among the sightings, because
 * a person looks for it there, by camera and time; and it is a kind of its own, so that nothing that handles plates
 * takes a guess for a plate: it fits no watchlist entry as sure, whatever its candidates are.
 */
const unreadPlateSighting = z.strictObject({
  ...common,
  kind: z.literal('unread-plate'),
  reason: z.enum(unreadReasons),
  candidates,
  frames: z.int().min(1),
  /** Width of the plate where it was largest. */
  widthPixels: z.int().min(0),
  /** What the likeliest candidate's probability had to reach. */
  minConfidence: share,
});
export type UnreadPlateSighting = Readonly<z.infer<typeof unreadPlateSighting>>;

const faceSighting = z.strictObject({
  ...common,
  kind: z.literal('face'),
  /** Persons of the watchlist it may be, the most similar first; empty only on those from before passers-by were not kept. */
  persons: z
    .array(z.strictObject({ entryId: z.string().min(1), similarityPercent: z.number().min(0).max(100) }))
    .readonly(),
  /** Only one shot was searched, to save paid calls: a candidate that never alerts. */
  unconfirmed: z.literal(true).optional(),
  /** Of the budget of paid calls, where it changed what was paid for (docs/adr/0010). */
  savingStep: z.enum(['sample-low', 'tight', 'high-only', 'stop']).optional(),
  attributes: faceAttributes.optional(),
});
export type FaceSighting = Readonly<z.infer<typeof faceSighting>>;

/** What a pass turned out to be: stored as it stands here, so a new shape is a new version. */
export const sighting = z.discriminatedUnion('kind', [plateSighting, unreadPlateSighting, faceSighting]);
export type Sighting = PlateSighting | UnreadPlateSighting | FaceSighting;

const secondsPerDay = 86_400;

/** When a sighting must be gone, in epoch seconds. */
export function expiryOf(lastSeenAt: number, retentionDays: number): number {
  return Math.floor(lastSeenAt / 1000) + retentionDays * secondsPerDay;
}
