import { RekognitionError } from './service-error.ts';

interface CallQuotaParams {
  /** Per action, as AWS counts; without it nothing is refused. */
  readonly callsPerSecond?: number | undefined;
  readonly now: () => Date;
}

/** Counts calls per action and refuses those over the quota. */
export interface CallQuota {
  /** Throws ProvisionedThroughputExceededException; a refused call is counted too. */
  take(action: string): void;
  counts(): Readonly<Record<string, number>>;
}

export function createCallQuota({ callsPerSecond, now }: CallQuotaParams): CallQuota {
  const counts = new Map<string, number>();
  const recent = new Map<string, readonly number[]>();
  return {
    take(action) {
      counts.set(action, (counts.get(action) ?? 0) + 1);
      if (callsPerSecond === undefined) return;
      const at = now().getTime();
      const lastSecond = (recent.get(action) ?? []).filter((time) => time > at - 1000);
      if (lastSecond.length >= callsPerSecond) {
        throw new RekognitionError('ProvisionedThroughputExceededException', 'Provisioned rate exceeded');
      }
      recent.set(action, [...lastSecond, at]);
    },
    counts: () => Object.fromEntries(counts),
  };
}
