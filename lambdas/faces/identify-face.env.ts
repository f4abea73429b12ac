import { z } from 'zod';

export const identifyFaceEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  SIGHTINGS_TABLE: z.string().min(1),
  WATCHLIST_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  ALERT_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
  EVIDENCE_QUEUE_URL: z.url(),
  COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
  /** Of people whom nobody looks for; both empty unless the zone file allows to keep them. */
  STRANGER_COLLECTION_ID: z.string(),
  STRANGERS_TABLE: z.string(),
  /** The account's quota of SearchUsersByImage in that Region. */
  SEARCHES_PER_SECOND: z.string().transform(Number).pipe(z.number().positive()),
});
