import type { RaiseAlertMessage } from '../zone/messages.ts';

/** The way to raise-alert, the only function that writes to people. */
export interface AlertQueue {
  /** At least once: the same alert may be sent again, raise-alert publishes it once. */
  send(message: RaiseAlertMessage): Promise<void>;
}
