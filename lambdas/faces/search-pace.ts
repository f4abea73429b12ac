/** When the next call to a service with a quota may go: one pace for all functions that call it. */
export interface SearchPace {
  /**
   * Takes the next free instant not before `now` and not after `latest` (epoch milliseconds), which nobody else then
   * gets. Undefined: there is none so soon, and nothing is taken.
   */
  reserve(request: PaceRequest): Promise<number | undefined>;
  /** Nobody gets an instant before `until` (epoch milliseconds); those that were given stand. */
  pushBack(until: number): Promise<void>;
}

export interface PaceRequest {
  readonly now: number;
  readonly latest: number;
}

/** Milliseconds from one instant to the next, so that no second holds more than so many. */
export function intervalOf(callsPerSecond: number): number {
  return Math.ceil(1000 / callsPerSecond);
}
