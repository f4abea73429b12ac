/** Presses as a pole does, on the topic of the zone's own pole. */
export interface ProbePole {
  press(pressId: string): Promise<void>;
}

/** What SNS delivers to the probe's own subscription. */
export interface ProbeInbox {
  /** When the alert of the incident came (epoch ms); undefined after so many seconds. What else lies there goes. */
  waitFor(incidentId: string, seconds: number): Promise<number | undefined>;
}

/** Lets what the probe wrote end soon, so that its incidents do not pile up. */
export interface ProbeTraces {
  /** `at`: epoch ms. What ends sooner already is left as it is. */
  expire(incidentIds: readonly string[], at: number): Promise<void>;
}

/** What keeps alerts from people although the path is whole. */
export interface AlertAccount {
  /** Subscriptions that a recipient has not confirmed. */
  countPending(): Promise<number>;
  sms(): Promise<{
    /** New accounts may write to verified numbers alone. */
    readonly isSandboxed: boolean;
    /** Absent where the account does not say. */
    readonly monthlyLimitUsd?: number;
  }>;
}
