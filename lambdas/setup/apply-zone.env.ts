import { z } from 'zod';

export const applyZoneEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  POLE_THING_TYPE: z.string().min(1),
  CAMERA_THING_TYPE: z.string().min(1),
  COLLECTION_ID: z.string().min(1),
  STRANGER_COLLECTION_ID: z.string().min(1),
  REKOGNITION_REGION: z.string().min(1),
});
