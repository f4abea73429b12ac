import type { AlertKey, AlertStore } from '../../lambdas/alerts/alert-store.ts';

export interface MemoryAlertStore extends AlertStore {
  /** The next markSent fails, as when the function dies right after SNS took the alert. */
  failMarkOnce(): void;
}

export function memoryAlertStore(): MemoryAlertStore {
  const records = new Map<string, { claimedUntil: number; sentAt?: number }>();
  const idOf = ({ incidentId, tier, isRecovery = false }: AlertKey) => `${incidentId}#${tier}#${isRecovery}`;
  let failing = false;
  return {
    failMarkOnce: () => {
      failing = true;
    },
    claim: async (key, { now, until }) => {
      const record = records.get(idOf(key));
      if (record?.sentAt !== undefined) return 'sent';
      if (record !== undefined && record.claimedUntil > now) return 'busy';
      records.set(idOf(key), { claimedUntil: until });
      return 'claimed';
    },
    markSent: async (key, sentAt) => {
      if (failing) {
        failing = false;
        throw new Error('the table is away');
      }
      records.set(idOf(key), { claimedUntil: 0, sentAt });
    },
  };
}
