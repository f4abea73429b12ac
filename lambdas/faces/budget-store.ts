import type { PaidCalls } from './search-budget.ts';

/** One camera on one day of the zone, e.g. `2026-11-23`. */
export interface BudgetKey {
  readonly day: string;
  readonly cameraId: string;
}

/** Counts the paid calls of each day, of the zone and of each camera. */
export interface BudgetStore {
  /** Made so far, by the whole zone and by this camera. */
  spent(key: BudgetKey): Promise<PaidCalls>;
  /** One more was made; `now` in epoch milliseconds. */
  add(key: BudgetKey, now: number): Promise<void>;
}
