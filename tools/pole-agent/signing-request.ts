import 'reflect-metadata';
import { type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };

/** Asks for a certificate for `privateKey` (EC P-256), which stays where it is: a signing request in PEM. */
export async function makeSigningRequest(privateKey: KeyObject, commonName: string): Promise<string> {
  const { subtle } = webcrypto;
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const signingKey = await subtle.importKey('pkcs8', pkcs8, curve, true, ['sign']);
  const { d: _, key_ops: __, ...publicPart } = await subtle.exportKey('jwk', signingKey);
  const publicKey = await subtle.importKey('jwk', publicPart, curve, true, ['verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${commonName}`,
    keys: { privateKey: signingKey, publicKey },
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return request.toString('pem');
}
