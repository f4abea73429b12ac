import {
  CreateProvisioningClaimCommand,
  type IoTClient,
  ResourceNotFoundException,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { claimMilliseconds } from '../lambdas/poles/pole-claim.ts';
import type { PoleCertificates, PoleClaimStore } from '../lambdas/poles/pole-claim-store.ts';
import { poleTemplate } from '../lambdas/zone/names.ts';
import { CertificateMissingError } from './issue-certificate.ts';
import type { PoleClaimFile } from './pole-agent/claim-file.ts';
import type { MqttAddress } from './pole-mqtt.ts';
import { ensureThing } from './provision-pole.ts';
import { StackMissingError } from './stack-outputs.ts';

export interface ClaimPoleParams {
  readonly poleId: string;
  /** Makes the pole's active certificates inactive, which cuts off whoever has them. */
  readonly isReplacement: boolean;
  readonly broker: MqttAddress;
  /** What the broker's certificate is signed by, where that is not one of the world's CAs. */
  readonly caPem?: string | undefined;
  readonly iot: IoTClient;
  readonly claims: PoleClaimStore;
  readonly certificates: PoleCertificates;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface ClaimedPole {
  readonly claim: PoleClaimFile;
  readonly claimCertificateId: string;
  /** Ids of the certificates that are inactive now. */
  readonly replaced: readonly string[];
}

/** The pole has an active certificate, and nobody said that it is to be replaced. */
export class PoleProvisionedError extends Error {
  override readonly name = 'PoleProvisionedError';
}

/**
 * Makes a claim for one pole: what it may get a certificate with for five minutes. Throws PoleMissingError,
 * PoleProvisionedError and SDK errors.
 */
export async function claimPole(params: ClaimPoleParams): Promise<ClaimedPole> {
  const { poleId, iot, claims, certificates, isReplacement } = params;
  await ensureThing(iot, poleId);
  const active = await certificates.active(poleId);
  if (active.length > 0 && !isReplacement) {
    throw new PoleProvisionedError(
      `${poleId} has an active certificate: --replace makes it inactive and cuts the pole off that has it`,
    );
  }
  const { claim, claimCertificateId } = await createClaim(params);
  const expiresAt = Date.parse(claim.expiresAt);
  await claims.put({ poleId, claimCertificateId, expiresAt });
  // Last, so that a failure before leaves the pole in the street as it is.
  for (const certificateId of active)
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));
  return { claim, claimCertificateId, replaced: active };
}

async function createClaim({ poleId, iot, broker, caPem, now }: ClaimPoleParams) {
  const { certificateId, certificatePem, keyPair, expiration } = await requestClaim(iot);
  const privateKeyPem = keyPair?.PrivateKey;
  if (!certificateId || !certificatePem || !privateKeyPem) {
    throw new CertificateMissingError('IoT Core answered without a claim');
  }
  const claim: PoleClaimFile = {
    version: 1,
    poleId,
    templateName: poleTemplate,
    broker: `${broker.host}:${broker.port}`,
    certificatePem,
    privateKeyPem,
    ...(caPem !== undefined && { caPem }),
    expiresAt: (expiration ?? new Date(now() + claimMilliseconds)).toISOString(),
  };
  return { claim, claimCertificateId: certificateId };
}

async function requestClaim(iot: IoTClient) {
  try {
    return await iot.send(new CreateProvisioningClaimCommand({ templateName: poleTemplate }));
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    const advice = 'deploy the zone again, it is from before claims';
    throw new StackMissingError(`there is no provisioning template ${poleTemplate}: ${advice}`, { cause });
  }
}
