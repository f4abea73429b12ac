import { z } from 'zod';
import { correctionUserId } from '../zone/face-users.ts';

/**
 * "Not this person": an operator said of one sighting that its face is not the entry's (docs/adr/0011). Stored as it
 * stands here, so a new shape is a new version.
 */
export const correction = z.strictObject({
  version: z.literal(1),
  kind: z.literal('correction'),
  /** Its user in the face collection, `correctionUserId` of the person and the sighting. */
  entryId: z.string().min(1),
  /** The entry that the face was taken for. */
  personId: z.string().min(1),
  sightingId: z.string().min(1),
  by: z.string().min(1),
  reason: z.string().min(1).max(500),
  /** Epoch milliseconds. */
  correctedAt: z.int().min(0),
  /** Epoch seconds; its face goes soon after. */
  expiresAt: z.int().min(0),
});
export type Correction = Readonly<z.infer<typeof correction>>;

export type NewCorrection = Omit<Correction, 'version' | 'kind' | 'entryId'>;

/** Throws FaceUserIdError for a sighting whose id the face collection would refuse. */
export function newCorrection(given: NewCorrection): Correction {
  const entryId = correctionUserId(given.personId, given.sightingId);
  return { version: 1, kind: 'correction', entryId, ...given };
}
