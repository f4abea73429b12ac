/** How long AWS lets a claim live. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateProvisioningClaim.html */
export const claimMilliseconds = 5 * 60_000;

/** What an installer asked for: a certificate for this pole and no other. A new claim takes the place of the former. */
export interface PoleClaim {
  readonly poleId: string;
  /** The certificate of the claim itself, with which the pole asks for its own. */
  readonly claimCertificateId: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Asked by IoT Core before it registers a pole. */
export interface AdmissionRequest {
  readonly poleId: string;
  readonly claimCertificateId: string;
  /** The certificate that the pole would get. */
  readonly certificateId: string;
}

/** Why a pole gets no certificate; a word once logged keeps its meaning. */
export type AdmissionRefusal =
  | 'unreadable'
  | 'unknown-pole'
  | 'no-claim'
  | 'other-claim'
  | 'expired'
  | 'claim-used'
  | 'provisioned';

export type Admission =
  | { readonly isAdmitted: true }
  | { readonly isAdmitted: false; readonly reason: AdmissionRefusal };

/** Whether the claim is good for this request at `now` (epoch ms), as far as it tells by itself. */
export function judgeClaim(
  claim: PoleClaim | undefined,
  { claimCertificateId }: AdmissionRequest,
  now: number,
): Admission {
  if (claim === undefined) return refuse('no-claim');
  if (claim.claimCertificateId !== claimCertificateId) return refuse('other-claim');
  // IoT Core refuses an expired claim where it connects, but may leave a connection that it has let in.
  return now < claim.expiresAt ? { isAdmitted: true } : refuse('expired');
}

export function refuse(reason: AdmissionRefusal): Admission {
  return { isAdmitted: false, reason };
}
