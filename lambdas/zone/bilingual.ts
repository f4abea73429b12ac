import { z } from 'zod';

/** A text in the two languages of the zone. */
export const bilingual = z.strictObject({ th: z.string().min(1).max(80), en: z.string().min(1).max(80) });
export type Bilingual = z.infer<typeof bilingual>;
