import { z } from 'zod';
import { consoleEndpoints } from '../zone/console.ts';
import { standingInstructions } from '../zone/incident-file.ts';

export const showZoneEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  POLL_TABLE: z.string().min(1),
  /** Of the evidence of incidents. */
  INCIDENT_EVIDENCE_BUCKET: z.string().min(1),
  TIME_ZONE: z.string().min(1),
  /** JSON, as in the zone file. */
  STANDING_INSTRUCTIONS: z.string().transform((text) => standingInstructions.parse(JSON.parse(text))),
  /** `retention.incidentDays` of the zone file. */
  INCIDENT_DAYS: z.coerce.number<string>().int().min(1),
  /** JSON: the ARN of each function of the control room. */
  CONSOLE_ENDPOINTS: consoleEndpoints,
});
