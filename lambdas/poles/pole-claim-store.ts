import type { PoleClaim } from './pole-claim.ts';

/** The claims of installers, one per pole: the newest. */
export interface PoleClaimStore {
  put(claim: PoleClaim): Promise<void>;
  find(poleId: string): Promise<PoleClaim | undefined>;
  /**
   * Uses a claim up for one certificate. Asked again for the same certificate it says `taken` again; for another, or
   * when a newer claim has come, `refused`.
   */
  take(claim: PoleClaim, certificateId: string): Promise<'taken' | 'refused'>;
}

/** The certificates that let a device in as a pole now. */
export interface PoleCertificates {
  /** Ids of those that are active. */
  active(poleId: string): Promise<readonly string[]>;
}
