import 'reflect-metadata';
import { createHash, KeyObject, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const ecKey = { name: 'ECDSA', namedCurve: 'P-256' };
const ecSigning = { name: 'ECDSA', hash: 'SHA-256' };
/** What CreateKeysAndCertificate hands out: a 2048-bit RSA key pair (API reference). */
const deviceKey = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
};
/** TLS checks validity against the host's clock, so the dates do not follow the injected one. */
export const certificateValidity = {
  notBefore: new Date('2020-01-01T00:00:00Z'),
  // AWS's device certificates end then (X.509 client certificates page).
  notAfter: new Date('2049-12-31T23:59:59Z'),
} as const;
const caName = 'CN=Local IoT Core CA, O=Safety Zone local run';

export interface IssuedCertificate {
  /** SHA-256 of the DER bytes in hex, which is how AWS derives the id as well. */
  readonly certificateId: string;
  readonly certificatePem: string;
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

export interface CertificateAuthority {
  readonly caPem: string;
  /** A client certificate with a fresh RSA key pair; the key is kept nowhere. */
  issueDevice(): Promise<IssuedCertificate>;
  /** A server certificate for localhost, the loopback addresses and `host`. */
  issueServer(host: string): Promise<{ readonly certificatePem: string; readonly privateKeyPem: string }>;
}

interface AuthorityOptions {
  readonly dataDir?: string | undefined;
  readonly newId: () => string;
}

const serial = (newId: () => string): string =>
  createHash('sha256').update(newId()).digest('hex').slice(0, 32);

const privatePem = (key: webcrypto.CryptoKey, type: 'pkcs1' | 'pkcs8'): string =>
  KeyObject.from(key).export({ type, format: 'pem' }).toString();

async function createCa({ newId }: AuthorityOptions) {
  const keys = await webcrypto.subtle.generateKey(ecKey, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: caName,
    serialNumber: serial(newId),
    keys,
    signingAlgorithm: ecSigning,
    ...certificateValidity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { caPem: certificate.toString('pem'), keyPem: privatePem(keys.privateKey, 'pkcs8') };
}

/** Reads the CA's PEM files of `dataDir`, or makes and writes them. */
async function openCa(options: AuthorityOptions) {
  if (options.dataDir === undefined) return createCa(options);
  const [caFile, keyFile] = [join(options.dataDir, 'ca.pem'), join(options.dataDir, 'ca-key.pem')];
  if (existsSync(caFile) && existsSync(keyFile)) {
    return { caPem: readFileSync(caFile, 'utf8'), keyPem: readFileSync(keyFile, 'utf8') };
  }
  const ca = await createCa(options);
  mkdirSync(options.dataDir, { recursive: true });
  writeFileSync(keyFile, ca.keyPem, { mode: 0o600 });
  writeFileSync(caFile, `${ca.caPem}\n`);
  return ca;
}

const importSigningKey = (pem: string): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), ecKey, false, ['sign']);

/** Opens the local certificate authority, the one in `dataDir` if there is one. */
export async function openCertificateAuthority(options: AuthorityOptions): Promise<CertificateAuthority> {
  const { caPem, keyPem } = await openCa(options);
  const ca = new x509.X509Certificate(caPem);
  const signingKey = await importSigningKey(keyPem);
  const sign = async (subject: string, publicKey: webcrypto.CryptoKey, extensions: x509.Extension[]) =>
    x509.X509CertificateGenerator.create({
      serialNumber: serial(options.newId),
      subject,
      issuer: ca.subject,
      publicKey,
      signingKey,
      signingAlgorithm: ecSigning,
      ...certificateValidity,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
        ...extensions,
      ],
    });
  return {
    caPem,
    issueDevice: async () => {
      const keys = await webcrypto.subtle.generateKey(deviceKey, true, ['sign', 'verify']);
      const usage = new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]);
      const certificate = await sign('CN=AWS IoT Certificate', keys.publicKey, [usage]);
      return {
        certificateId: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
        certificatePem: `${certificate.toString('pem')}\n`,
        publicKeyPem: KeyObject.from(keys.publicKey).export({ type: 'spki', format: 'pem' }).toString(),
        privateKeyPem: privatePem(keys.privateKey, 'pkcs1'),
      };
    },
    issueServer: async (host) => {
      const keys = await webcrypto.subtle.generateKey(ecKey, true, ['sign', 'verify']);
      const certificate = await sign(`CN=${host}`, keys.publicKey, [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(serverNames(host)),
      ]);
      return {
        certificatePem: certificate.toString('pem'),
        privateKeyPem: privatePem(keys.privateKey, 'pkcs8'),
      };
    },
  };
}

function serverNames(host: string): { type: 'dns' | 'ip'; value: string }[] {
  return [...new Set(['localhost', '127.0.0.1', '::1', host])].map((value) => ({
    type: isIP(value) === 0 ? 'dns' : 'ip',
    value,
  }));
}
