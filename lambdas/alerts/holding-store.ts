import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { AlertKey } from './alert-store.ts';

/** What an incident was last told of: where, and when that happened (epoch ms). */
export interface LastTold {
  readonly deviceId: string;
  readonly at: number;
  /** The sighting behind it; absent: what opened the incident. */
  readonly joinedBy?: string;
}

/** Alerts that are told together. */
export interface Digest {
  readonly digestId: string;
  /** The one that was held first. */
  readonly first: RaiseAlertMessage;
  /** The incident of the one that was held last; absent in a digest that an older version began. */
  readonly latestId?: string;
  readonly members: readonly AlertKey[];
  readonly siteIds: readonly string[];
}

/** What raise-alert remembers to hold alerts back without losing one. Every method may be repeated. */
export interface HoldingStore {
  lastTold(incidentId: string): Promise<LastTold | undefined>;
  /** Remembers the latest; an earlier one changes nothing. */
  keepLastTold(incidentId: string, told: LastTold): Promise<void>;
  /** Counts the alert among those of its group in the minute; gives how many they are with it. */
  count(group: string, minute: number, key: AlertKey): Promise<number>;
  /** Whether an alert is held for the digest already: then somebody was asked to tell it. */
  isBegun(digestId: string): Promise<boolean>;
  /** `closed`: the digest is being told, and the alert is not in it. */
  hold(digestId: string, alert: RaiseAlertMessage, now: number): Promise<'held' | 'closed'>;
  /** Ends a digest and gives what is in it; the same when it is called again. `undefined`: nothing was held. */
  close(digestId: string, now: number): Promise<Digest | undefined>;
  /** Until when (epoch ms) alerts about a camera are held back; `undefined`: it was never muted, or not for long. */
  mutedUntil(cameraId: string): Promise<number | undefined>;
  /** Holds alerts about a camera back until then (epoch ms); the last word counts. */
  mute(cameraId: string, until: number): Promise<void>;
}
