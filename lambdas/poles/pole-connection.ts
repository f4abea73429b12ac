import { z } from 'zod';

/** A connection of a pole's as the broker last told of it (https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html). */
export const poleConnection = z.object({
  isConnected: z.boolean(),
  /** Numbers the connections of a client; one that was away for an hour begins at 0 again. */
  versionNumber: z.int().min(0),
  /** The broker's clock, epoch ms. */
  at: z.number(),
  reason: z.string().optional(),
});
export type PoleConnection = Readonly<z.infer<typeof poleConnection>>;

const lifecycleEvent = z.object({
  eventType: z.enum(['connected', 'disconnected']),
  timestamp: z.int().min(0),
  versionNumber: z.int().min(0),
  disconnectReason: z.string().max(64).optional(),
});

/** Reads a lifecycle event; `undefined` for anything else. */
export function parseLifecycleEvent(payload: Uint8Array): PoleConnection | undefined {
  const parsed = lifecycleEvent.safeParse(parseJson(payload));
  if (!parsed.success) return undefined;
  const { eventType, timestamp: at, versionNumber, disconnectReason: reason } = parsed.data;
  const isConnected = eventType === 'connected';
  return { isConnected, versionNumber, at, ...(reason !== undefined && { reason }) };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}

/** How long the broker remembers the number of a client that left. */
export const versionMemoryMilliseconds = 3_600_000;

/** Events come twice and in any order: whether `event` tells of a later time than `known`. */
export function isLaterConnection(event: PoleConnection, known: PoleConnection | undefined): boolean {
  if (known === undefined) return true;
  const distance = event.at - known.at;
  if (Math.abs(distance) > versionMemoryMilliseconds) return distance > 0;
  if (event.versionNumber !== known.versionNumber) return event.versionNumber > known.versionNumber;
  return known.isConnected && !event.isConnected;
}
