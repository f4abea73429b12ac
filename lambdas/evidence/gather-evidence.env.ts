import { z } from 'zod';

export const gatherEvidenceEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  SIGHTINGS_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  /** Crops of sightings. */
  EVIDENCE_BUCKET: z.string().min(1),
  INCIDENT_EVIDENCE_BUCKET: z.string().min(1),
  /** Its own: what is not there yet is asked for again. */
  GATHER_EVIDENCE_QUEUE_URL: z.url(),
});
