import { z } from 'zod';

export const servePollEnvironment = z.object({
  POLL_TABLE: z.string().min(1),
  TIME_ZONE: z.string().min(1),
});
