import type { AlertKind } from '../zone/messages.ts';

/** The way to escalate-incident, which knows whether anybody has acknowledged and who is told next. */
export interface ReachQueue {
  /** Has it look, a moment later, at whether any SMS of the tier arrived; tells the next tier where none did. */
  lookAt(alert: {
    readonly incidentId: string;
    readonly tier: number;
    readonly kind: AlertKind;
    /** Epoch ms. */
    readonly at: number;
  }): Promise<void>;
}
