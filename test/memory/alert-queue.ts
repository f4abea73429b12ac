import type { AlertQueue } from '../../lambdas/incidents/alert-queue.ts';
import type { EscalateIncidentMessage, RaiseAlertMessage } from '../../lambdas/zone/messages.ts';

export interface MemoryAlertQueue extends AlertQueue {
  readonly sent: readonly RaiseAlertMessage[];
  readonly checks: readonly { readonly check: EscalateIncidentMessage; readonly delaySeconds: number }[];
  /** The next send fails, as when the function dies before it. */
  failOnce(): void;
}

export function memoryAlertQueue(): MemoryAlertQueue {
  const sent: RaiseAlertMessage[] = [];
  const checks: MemoryAlertQueue['checks'][number][] = [];
  let failing = false;
  return {
    sent,
    checks,
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
    checkLater: async (check, delaySeconds) => {
      checks.push({ check, delaySeconds });
    },
  };
}
