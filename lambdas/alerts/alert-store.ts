/** One alert is one tier of one incident; that it recovered is told once more. */
export interface AlertKey {
  readonly incidentId: string;
  readonly tier: number;
  readonly isRecovery?: boolean;
}

/** Remembers which alerts were sent, and which one is being sent right now. Times are epoch ms. */
export interface AlertStore {
  /**
   * Takes the alert for the caller until `until`: `claimed`. `sent`: it went out before. `busy`: another invocation
   * holds it and its time is not over.
   */
  claim(key: AlertKey, times: { readonly now: number; readonly until: number }): Promise<AlertClaim>;
  markSent(key: AlertKey, sentAt: number): Promise<void>;
}

export type AlertClaim = 'claimed' | 'sent' | 'busy';
