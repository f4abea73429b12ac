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

/** A certificate for a key that its owner keeps. */
export type SignedCertificate = Pick<IssuedCertificate, 'certificateId' | 'certificatePem'>;

/** A certificate signing request that AWS would not sign; the message says why. */
export class SigningRequestError extends Error {
  override readonly name = 'SigningRequestError';
}

export interface CertificateAuthority {
  readonly caPem: string;
  /** A client certificate for the key of a signing request (PEM). Throws SigningRequestError. */
  signRequest(csrPem: string): Promise<SignedCertificate>;
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
      return {
        ...asSigned(await sign(deviceName, keys.publicKey, [clientUsage()])),
        publicKeyPem: KeyObject.from(keys.publicKey).export({ type: 'spki', format: 'pem' }).toString(),
        privateKeyPem: privatePem(keys.privateKey, 'pkcs1'),
      };
    },
    signRequest: async (csrPem) => {
      const { subject, publicKey } = await readRequest(csrPem);
      return asSigned(await sign(subject || deviceName, await publicKey.export(), [clientUsage()]));
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

const deviceName = 'CN=AWS IoT Certificate';
const clientUsage = () => new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]);

const asSigned = (certificate: x509.X509Certificate): SignedCertificate => ({
  certificateId: createHash('sha256').update(Buffer.from(certificate.rawData)).digest('hex'),
  certificatePem: `${certificate.toString('pem')}\n`,
});

/** Keys that IoT Core signs: RSA of 2048 bits or more, P-256, P-384 and P-521 (CreateCertificateFromCsr, API reference). */
async function readRequest(csrPem: string): Promise<x509.Pkcs10CertificateRequest> {
  const request = parseRequest(csrPem);
  const { algorithm } = request.publicKey;
  const bits: unknown = Reflect.get(algorithm, 'modulusLength');
  const curve: unknown = Reflect.get(algorithm, 'namedCurve');
  const isStrong = (typeof bits === 'number' && bits >= 2048) || /^P-(256|384|521)$/.test(String(curve));
  if (!isStrong) throw new SigningRequestError('the key is none that is signed');
  // Whoever asks must hold the private key.
  if (!(await request.verify())) throw new SigningRequestError('the signature does not fit the key');
  return request;
}

function parseRequest(csrPem: string): x509.Pkcs10CertificateRequest {
  try {
    return new x509.Pkcs10CertificateRequest(csrPem);
  } catch (cause) {
    throw new SigningRequestError('it is no certificate signing request in PEM', { cause });
  }
}

function serverNames(host: string): { type: 'dns' | 'ip'; value: string }[] {
  return [...new Set(['localhost', '127.0.0.1', '::1', host])].map((value) => ({
    type: isIP(value) === 0 ? 'dns' : 'ip',
    value,
  }));
}
