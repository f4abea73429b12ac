import type { AlertQueue } from '../../lambdas/incidents/alert-queue.ts';
import type { RaiseAlertMessage } from '../../lambdas/zone/messages.ts';

export interface MemoryAlertQueue extends AlertQueue {
  readonly sent: readonly RaiseAlertMessage[];
  /** The next send fails, as when the function dies before it. */
  failOnce(): void;
}

export function memoryAlertQueue(): MemoryAlertQueue {
  const sent: RaiseAlertMessage[] = [];
  let failing = false;
  return {
    sent,
    failOnce: () => {
      failing = true;
    },
    send: async (message) => {
      if (failing) {
        failing = false;
        throw new Error('the queue is away');
      }
      sent.push(message);
    },
  };
}
