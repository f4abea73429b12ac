import { z } from 'zod';

export const admitPoleEnvironment = z.object({ REGISTRY_TABLE: z.string().min(1) });
