import {
  type AlertKey,
  type AlertStore,
  alertRecordOf,
  type Settlement,
  type Taken,
} from '../../lambdas/alerts/alert-store.ts';

export interface MemoryAlert {
  readonly claimedUntil: number;
  readonly sentAt?: number;
  readonly toldIn?: string;
  readonly settled?: Settlement;
  readonly taken?: Taken;
}

export interface MemoryAlertStore extends AlertStore {
  /** By incident id and record, e.g. `SOS-7KQ2MD9F alert#1`. */
  readonly kept: ReadonlyMap<string, MemoryAlert>;
  /** The next `count` calls of markSent fail, as when the table is busy or away right after SNS took the alert. */
  failMarks(count: number): void;
}

export function memoryAlertStore(): MemoryAlertStore {
  const records = new Map<string, MemoryAlert>();
  const idOf = (key: AlertKey) => `${key.incidentId} ${alertRecordOf(key)}`;
  let failing = 0;
  return {
    kept: records,
    failMarks: (count) => {
      failing = count;
    },
    claim: async (key, { now, until }) => {
      const record = records.get(idOf(key));
      if (record?.sentAt !== undefined) return 'sent';
      if (record?.settled !== undefined) return 'settled';
      if (record !== undefined && record.claimedUntil > now) return 'busy';
      records.set(idOf(key), { ...record, claimedUntil: until });
      return record?.taken ?? 'claimed';
    },
    noteTaken: async (key, taken) => {
      const record = records.get(idOf(key));
      if (record !== undefined && record.sentAt === undefined && record.settled === undefined)
        records.set(idOf(key), { ...record, taken });
    },
    markSent: async (key, sentAt, toldIn) => {
      if (failing > 0) {
        failing--;
        throw new Error('the table is away');
      }
      records.set(idOf(key), { claimedUntil: 0, sentAt, ...(toldIn === undefined ? {} : { toldIn }) });
    },
    settle: async (key, settled) => {
      records.set(idOf(key), { claimedUntil: 0, settled });
    },
    isDone: async (key) => {
      const record = records.get(idOf(key));
      return record?.sentAt !== undefined || record?.settled !== undefined;
    },
  };
}
