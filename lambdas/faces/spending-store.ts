/** What was paid for so far; days of the zone such as `2026-11-23`. */
export interface SpendingStore {
  /** Paid calls of the whole zone on each of these days; a day without any is left out. */
  ofDays(days: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Paid calls of each camera on a day. */
  ofCameras(day: string): Promise<ReadonlyMap<string, number>>;
}
