import { z } from 'zod';

export const probeAlarmPathEnvironment = z.object({
  INCIDENTS_TABLE: z.string().min(1),
  /** Subscribed to the SOS topic for the probe's alerts alone. */
  PROBE_QUEUE_URL: z.url(),
  /** Whose subscriptions are looked at: ARNs with commas. */
  TOPIC_ARNS: z.string().transform((text) => text.split(',')),
});
