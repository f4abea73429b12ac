import type { Addressed, AlertSender } from '../../lambdas/alerts/alert-sender.ts';
import type { AlertText } from '../../lambdas/alerts/alert-text.ts';

export interface MemoryAlertSender extends AlertSender {
  readonly sent: readonly {
    readonly alert: Addressed;
    readonly text: AlertText;
    readonly shifts: readonly string[];
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
    send: async (alert, text, shifts) => {
      if (failing) {
        failing = false;
        throw new Error('SNS is away');
      }
      sent.push({ alert, text, shifts });
      return `message-${sent.length}`;
    },
  };
}
