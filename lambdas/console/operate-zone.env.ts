import { z } from 'zod';

export const operateZoneEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  SIGHTINGS_TABLE: z.string().min(1),
  WATCHLIST_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  INCIDENT_EVIDENCE_BUCKET: z.string().min(1),
  COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
  /** How long a step of an incident's timeline is kept. */
  INCIDENT_DAYS: z.coerce.number().int().min(1),
  /** A JSON array: the agencies of the recipients. */
  AGENCIES: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
});
