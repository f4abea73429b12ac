import { z } from 'zod';
import { place } from '../zone/messages.ts';

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

const plateSighting = z.strictObject({
  ...common,
  kind: z.literal('plate'),
  plate: z.strictObject({
    letters: z.string(),
    digits: z.string(),
    /** `null`: not readable. */
    province: z.string().nullable(),
    /** Lowest character probability, a fraction. */
    confidence: z.number().min(0).max(1),
  }),
});
export type PlateSighting = Readonly<z.infer<typeof plateSighting>>;

const faceSighting = z.strictObject({
  ...common,
  kind: z.literal('face'),
  /** Persons of the watchlist it may be, the most similar first; empty: a passer-by. */
  persons: z
    .array(z.strictObject({ entryId: z.string().min(1), similarityPercent: z.number().min(0).max(100) }))
    .readonly(),
});
export type FaceSighting = Readonly<z.infer<typeof faceSighting>>;

/** What a pass turned out to be: stored as it stands here, so a new shape is a new version. */
export const sighting = z.discriminatedUnion('kind', [plateSighting, faceSighting]);
export type Sighting = PlateSighting | FaceSighting;

const secondsPerDay = 86_400;

/** When a sighting must be gone, in epoch seconds. */
export function expiryOf(lastSeenAt: number, retentionDays: number): number {
  return Math.floor(lastSeenAt / 1000) + retentionDays * secondsPerDay;
}
