import { z } from 'zod';

export const applyZoneEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  POLE_THING_TYPE: z.string().min(1),
  CAMERA_THING_TYPE: z.string().min(1),
});
