import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type FaceSearch, SearchBusyError } from './face-search.ts';
import type { SearchPace } from './search-pace.ts';
import type { StrangerFaces } from './stranger-faces.ts';

export interface PaceParams {
  readonly pace: SearchPace;
  readonly telemetry: Telemetry;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Epoch milliseconds after which no call begins: the message then waits in its queue instead. */
  readonly deadline: number;
}

export interface PaceSearchesParams extends PaceParams {
  readonly faces: FaceSearch;
}

const firstPauseMilliseconds = 1_000;
const longestPauseMilliseconds = 8_000;

/** The same search at the pace that all functions share. */
export function paceSearches({ faces, ...params }: PaceSearchesParams): FaceSearch {
  return {
    search: (jpeg, minSimilarityPercent) => paceCall(params, () => faces.search(jpeg, minSimilarityPercent)),
  };
}

/** Whom nobody looks for gives way: a call that is not free so soon is not made. */
const strangerPatienceMilliseconds = 5_000;

/** The same faces of strangers at the pace that all functions share. */
export function paceStrangers(faces: StrangerFaces, params: PaceParams): StrangerFaces {
  const inTime = () => ({
    ...params,
    deadline: Math.min(params.deadline, params.clock() + strangerPatienceMilliseconds),
  });
  return {
    search: (jpeg, minSimilarityPercent) =>
      paceCall(inTime(), () => faces.search(jpeg, minSimilarityPercent)),
    remember: (strangerId, jpeg) => paceCall(inTime(), () => faces.remember(strangerId, jpeg)),
  };
}

/**
 * Makes a call at the pace that all functions share. A busy service pushes everybody back, longer each time, and is
 * asked again until the deadline; then it throws SearchBusyError and the message returns to its queue.
 */
export async function paceCall<Answer>(params: PaceParams, call: () => Promise<Answer>): Promise<Answer> {
  let busy: SearchBusyError | undefined;
  for (let attempt = 0; ; attempt++) {
    await waitForTurn(params, busy);
    const outcome = await attemptCall(call);
    if (!(outcome instanceof SearchBusyError)) return outcome;
    busy = outcome;
    await backOff(params, attempt);
  }
}

async function waitForTurn({ pace, clock, sleep, deadline }: PaceParams, cause?: SearchBusyError) {
  const at = await pace.reserve({ now: clock(), latest: deadline });
  if (at === undefined) throw new SearchBusyError('no call is free before the deadline', { cause });
  const wait = at - clock();
  if (wait > 0) await sleep(wait);
}

async function attemptCall<Answer>(call: () => Promise<Answer>): Promise<Answer | SearchBusyError> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SearchBusyError) return error;
    throw error;
  }
}

async function backOff({ pace, telemetry, clock }: PaceParams, attempt: number): Promise<void> {
  const pause = Math.min(firstPauseMilliseconds * 2 ** attempt, longestPauseMilliseconds);
  telemetry.warn(LogEvent.searchThrottled, { attempt: attempt + 1, pauseMilliseconds: pause });
  telemetry.measure(Metric.searchesThrottled);
  await pace.pushBack(clock() + pause);
}
