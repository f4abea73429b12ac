import { z } from 'zod';

export const tendStrangersEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  STRANGER_COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
});
