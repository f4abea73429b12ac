import { z } from 'zod';

export const receivePoleMessageEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  /** Alerts of presses have a queue of their own: nothing else may delay them. */
  SOS_ALERT_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  SOS_ESCALATION_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
  EVIDENCE_QUEUE_URL: z.url(),
});
