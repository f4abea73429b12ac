import type { KeyObject } from 'node:crypto';
import { backoffMilliseconds } from '../backoff.ts';
import type { PoleCredentials } from '../pole-credentials.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import type { PoleClaimFile } from './claim-file.ts';
import type { Disk } from './disk.ts';
import { type PendingCertificate, ProvisioningFiles } from './provisioning-files.ts';
import {
  openProvisioningLink,
  type ProvisioningLink,
  ProvisioningRefusedError,
} from './provisioning-link.ts';
import { makeSigningRequest } from './signing-request.ts';
import { type Uplink, UplinkError } from './uplink.ts';

export interface ProvisionParams {
  readonly poleId: string;
  readonly claim: PoleClaimFile;
  /** Of the folder in which the pole's certificate will lie. */
  readonly disk: Disk;
  /** Connects to the claim's broker. Throws UplinkError. */
  readonly connect: (clientId: string, credentials: PoleCredentials) => Promise<Uplink>;
  readonly tell: Tell;
}

export interface KeepProvisioningParams extends ProvisionParams {
  /** A clock that only runs forward, in ms. */
  readonly uptime: () => number;
  /** 0–1. */
  readonly random: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** A claim lives that long; the pole's own clock may not be set yet, so it is not asked. */
const giveUpMilliseconds = 5 * 60_000;

/** The line stayed bad for as long as the claim was good. */
export class ProvisioningFailedError extends Error {
  override readonly name = 'ProvisioningFailedError';
}

/**
 * Provisions the pole over a line that may fail, as long as the claim can be good. Throws ProvisioningRefusedError and
 * ProvisioningFailedError; whatever the end, the next call goes on where this one stopped.
 */
export async function keepProvisioning(params: KeepProvisioningParams): Promise<void> {
  const { uptime, random, pause, tell } = params;
  const since = uptime();
  for (let failures = 1; ; failures += 1) {
    try {
      return await provision(params);
    } catch (error) {
      if (!(error instanceof UplinkError)) throw error;
      const reason = reasonOf(error);
      if (uptime() - since >= giveUpMilliseconds) {
        throw new ProvisioningFailedError(`${reason}; the claim is over by now: make a new one`, {
          cause: error,
        });
      }
      const retryMilliseconds = backoffMilliseconds(failures, random);
      tell({ event: 'connection-lost', reason, retryMilliseconds });
      await pause(retryMilliseconds);
    }
  }
}

/**
 * Gets the pole its own certificate by an installer's claim. The key is made here and leaves the pole never; a pole
 * that has its certificate is left as it is. Throws UplinkError and ProvisioningRefusedError.
 */
export async function provision(params: ProvisionParams): Promise<void> {
  const { poleId, claim, disk, tell } = params;
  const files = new ProvisioningFiles(disk);
  if (files.isFinished) return;
  const key = files.key();
  const pending = files.pending();
  // The registration's answer may be all that was lost: then the claim is used up, and the certificate is good.
  const isRegistered = pending !== undefined && (await isLetIn(params, key, pending));
  const { certificatePem } = isRegistered ? pending : await useClaim(params, files, key);
  const { caPem, broker } = claim;
  files.finish({ certificatePem, caPem, broker });
  tell({ event: 'provisioned', pole: poleId });
}

/** Another name than the pole's: one that is in use must not be cut off. No pole's id has an underscore. */
const claimClientId = (poleId: string): string => `claim_${poleId}`;

async function useClaim(
  params: ProvisionParams,
  files: ProvisioningFiles,
  key: KeyObject,
): Promise<PendingCertificate> {
  const { poleId, claim, connect } = params;
  const { certificatePem, privateKeyPem } = claim;
  const uplink = await connect(claimClientId(poleId), { certificatePem, privateKeyPem, ...caOf(claim) });
  try {
    const link = await openProvisioningLink(uplink, claim.templateName);
    return await register(params, files, key, link);
  } finally {
    await uplink.end();
  }
}

async function register(
  { poleId, tell }: ProvisionParams,
  files: ProvisioningFiles,
  key: KeyObject,
  link: ProvisioningLink,
): Promise<PendingCertificate> {
  const request = async (): Promise<PendingCertificate> => {
    tell({ event: 'provisioning', step: 'certificate' });
    const pending = await link.requestCertificate(await makeSigningRequest(key, poleId));
    files.keepPending(pending);
    return pending;
  };
  const present = async (pending: PendingCertificate): Promise<PendingCertificate> => {
    tell({ event: 'provisioning', step: 'registration' });
    await link.register(pending.ownershipToken, poleId);
    return pending;
  };
  const former = files.pending();
  if (former === undefined) return present(await request());
  try {
    return await present(former);
  } catch (error) {
    const isTokenOver = error instanceof ProvisioningRefusedError && /OwnershipToken/.test(error.code);
    if (!isTokenOver) throw error;
    return present(await request());
  }
}

async function isLetIn(
  { poleId, claim, connect, tell }: ProvisionParams,
  key: KeyObject,
  { certificatePem }: PendingCertificate,
): Promise<boolean> {
  tell({ event: 'provisioning', step: 'check' });
  const privateKeyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  try {
    const uplink = await connect(poleId, { certificatePem, privateKeyPem, ...caOf(claim) });
    await uplink.end();
    return true;
  } catch (error) {
    if (error instanceof UplinkError) return false;
    throw error;
  }
}

const caOf = ({ caPem }: PoleClaimFile): Pick<PoleCredentials, 'caPem'> =>
  caPem === undefined ? {} : { caPem };
