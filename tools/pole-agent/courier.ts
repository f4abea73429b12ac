import { poleTopic } from '../../lambdas/zone/names.ts';
import type { Lane, Outbox, OutboxEntry } from './outbox.ts';
import type { Uplink } from './uplink.ts';

export interface CourierParams {
  readonly poleId: string;
  readonly outbox: Outbox;
  readonly uplink: Uplink;
  /** The broker has acknowledged it. */
  readonly onTaken: (entry: OutboxEntry) => void;
}

/**
 * Sends what is in the outbox and what comes into it, until the connection ends. One message of a lane is on its way
 * at a time, so the order is kept whatever is lost; the lanes do not wait for each other.
 */
export async function carryMessages(params: CourierParams): Promise<void> {
  await Promise.all([carryLane('press', params), carryLane('status', params)]);
}

async function carryLane(lane: Lane, { poleId, outbox, uplink, onTaken }: CourierParams): Promise<void> {
  const end = uplink.ended.then(() => true);
  for (;;) {
    const change = outbox.changed();
    const entry = outbox.next(lane);
    if (entry === undefined) {
      if (await Promise.race([change.then(() => false), end])) return;
      continue;
    }
    try {
      await uplink.publish(poleTopic(poleId, entry.messageType), JSON.stringify(entry.body));
    } catch {
      // It stays first in its lane, for the next connection.
      return;
    }
    outbox.remove(entry);
    onTaken(entry);
  }
}
