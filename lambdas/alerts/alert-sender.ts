import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { AlertText } from './alert-text.ts';

/** What decides who gets a message. */
export type Addressed = Pick<RaiseAlertMessage, 'kind' | 'tier' | 'drill' | 'visibleTo'> & {
  readonly siteIds: readonly string[];
};

/**
 * Publishes a message to everyone who receives its kind, tier, sites and drill mark and is on duty in these shifts.
 * Gives the id under which the delivery of its SMS will be reported.
 */
export interface AlertSender {
  send(to: Addressed, text: AlertText, shifts: readonly string[]): Promise<string | undefined>;
}
