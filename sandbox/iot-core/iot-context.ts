import type { CertificateAuthority } from './certificate-authority.ts';
import type { IotArns } from './iot-arns.ts';
import type { IotStore } from './iot-store.ts';

/** What the operations of the control plane work with. */
export interface IotContext {
  readonly store: IotStore;
  readonly arns: IotArns;
  readonly authority: CertificateAuthority;
  readonly accountId: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** `host:port` of the MQTT broker. */
  readonly endpoint: () => string;
  /** `host:port` of the credential provider. */
  readonly credentialEndpoint: () => string;
  /** Called when a certificate stops being ACTIVE. */
  readonly onCertificateOff: (certificateId: string) => void;
}

/** REST-JSON carries times as seconds since 1970, with a fraction. */
export const toSeconds = (milliseconds: number): number => milliseconds / 1000;
