import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a pole needs to be let in: all PEM. */
export interface PoleCredentials {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** What signs the broker's certificate; without it, the CAs that Node trusts. */
  readonly caPem?: string;
}

/** The pole has no certificate here, or already has one. */
export class PoleCredentialsError extends Error {
  override readonly name = 'PoleCredentialsError';
}

export const credentialFiles = {
  certificate: 'certificate.pem',
  privateKey: 'private.key',
  ca: 'ca.pem',
  /** `host:port`, for a pole that was told it by a claim. */
  broker: 'broker',
} as const;

export function defaultCredentialsFolder(poleId: string): string {
  return fileURLToPath(new URL(`../.zone/poles/${poleId}`, import.meta.url));
}

export function hasPoleCredentials(folder: string): boolean {
  return existsSync(join(folder, credentialFiles.privateKey));
}

/** Throws PoleCredentialsError when the folder holds none. */
export function readPoleCredentials(folder: string): PoleCredentials {
  if (!hasPoleCredentials(folder)) {
    throw new PoleCredentialsError(
      `there is no certificate in ${folder}: get one with npm run zone -- pole provision ID`,
    );
  }
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    certificatePem: read(credentialFiles.certificate),
    privateKeyPem: read(credentialFiles.privateKey),
    ...(existsSync(join(folder, credentialFiles.ca)) ? { caPem: read(credentialFiles.ca) } : {}),
  };
}

/** Where the pole's broker is, if a claim has told it. */
export function readPoleBroker(folder: string): string | undefined {
  const file = join(folder, credentialFiles.broker);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Writes the three files; only the user may read the key. */
export function writePoleCredentials(folder: string, credentials: PoleCredentials): void {
  const { certificatePem, privateKeyPem, caPem } = credentials;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string, mode: number) =>
    writeFileSync(join(folder, name), text, { mode });
  write(credentialFiles.certificate, certificatePem, 0o644);
  write(credentialFiles.privateKey, privateKeyPem, 0o600);
  if (caPem !== undefined) write(credentialFiles.ca, caPem, 0o644);
}
