import { z } from 'zod';
import { alertKind } from './messages.ts';

const recipient = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'must be 2–40 characters: a–z, 0–9 and "-"'),
    agency: z.string().min(1).max(80),
    /** E.164: "+", country code, number. */
    sms: z
      .string()
      .regex(/^\+[1-9]\d{7,14}$/, 'must be a phone in international form, e.g. "+66812345678"')
      .optional(),
    email: z.email('must be an e-mail address').optional(),
    receives: z.strictObject({
      kinds: z.array(alertKind).min(1),
      tiers: z.array(z.int().min(1).max(5)).min(1),
      /** Only alerts of these sites; left out: all sites. */
      sites: z.array(z.string()).min(1).optional(),
      /** `true`: gets drills and nothing else. */
      drills: z.boolean().default(false),
    }),
  })
  .refine((r) => r.sms !== undefined || r.email !== undefined, 'needs "sms" or "email"');

/** Who gets alerts. The file holds phones and addresses of people and stays out of git. */
export const recipientsFile = z.strictObject({
  version: z.literal(1),
  recipients: z.array(recipient).max(100),
});

export type RecipientsFile = z.infer<typeof recipientsFile>;
export type Recipient = RecipientsFile['recipients'][number];
