import { z } from 'zod';

export const noteTakenEnvironment = z.object({ INCIDENTS_TABLE: z.string().min(1) });
