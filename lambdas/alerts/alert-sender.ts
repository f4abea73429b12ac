import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { AlertKey } from './alert-store.ts';
import type { AlertText } from './alert-text.ts';

/** What decides who gets a message. */
export type Addressed = Pick<RaiseAlertMessage, 'kind' | 'tier' | 'drill' | 'visibleTo'> & {
  readonly siteIds: readonly string[];
};

/**
 * Publishes a message to everyone who receives its kind, tier, sites and drill mark and is on duty in these shifts.
 * Gives the id under which the delivery of its SMS will be reported. The topic tells of `told` when it took it.
 */
export interface AlertSender {
  send(
    to: Addressed,
    text: AlertText,
    shifts: readonly string[],
    told: AlertKey,
  ): Promise<string | undefined>;
}
