import { z } from 'zod';
import { stepIdOf } from './names.ts';

/** What may let an alert through or stop it. A word once stored keeps its meaning; readers let words pass that they do not know. */
export type Gate =
  | 'match'
  | 'threshold'
  | 'agreement'
  | 'unconfirmed'
  | 'corrected'
  | 'expired-entry'
  | 'no-entry'
  | 'staff'
  | 'joined'
  | 'press-answered'
  | 'cooldown'
  | 'quiet-hours'
  | 'storm'
  | 'muted'
  | 'roster'
  | 'acknowledged'
  | 'probe'
  | 'delivery';

/** Why an alert went out or did not: stored as it stands here, so a new shape is a new version. No names, phones or addresses. */
export const decision = z.strictObject({
  version: z.literal(1),
  /** An incident's or a sighting's id. */
  about: z.string().min(1),
  /** Epoch ms. */
  at: z.int().min(0),
  /** One of `Gate`. */
  gate: z.string().min(1),
  outcome: z.enum(['passed', 'stopped', 'sent']),
  /** In a few words of English, e.g. `told 3 minutes ago`. */
  why: z.string().max(300),
  tier: z.int().min(1).max(5).optional(),
  /** Where several ways lead to people. */
  channel: z.enum(['sms', 'email']).optional(),
  /** The sighting that joined the incident, where this is about that one. */
  cause: z.string().min(1).optional(),
});
export type Decision = Readonly<Omit<z.infer<typeof decision>, 'gate'> & { gate: Gate | (string & {}) }>;

/** The decision's sort key beside what it is about: by time, and the same decision at the same time always the same. */
export function decisionRecordOf({ at, gate, outcome, why, tier, channel, cause }: Decision): string {
  const of = cause === undefined ? [] : [cause];
  return `decision#${stepIdOf(at, gate, outcome, why, String(tier ?? ''), channel ?? '', ...of)}`;
}

/**
 * What the zone decided about a sighting when it was made: on the sighting's own item, so that it goes with it. Beside
 * the sighting, not in it: nobody who lists sightings learns from them what is on the watchlist.
 */
export const sightingDecision = z.strictObject({
  /** Epoch ms. */
  at: z.int().min(0),
  /** One of `Gate`. */
  gate: z.string().min(1),
  outcome: z.enum(['passed', 'stopped']),
  /** In a few words of English, with the numbers that were compared. */
  why: z.string().max(300),
  /** The watchlist entry that it is about. */
  entryId: z.string().min(1).optional(),
});
export type SightingDecision = Readonly<
  Omit<z.infer<typeof sightingDecision>, 'gate'> & { gate: Gate | (string & {}) }
>;
