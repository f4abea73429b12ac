import { z } from 'zod';

export const checkPolesEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  ALERT_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
});
