import { z } from 'zod';
import { consoleEndpoints } from '../zone/console.ts';

export const keepWatchlistEnvironment = z.object({
  WATCHLIST_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  /** Of the enrollment folders. */
  EVIDENCE_BUCKET: z.string().min(1),
  COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
  TIME_ZONE: z.string().min(1),
  /** A JSON array: the agencies of the recipients. */
  AGENCIES: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  /** JSON: the ARN of each function of the control room. */
  CONSOLE_ENDPOINTS: consoleEndpoints,
});
