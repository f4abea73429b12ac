import { z } from 'zod';
import { place } from '../zone/messages.ts';

/**
 * One pass of somebody whom nobody looks for, kept only where the zone file allows it (docs/adr/0015): no picture, no
 * vector, no looks. Stored as it stands here, so a new shape is a new version.
 */
export const strangerVisit = z.strictObject({
  version: z.literal(1),
  cameraId: z.string().min(1),
  /** When and which pass: a pass repeated after a crash is the same visit. */
  visitId: z.string().min(1),
  /** The same for all passes of one face; lambdas/zone/strangers.ts. */
  strangerId: z.string().min(1),
  place,
  /** Epoch milliseconds. */
  firstSeenAt: z.int().min(0),
  lastSeenAt: z.int().min(0),
  /** Epoch seconds; the same for all visits of one stranger. */
  expiresAt: z.int().min(0),
});
export type StrangerVisit = Readonly<z.infer<typeof strangerVisit>>;

/** Sorts by time within a camera. `lastSeenAt` in epoch milliseconds. */
export function visitIdOf(lastSeenAt: number, passId: string): string {
  return `${new Date(lastSeenAt).toISOString()}#${passId}`;
}
