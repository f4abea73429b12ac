import { z } from 'zod';

export const tendWatchlistEnvironment = z.object({
  WATCHLIST_TABLE: z.string().min(1),
  AUDIT_TABLE: z.string().min(1),
  EVIDENCE_BUCKET: z.string().min(1),
  COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
  /** A JSON array: the agencies of the recipients. */
  AGENCIES: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(z.string())),
});
