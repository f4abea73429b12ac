import { z } from 'zod';
import { agencies } from '../zone/messages.ts';
import { parseYaml } from '../zone/read-zone-file.ts';
import { bilingual } from '../zone/zone-file.ts';
import { personCategory } from './watchlist-entry.ts';

/** `entry.yaml` of an enrollment folder: whom the photos beside it show. The folder's name is the id. */
const enrollmentFile = z.strictObject({
  version: z.literal(1),
  category: personCategory,
  /** What an alert shows. */
  label: bilingual,
  /** The order or request behind it. */
  reason: z.string().min(1).max(500),
  /** Who adds it: stands in the audit log. */
  by: z.string().min(1).max(80),
  owner: z.string().min(1).max(80).optional(),
  visibleTo: agencies.max(20).optional(),
  /** Last day it is looked for. */
  expires: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as "2027-01-31"')
    .optional(),
});
export type EnrollmentFile = Readonly<z.infer<typeof enrollmentFile>>;

/** Throws FileRefusedError with every line that is wrong. */
export function parseEnrollmentFile(text: string): EnrollmentFile {
  return parseYaml(enrollmentFile, text, entryFileName);
}

export const entryFileName = 'entry.yaml';
