import { z } from 'zod';
import { consoleEndpoints } from '../zone/console.ts';

export const searchZoneEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  SIGHTINGS_TABLE: z.string().min(1),
  WATCHLIST_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  /** Of the crops of sightings. */
  EVIDENCE_BUCKET: z.string().min(1),
  TIME_ZONE: z.string().min(1),
  /** A JSON array: the agencies of the recipients. */
  AGENCIES: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  /** JSON: the ARN of each function of the control room. */
  CONSOLE_ENDPOINTS: consoleEndpoints,
});
