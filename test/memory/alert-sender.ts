import type { AlertSender } from '../../lambdas/alerts/alert-sender.ts';
import type { AlertText } from '../../lambdas/alerts/alert-text.ts';
import type { RaiseAlertMessage } from '../../lambdas/zone/messages.ts';

export interface MemoryAlertSender extends AlertSender {
  readonly sent: readonly { readonly alert: RaiseAlertMessage; readonly text: AlertText }[];
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
    send: async (alert, text) => {
      if (failing) {
        failing = false;
        throw new Error('SNS is away');
      }
      sent.push({ alert, text });
    },
  };
}
