import type { Addressed, AlertSender } from '../../lambdas/alerts/alert-sender.ts';
import type { AlertKey } from '../../lambdas/alerts/alert-store.ts';
import type { AlertText } from '../../lambdas/alerts/alert-text.ts';

export interface MemoryAlertSender extends AlertSender {
  readonly sent: readonly {
    readonly alert: Addressed;
    readonly text: AlertText;
    readonly shifts: readonly string[];
    readonly told: AlertKey;
  }[];
  /** The next send fails before anybody gets it. */
  failOnce(): void;
}

export function memoryAlertSender(): MemoryAlertSender {
  const sent: MemoryAlertSender['sent'][number][] = [];
  let failing = false;
  return {
    sent,
    failOnce: () => {
      failing = true;
    },
    send: async (alert, text, shifts, told) => {
      if (failing) {
        failing = false;
        throw new Error('SNS is away');
      }
      sent.push({ alert, text, shifts, told });
      return `message-${sent.length}`;
    },
  };
}
