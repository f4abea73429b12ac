import { createHash, createPublicKey } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { PoleClaimFile } from '../../../tools/pole-agent/claim-file.ts';
import { type Uplink, UplinkError } from '../../../tools/pole-agent/uplink.ts';
import type { PoleCredentials } from '../../../tools/pole-credentials.ts';

export const poleId = 'nk-pole-01';

export const claim: PoleClaimFile = {
  version: 1,
  poleId,
  templateName: 'poles',
  broker: 'broker.example:8883',
  certificatePem: 'the certificate of the claim',
  privateKeyPem: 'the key of the claim',
  caPem: 'the CA',
  expiresAt: '2026-11-23T10:05:00.000Z',
};

interface Issued {
  readonly publicKey: string;
  readonly token: string;
  isActive: boolean;
}

/** What a message meets on its way: it never arrives, its answer never arrives, or it is refused. */
export type Mishap = 'lost' | 'unanswered' | { readonly errorCode: string; readonly statusCode: number };

/** IoT Core's side of provisioning, as strict as it is: a token registers once, and a claim one certificate. */
export function makeProvisioner() {
  const certificates = new Map<string, Issued>();
  const mishaps = new Map<number, Mishap>();
  const clientIds: string[] = [];
  let claimUsedFor: string | undefined;
  let messages = 0;
  const reject = (errorCode: string, statusCode = 400) => ({
    path: 'rejected',
    body: { statusCode, errorCode, errorMessage: 'no' },
  });
  const sign = (csr: string) => {
    const spki = Buffer.from(new x509.Pkcs10CertificateRequest(csr).publicKey.rawData).toString('base64');
    const certificatePem = `certificate ${certificates.size + 1}`;
    const token = `token ${certificates.size + 1}`;
    certificates.set(certificatePem, { publicKey: spki, token, isActive: false });
    return {
      path: 'accepted',
      body: { certificateId: '1', certificatePem, certificateOwnershipToken: token },
    };
  };
  const register = (token: string) => {
    const [pem, issued] = [...certificates].find(([, each]) => each.token === token) ?? [];
    if (pem === undefined || issued === undefined || issued.isActive)
      return reject('InvalidCertificateOwnershipToken');
    if (claimUsedFor !== undefined && claimUsedFor !== pem) return reject('AccessDenied', 403);
    claimUsedFor = pem;
    issued.isActive = true;
    return { path: 'accepted', body: { deviceConfiguration: {}, thingName: poleId } };
  };
  const isLetIn = (clientId: string, { certificatePem, privateKeyPem }: PoleCredentials): boolean => {
    if (certificatePem === claim.certificatePem) return clientId === `claim_${poleId}`;
    const issued = certificates.get(certificatePem);
    return clientId === poleId && issued?.isActive === true && issued.publicKey === publicHalf(privateKeyPem);
  };
  const connect = async (clientId: string, credentials: PoleCredentials): Promise<Uplink> => {
    if (!isLetIn(clientId, credentials)) throw new UplinkError('not authorized');
    clientIds.push(clientId);
    const ending = Promise.withResolvers<string>();
    let hear: (topic: string, payload: Buffer) => void = () => undefined;
    return {
      ended: ending.promise,
      end: async () => ending.resolve('ended'),
      subscribe: async (_, onMessage) => {
        hear = onMessage;
      },
      publish: async (topic, payload) => {
        messages += 1;
        const mishap = mishaps.get(messages);
        if (mishap === 'lost') {
          ending.resolve('the line broke');
          throw new UplinkError('the line broke');
        }
        const body = JSON.parse(payload);
        const answer =
          typeof mishap === 'object'
            ? reject(mishap.errorCode, mishap.statusCode)
            : topic.includes('create-from-csr')
              ? sign(body.certificateSigningRequest)
              : register(body.certificateOwnershipToken);
        if (mishap === 'unanswered') return ending.resolve('the line broke');
        hear(`${topic}/${answer.path}`, Buffer.from(JSON.stringify(answer.body)));
      },
    };
  };
  return {
    connect,
    clientIds,
    /** The n-th message from now (1 is the next). */
    meet: (n: number, mishap: Mishap) => void mishaps.set(messages + n, mishap),
    forgetTokens: () => {
      for (const [pem, issued] of certificates) certificates.set(pem, { ...issued, token: 'over' });
    },
    active: () => [...certificates].filter(([, { isActive }]) => isActive).map(([pem]) => pem),
    isLetIn,
  };
}

const publicHalf = (privateKeyPem: string): string =>
  createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' }).toString('base64');

/** Numbers from 0 to 1 that are the same at every run. */
export const luckOf = (seed: string) => {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed}${count}`).digest().readUInt32BE() / 2 ** 32;
  };
};
