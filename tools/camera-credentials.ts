import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const identitySchema = z.strictObject({
  /** Also the name of the stream. */
  thingName: z.string().min(1),
  roleAlias: z.string().min(1),
  /** Host, or `host:port`, of the account's credential provider. */
  credentialEndpoint: z.string().min(1),
  region: z.string().min(1),
});

export type CameraIdentity = z.infer<typeof identitySchema>;

/** What a camera needs to get AWS keys of its own. */
export interface CameraCredentials extends CameraIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** What signs the credential provider's certificate; without it, the CAs that Node trusts. */
  readonly caPem?: string;
}

/** The camera has no certificate here, or already has one, or its files are damaged. */
export class CameraCredentialsError extends Error {
  override readonly name = 'CameraCredentialsError';
}

export const cameraFiles = {
  certificate: 'certificate.pem',
  privateKey: 'private.key',
  ca: 'ca.pem',
  identity: 'camera.json',
} as const;

export function defaultCameraFolder(cameraId: string): string {
  return fileURLToPath(new URL(`../.zone/cameras/${cameraId}`, import.meta.url));
}

export function hasCameraCredentials(folder: string): boolean {
  return existsSync(join(folder, cameraFiles.privateKey));
}

/** Throws CameraCredentialsError. */
export function readCameraCredentials(folder: string): CameraCredentials {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  if (!hasCameraCredentials(folder)) {
    throw new CameraCredentialsError(
      `there is no certificate in ${folder}: get one with npm run zone -- camera credentials ID`,
    );
  }
  try {
    return {
      ...identitySchema.parse(JSON.parse(read(cameraFiles.identity))),
      certificatePem: read(cameraFiles.certificate),
      privateKeyPem: read(cameraFiles.privateKey),
      ...(existsSync(join(folder, cameraFiles.ca)) ? { caPem: read(cameraFiles.ca) } : {}),
    };
  } catch (cause) {
    throw new CameraCredentialsError(`the files in ${folder} are damaged: make them again with --force`, {
      cause,
    });
  }
}

/** Writes the files; only the user may read the key. */
export function writeCameraCredentials(folder: string, credentials: CameraCredentials): void {
  const { certificatePem, privateKeyPem, caPem, ...identity } = credentials;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string, mode: number) =>
    writeFileSync(join(folder, name), text, { mode });
  write(cameraFiles.certificate, certificatePem, 0o644);
  write(cameraFiles.privateKey, privateKeyPem, 0o600);
  write(cameraFiles.identity, `${JSON.stringify(identitySchema.parse(identity), null, 2)}\n`, 0o644);
  if (caPem !== undefined) write(cameraFiles.ca, caPem, 0o644);
}
