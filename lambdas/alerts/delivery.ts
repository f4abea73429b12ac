import { z } from 'zod';
import { stepIdOf } from '../zone/names.ts';

/** What became of one SMS of an alert: stored beside its incident as it stands here, so a new shape is a new version. */
export const delivery = z.strictObject({
  version: z.literal(1),
  /** The alert's. */
  tier: z.int().min(1).max(5),
  /** The last digits, e.g. `…0001`. */
  phone: z.string().min(1).max(10),
  outcome: z.enum(['delivered', 'failed']),
  why: z.string().max(200),
  /** Epoch ms. */
  at: z.int().min(0),
  messageId: z.string().min(1),
});
export type Delivery = Readonly<z.infer<typeof delivery>>;

export const deliveryPrefix = 'delivery#';

/** Its sort key beside the incident: by time, and the same report always under the same. */
export function deliveryRecordOf({ at, outcome, messageId, phone }: Delivery): string {
  return `${deliveryPrefix}${stepIdOf(at, `sms-${outcome}`, messageId, phone)}`;
}

/** Whether a phone of the tier got its SMS. */
export function isReached(deliveries: readonly Delivery[], tier: number): boolean {
  return deliveries.some((one) => one.tier === tier && one.outcome === 'delivered');
}
