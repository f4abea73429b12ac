import { z } from 'zod';
import type { RaiseAlertMessage } from '../zone/messages.ts';

/** One alert is one tier of one incident, told once more each time it is repeated, and when it recovered. */
export const alertKey = z.strictObject({
  incidentId: z.string().min(1),
  tier: z.int(),
  isRecovery: z.boolean().optional(),
  /** How often the tier was told before. */
  repeat: z.int().optional(),
  /** The sighting that joined the incident. */
  joinedBy: z.string().optional(),
});
export type AlertKey = Readonly<z.infer<typeof alertKey>>;

/** The key of the alert that a message asks for. */
export function alertKeyOf(alert: RaiseAlertMessage): AlertKey {
  const { incidentId, tier, recoveredAt, repeat, joinedBy } = alert;
  return {
    incidentId,
    tier,
    isRecovery: recoveredAt !== undefined,
    ...(repeat === undefined ? {} : { repeat }),
    ...(joinedBy === undefined ? {} : { joinedBy }),
  };
}

/** The alert's sort key beside its incident: `alert#2`, repeated `alert#2#1`, joined `alert#1#at#<sighting>`, `recovery#1`. */
export function alertRecordOf({ tier, isRecovery = false, repeat, joinedBy }: AlertKey): string {
  const parts = [isRecovery ? 'recovery' : 'alert', tier, repeat, joinedBy && `at#${joinedBy}`];
  return parts.filter((part) => part !== undefined).join('#');
}

/** Remembers which alerts were sent, and which one is being sent right now. Times are epoch ms. */
export interface AlertStore {
  /**
   * Takes the alert for the caller until `until`: `claimed`, or when and as which message the topic took it from a
   * caller that died. `sent`: it went out before. `busy`: another invocation holds it and its time is not over.
   */
  claim(key: AlertKey, times: { readonly now: number; readonly until: number }): Promise<AlertClaim>;
  /** `toldIn`: the digest in which it was told, where it was not alone. */
  markSent(key: AlertKey, sentAt: number, toldIn?: string): Promise<void>;
  /** Remembers that the topic took the alert, unless that is known already. */
  noteTaken(key: AlertKey, taken: Taken): Promise<void>;
  /** The alert is not sent by itself, for a reason that stands; a claim of it then is `settled`. */
  settle(key: AlertKey, how: Settlement, at: number): Promise<void>;
  /** Whether the alert was sent, or needs nobody to send it. */
  isDone(key: AlertKey): Promise<boolean>;
}

/** `held`: told later in the digest of that id. `stopped`: not told, and why. */
export type Settlement =
  | { readonly what: 'held'; readonly digestId: string }
  | { readonly what: 'stopped'; readonly why: string };

/** The topic has the alert, although nobody has marked it as sent. */
export interface Taken {
  /** Epoch ms. */
  readonly takenAt: number;
  /** SNS's id of the message. */
  readonly messageId: string;
}

export type AlertClaim = 'claimed' | 'sent' | 'settled' | 'busy' | Taken;
