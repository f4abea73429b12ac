import { z } from 'zod';

export const noteDeliveryEnvironment = z.object({
  INCIDENTS_TABLE: z.string().min(1),
  /** As long as incidents are kept. */
  INCIDENT_DAYS: z.coerce.number().int().positive(),
  SOS_ESCALATION_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
});
