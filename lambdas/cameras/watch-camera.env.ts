import { z } from 'zod';

/** Of catch-up-camera too. */
export const watchCameraEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  SIGHTINGS_TABLE: z.string().min(1),
  WATCHLIST_TABLE: z.string().min(1),
  INCIDENTS_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  FACE_QUEUE_URL: z.url(),
  BACKLOG_QUEUE_URL: z.url(),
  ALERT_QUEUE_URL: z.url(),
  ESCALATION_QUEUE_URL: z.url(),
  EVIDENCE_QUEUE_URL: z.url(),
});
