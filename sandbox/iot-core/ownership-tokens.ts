import type { IotContext } from './iot-context.ts';
import { IotError } from './iot-error.ts';

/** A certificate nobody has registered is deleted then (device provisioning MQTT API, developer guide). */
const tokenMilliseconds = 3_600_000;

/** What proves that a device asked for a certificate itself; gone with the process. */
export interface OwnershipTokens {
  issue(certificateId: string): string;
  /** The certificate of a token that is good. Throws InvalidCertificateOwnershipToken. */
  certificateOf(token: string): string;
  /** A token registers once. */
  use(token: string): void;
}

export function createOwnershipTokens({ store, now, newId }: IotContext): OwnershipTokens {
  const tokens = new Map<string, { readonly certificateId: string; readonly expiresAt: number }>();
  const expire = (): void => {
    for (const [token, { certificateId, expiresAt }] of tokens) {
      if (now().getTime() < expiresAt) continue;
      tokens.delete(token);
      if (store.certificates.get(certificateId)?.status === 'PENDING_ACTIVATION')
        store.certificates.delete(certificateId);
    }
  };
  return {
    issue: (certificateId) => {
      expire();
      const token = `${newId()}${newId()}`;
      tokens.set(token, { certificateId, expiresAt: now().getTime() + tokenMilliseconds });
      return token;
    },
    certificateOf: (token) => {
      expire();
      const found = tokens.get(token);
      if (found !== undefined) return found.certificateId;
      throw new IotError('InvalidCertificateOwnershipToken', 'The certificate ownership token is not valid');
    },
    use: (token) => void tokens.delete(token),
  };
}
