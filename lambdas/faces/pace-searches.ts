import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type FaceSearch, type FaceSearchOutcome, SearchBusyError } from './face-search.ts';
import type { SearchPace } from './search-pace.ts';

export interface PaceSearchesParams {
  readonly faces: FaceSearch;
  readonly pace: SearchPace;
  readonly telemetry: Telemetry;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Epoch milliseconds after which no call begins: the message then waits in its queue instead. */
  readonly deadline: number;
}

const firstPauseMilliseconds = 1_000;
const longestPauseMilliseconds = 8_000;

/**
 * The same search at the pace that all functions share. A busy service pushes everybody back, longer each time, and
 * is asked again until the deadline; then the search throws SearchBusyError and the message returns to its queue.
 */
export function paceSearches(params: PaceSearchesParams): FaceSearch {
  return {
    search: async (jpeg, minSimilarityPercent) => {
      let busy: SearchBusyError | undefined;
      for (let attempt = 0; ; attempt++) {
        await waitForTurn(params, busy);
        const outcome = await attemptSearch(params, jpeg, minSimilarityPercent);
        if (!(outcome instanceof SearchBusyError)) return outcome;
        busy = outcome;
        await backOff(params, attempt);
      }
    },
  };
}

async function waitForTurn({ pace, clock, sleep, deadline }: PaceSearchesParams, cause?: SearchBusyError) {
  const at = await pace.reserve({ now: clock(), latest: deadline });
  if (at === undefined) throw new SearchBusyError('no call is free before the deadline', { cause });
  const wait = at - clock();
  if (wait > 0) await sleep(wait);
}

async function attemptSearch(
  { faces }: PaceSearchesParams,
  jpeg: Uint8Array,
  minSimilarityPercent: number,
): Promise<FaceSearchOutcome | SearchBusyError> {
  try {
    return await faces.search(jpeg, minSimilarityPercent);
  } catch (error) {
    if (error instanceof SearchBusyError) return error;
    throw error;
  }
}

async function backOff({ pace, telemetry, clock }: PaceSearchesParams, attempt: number): Promise<void> {
  const pause = Math.min(firstPauseMilliseconds * 2 ** attempt, longestPauseMilliseconds);
  telemetry.warn(LogEvent.searchThrottled, { attempt: attempt + 1, pauseMilliseconds: pause });
  telemetry.measure(Metric.searchesThrottled);
  await pace.pushBack(clock() + pause);
}
