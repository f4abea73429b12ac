import { backoffMilliseconds } from '../backoff.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import type { Connect, Uplink } from './uplink.ts';

export interface StayConnectedParams {
  readonly connect: Connect;
  /** Works with a connection until it ends. */
  readonly use: (uplink: Uplink) => Promise<void>;
  readonly tell: Tell;
  /** A clock that only runs forward, in ms. */
  readonly uptime: () => number;
  /** 0–1. */
  readonly random: () => number;
  /** Resolves when the time is over, or as soon as somebody pressed: a call for help does not sit out a wait. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** A connection that lasted this long was a good one, and the waits begin anew. */
const goodMilliseconds = 30_000;

/** Connects, and connects again, until `signal`: with growing waits, each of random length, so that a street of poles does not come back in step. */
export async function stayConnected(params: StayConnectedParams, signal: AbortSignal): Promise<void> {
  const { tell, uptime, random, pause } = params;
  let failures = 0;
  while (!signal.aborted) {
    const since = uptime();
    const reason = await useConnection(params, signal);
    if (signal.aborted) return;
    failures = uptime() - since >= goodMilliseconds ? 1 : failures + 1;
    const retryMilliseconds = backoffMilliseconds(failures, random);
    tell({ event: 'connection-lost', reason, retryMilliseconds });
    await pause(retryMilliseconds, signal);
  }
}

async function useConnection(
  { connect, use, tell }: StayConnectedParams,
  signal: AbortSignal,
): Promise<string> {
  try {
    const uplink = await connect();
    const leave = () => void uplink.end();
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    try {
      tell({ event: 'connected' });
      await use(uplink);
      return await uplink.ended;
    } finally {
      signal.removeEventListener('abort', leave);
      await uplink.end();
    }
  } catch (error) {
    return reasonOf(error);
  }
}
