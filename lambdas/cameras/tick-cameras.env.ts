import { z } from 'zod';

export const tickCamerasEnvironment = z.object({
  REGISTRY_TABLE: z.string().min(1),
  WATCH_QUEUE_URL: z.url(),
});
