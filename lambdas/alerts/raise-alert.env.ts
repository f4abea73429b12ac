import { z } from 'zod';
import { alertRules } from '../zone/alert-file.ts';
import { standingInstructions } from '../zone/incident-file.ts';
import { ownQuietHours } from '../zone/quiet-hours.ts';
import { shift } from '../zone/shift.ts';

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)));

export const raiseAlertEnvironment = z.object({
  INCIDENTS_TABLE: z.string().min(1),
  SOS_TOPIC_ARN: z.string().min(1),
  MATCH_TOPIC_ARN: z.string().min(1),
  DEVICE_TOPIC_ARN: z.string().min(1),
  /** Its own: what is held back comes by again. */
  ALERT_QUEUE_URL: z.url(),
  /** As long as incidents are kept. */
  INCIDENT_DAYS: z.coerce.number().int().positive(),
  TIME_ZONE: z.string().min(1),
  /** Of acknowledge-incident; empty: alerts bring no link. */
  ACKNOWLEDGE_URL: z.union([z.literal(''), z.url()]),
  LINK_IN_SMS: z.stringbool(),
  SHIFTS: json(z.array(shift)),
  /** Of recipients, each once. */
  QUIET_HOURS: json(z.array(ownQuietHours)),
  STANDING_INSTRUCTIONS: json(standingInstructions),
  ALERT_RULES: json(alertRules),
});
