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

const files = { certificate: 'certificate.pem', privateKey: 'private.key', ca: 'ca.pem' } as const;

export function defaultCredentialsFolder(poleId: string): string {
  return fileURLToPath(new URL(`../.zone/poles/${poleId}`, import.meta.url));
}

export function hasPoleCredentials(folder: string): boolean {
  return existsSync(join(folder, files.privateKey));
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
    certificatePem: read(files.certificate),
    privateKeyPem: read(files.privateKey),
    ...(existsSync(join(folder, files.ca)) ? { caPem: read(files.ca) } : {}),
  };
}

/** Writes the three files; only the user may read the key. */
export function writePoleCredentials(folder: string, credentials: PoleCredentials): void {
  const { certificatePem, privateKeyPem, caPem } = credentials;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string, mode: number) =>
    writeFileSync(join(folder, name), text, { mode });
  write(files.certificate, certificatePem, 0o644);
  write(files.privateKey, privateKeyPem, 0o600);
  if (caPem !== undefined) write(files.ca, caPem, 0o644);
}
