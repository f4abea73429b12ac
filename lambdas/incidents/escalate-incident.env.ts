import { z } from 'zod';
import { escalationRules } from '../zone/alert-file.ts';

export const escalateIncidentEnvironment = z.object({
  INCIDENTS_TABLE: z.string().min(1),
  SOS_ALERT_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  SOS_ESCALATION_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
  /** As long as incidents are kept. */
  INCIDENT_DAYS: z.coerce.number().int().positive(),
  /** Here and not in the registry: whoever waits for help depends on one table less. */
  ESCALATION_RULES: z.string().transform((json) => escalationRules.parse(JSON.parse(json))),
});
