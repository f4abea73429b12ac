/** The highest tier of recipients that was told of an incident. */
export interface ToldTiers {
  /** 0: nobody was told yet. */
  highest(incidentId: string): Promise<number>;
}

/** The tier of an alert that went out, from its sort key (`alert#2#1`); 0 for what is no such alert. */
export function tierOfRecord(record: string): number {
  return Number(/^alert#([1-5])(?:#|$)/.exec(record)?.[1] ?? 0);
}
