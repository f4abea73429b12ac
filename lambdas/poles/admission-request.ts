import { z } from 'zod';
import { poleParameter } from '../zone/names.ts';
import type { AdmissionRequest } from './pole-claim.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html */
const hookEvent = z.object({
  claimCertificateId: z.string().min(1),
  certificateId: z.string().min(1),
  parameters: z.object({ [poleParameter]: z.string().regex(/^[a-z][a-z0-9-]{2,39}$/) }),
});

/** What IoT Core asks its hook; `undefined` for anything that is no request for a pole. */
export function parseAdmissionRequest(event: unknown): AdmissionRequest | undefined {
  const parsed = hookEvent.safeParse(event);
  if (!parsed.success) return undefined;
  const { claimCertificateId, certificateId, parameters } = parsed.data;
  return { poleId: parameters[poleParameter], claimCertificateId, certificateId };
}
