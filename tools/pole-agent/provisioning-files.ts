import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { credentialFiles } from '../pole-credentials.ts';
import { type Disk, unfinished, writeDurably } from './disk.ts';

const keyName = 'provisioning.key';
const pendingName = 'provisioning.json';

const pendingCertificate = z.object({
  certificatePem: z.string().min(1),
  /** With it the pole shows, within the hour, that it asked for the certificate itself. */
  ownershipToken: z.string().min(1),
});
/** A certificate that the pole has, and that is good for nothing until the pole is registered. */
export type PendingCertificate = Readonly<z.infer<typeof pendingCertificate>>;

export interface FinishedPole {
  readonly certificatePem: string;
  readonly caPem?: string | undefined;
  /** `host:port`. */
  readonly broker: string;
}

/**
 * How far a pole has come on its way to a certificate, kept so that a power cut at any step costs a repetition at
 * most. The key gets its final name last: whoever finds it there finds all the rest.
 */
export class ProvisioningFiles {
  readonly #disk: Disk;

  /** Throws what the disk throws. */
  constructor(disk: Disk) {
    this.#disk = disk;
    for (const name of disk.list()) if (isLeftOver(name)) disk.remove(name);
  }

  get isFinished(): boolean {
    return this.#disk.list().includes(credentialFiles.privateKey);
  }

  /** The pole's own key: made once, and nowhere else. */
  key(): KeyObject {
    const known = this.#read(keyName);
    if (known !== undefined) return createPrivateKey(known);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeDurably(this.#disk, keyName, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    return privateKey;
  }

  pending(): PendingCertificate | undefined {
    return pendingCertificate.safeParse(parseJson(this.#read(pendingName))).data;
  }

  keepPending(pending: PendingCertificate): void {
    writeDurably(this.#disk, pendingName, JSON.stringify(pending));
  }

  finish({ certificatePem, caPem, broker }: FinishedPole): void {
    const disk = this.#disk;
    writeDurably(disk, credentialFiles.certificate, certificatePem);
    writeDurably(disk, credentialFiles.broker, `${broker}\n`);
    if (caPem === undefined) disk.remove(credentialFiles.ca);
    else writeDurably(disk, credentialFiles.ca, caPem);
    disk.rename(keyName, credentialFiles.privateKey);
    disk.syncFolder();
    disk.remove(pendingName);
  }

  #read(name: string): string | undefined {
    return this.#disk.list().includes(name) ? this.#disk.read(name) : undefined;
  }
}

/** Of a write that a power cut ended; the folder may hold others' files too. */
function isLeftOver(name: string): boolean {
  const own = [keyName, pendingName, ...Object.values(credentialFiles)];
  return own.some((file) => name === `${file}${unfinished}`);
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
