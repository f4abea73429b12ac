import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { AlertText } from './alert-text.ts';

/** Publishes an alert to everyone who receives its kind, tier, site and drill mark. */
export interface AlertSender {
  send(alert: RaiseAlertMessage, text: AlertText): Promise<void>;
}
