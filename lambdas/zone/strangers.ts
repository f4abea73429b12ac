import { createHash } from 'node:crypto';

/**
 * Somebody whom nobody looks for, told from others by their face alone (docs/adr/0015). The id says when they were
 * first seen, so that whoever finds it knows when it must be gone, without another record.
 */

const idForm = /^stranger-(\d{1,12})-[0-9a-f]{16}$/;
const secondsPerHour = 3600;

/** The collection of their faces, beside the one of the watchlist. */
export function strangerCollectionOf(collectionId: string): string {
  return `${collectionId}-strangers`;
}

export interface FirstPass {
  readonly passId: string;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

/** The same pass always gives the same id. */
export function strangerIdOf({ passId, seenAt }: FirstPass): string {
  const hash = createHash('sha256').update(passId).digest('hex').slice(0, 16);
  return `stranger-${Math.floor(seenAt / 1000)}-${hash}`;
}

/** When all that is kept of them must be gone, in epoch seconds; undefined for what is no such id. */
export function strangerEndOf(strangerId: string, keepHours: number): number | undefined {
  const firstSeen = idForm.exec(strangerId)?.[1];
  return firstSeen === undefined ? undefined : Number(firstSeen) + keepHours * secondsPerHour;
}

/** Whether they must be gone at `now` (epoch milliseconds); what is no such id may not stay at all. */
export function isStrangerOver(strangerId: string, keepHours: number, now: number): boolean {
  return (strangerEndOf(strangerId, keepHours) ?? 0) * 1000 <= now;
}
