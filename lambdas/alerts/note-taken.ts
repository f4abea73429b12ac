import type { AlertStore } from './alert-store.ts';
import type { TakenAlert } from './taken-alert.ts';

export interface NoteTakenPorts {
  readonly alerts: Pick<AlertStore, 'noteTaken'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Notes what the topic itself says it took, in case that the function which gave it died before it could. */
export function noteTaken({ key, messageId }: TakenAlert, { alerts, now }: NoteTakenPorts): Promise<void> {
  return alerts.noteTaken(key, { takenAt: now(), messageId });
}
