import { existsSync, readFileSync } from 'node:fs';
import { DescribeThingCommand, type IoTClient, ResourceNotFoundException } from '@aws-sdk/client-iot';
import { localCaFile } from './aws-endpoint.ts';
import { type DevicePems, issueCertificate } from './issue-certificate.ts';
import { hasPoleCredentials, PoleCredentialsError, writePoleCredentials } from './pole-credentials.ts';

export interface ProvisionPoleParams {
  readonly poleId: string;
  readonly iot: IoTClient;
  /** Stack output `PolePolicyName`. */
  readonly policyName: string;
  /** Where the PEM files go. */
  readonly folder: string;
  /** Replaces the certificate that lies in the folder; the old one stays valid until it is revoked. */
  readonly isForced?: boolean;
  /** What the broker's certificate is signed by. @default the local run's CA, if it left one */
  readonly caPem?: string | undefined;
}

/** The zone has no pole of this id. */
export class PoleMissingError extends Error {
  override readonly name = 'PoleMissingError';
}

/** Gives a pole its own certificate, with the right to connect and publish as itself and nothing else. */
export async function provisionPole(
  params: ProvisionPoleParams,
): Promise<{ readonly certificateId: string }> {
  const { poleId, iot, policyName, folder, isForced = false, caPem = readLocalCa() } = params;
  if (!isForced && hasPoleCredentials(folder)) {
    throw new PoleCredentialsError(`${folder} already holds a certificate: --force makes another`);
  }
  await ensureThing(iot, poleId);
  const ca = caPem === undefined ? {} : { caPem };
  const keep = (pems: DevicePems) => writePoleCredentials(folder, { ...pems, ...ca });
  return issueCertificate({ iot, thingName: poleId, policyName, keep });
}

/** Throws PoleMissingError when the zone has no such pole. */
export async function ensureThing(iot: IoTClient, poleId: string): Promise<void> {
  try {
    await iot.send(new DescribeThingCommand({ thingName: poleId }));
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    const advice = 'add it under "poles" in the zone file and deploy';
    throw new PoleMissingError(`the zone has no pole ${poleId}: ${advice}`, { cause });
  }
}

/** Only while the SDK speaks to the local run: AWS's own broker is not signed by that CA. */
export function readLocalCa(): string | undefined {
  if (process.env.AWS_ENDPOINT_URL === undefined || !existsSync(localCaFile)) return undefined;
  return readFileSync(localCaFile, 'utf8');
}
