import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { poleParameter } from '../../lambdas/zone/names.ts';
import type { PendingCertificate } from './provisioning-files.ts';
import { type Uplink, UplinkError } from './uplink.ts';

/** IoT Core answered that it will not; trying the same again is of no use. */
export class ProvisioningRefusedError extends Error {
  override readonly name = 'ProvisioningRefusedError';
  /** AWS's word for it, such as `InvalidCertificateOwnershipToken`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Asks over a connection made with a claim. Both throw UplinkError and ProvisioningRefusedError. */
export interface ProvisioningLink {
  /** A certificate for the key of a signing request (PEM). */
  requestCertificate(signingRequest: string): Promise<PendingCertificate>;
  register(ownershipToken: string, poleId: string): Promise<void>;
}

const signed = z.object({ certificatePem: z.string().min(1), certificateOwnershipToken: z.string().min(1) });
const rejection = z.object({
  statusCode: z.number().optional(),
  errorCode: z.string().catch('Rejected'),
  errorMessage: z.string().catch('no reason was given'),
});

/**
 * The JSON half of AWS's device provisioning API.
 * https://docs.aws.amazon.com/iot/latest/developerguide/fleet-provision-api.html
 */
export async function openProvisioningLink(
  uplink: Uplink,
  templateName: string,
  answerMilliseconds = 20_000,
): Promise<ProvisioningLink> {
  const certificates = '$aws/certificates/create-from-csr/json';
  const registration = `$aws/provisioning-templates/${templateName}/provision/json`;
  const waiting = new Map<string, (payload: Buffer) => void>();
  // An answer reaches only those who had subscribed before they asked.
  const topics = [certificates, registration].flatMap((topic) => [`${topic}/accepted`, `${topic}/rejected`]);
  await uplink.subscribe(topics, (topic, payload) => waiting.get(topic)?.(payload));
  const ask = async (topic: string, body: object): Promise<unknown> => {
    const answer = new Promise<unknown>((resolve, reject) => {
      waiting.set(`${topic}/accepted`, (payload) => resolve(parseJson(payload)));
      waiting.set(`${topic}/rejected`, (payload) => reject(errorOf(parseJson(payload))));
    });
    // Whoever waits may be gone when the answer comes.
    answer.catch(() => undefined);
    await uplink.publish(topic, JSON.stringify(body));
    return await before(answer, uplink, answerMilliseconds);
  };
  return {
    requestCertificate: async (certificateSigningRequest) => {
      const { data } = signed.safeParse(await ask(certificates, { certificateSigningRequest }));
      if (data === undefined) throw new UplinkError('the answer holds no certificate');
      return { certificatePem: data.certificatePem, ownershipToken: data.certificateOwnershipToken };
    },
    register: async (certificateOwnershipToken, poleId) => {
      await ask(registration, { certificateOwnershipToken, parameters: { [poleParameter]: poleId } });
    },
  };
}

async function before(answer: Promise<unknown>, uplink: Uplink, milliseconds: number): Promise<unknown> {
  const over = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: over.signal }).then(
    () => `no answer within ${milliseconds} ms`,
  );
  const failed = Promise.race([late, uplink.ended]).then((reason) => Promise.reject(new UplinkError(reason)));
  failed.catch(() => undefined);
  try {
    return await Promise.race([answer, failed]);
  } finally {
    over.abort();
  }
}

/** Too many requests and failures of AWS's own pass; all else stays. */
function errorOf(payload: unknown): Error {
  const {
    statusCode = 400,
    errorCode,
    errorMessage,
  } = rejection.catch({ errorCode: 'Rejected', errorMessage: 'no reason was given' }).parse(payload);
  if (statusCode === 429 || statusCode >= 500) return new UplinkError(`${errorCode}: ${errorMessage}`);
  return new ProvisioningRefusedError(errorCode, errorMessage);
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
