import type { EscalateIncidentMessage, RaiseAlertMessage } from '../zone/messages.ts';

/** The way to raise-alert, the only function that writes to people, and to what watches that somebody answers. */
export interface AlertQueue {
  /** At least once: the same alert may be sent again, raise-alert publishes it once. */
  send(message: RaiseAlertMessage): Promise<void>;
  /** Has escalate-incident look at the incident after the delay (whole seconds, at most 900). */
  checkLater(check: EscalateIncidentMessage, delaySeconds: number): Promise<void>;
}
