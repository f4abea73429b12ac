import type { Fragment } from './fragment-store.ts';

export type TimestampKind = 'PRODUCER_TIMESTAMP' | 'SERVER_TIMESTAMP';

/** The time in which a fragment's pictures are shown, in epoch milliseconds: `start` inclusive, `end` exclusive. */
export interface FragmentSpan {
  readonly fragment: Fragment;
  readonly start: number;
  readonly end: number;
}

/** Within one recording a player holds the last picture until the next fragment comes, but not through a gap. */
const longestHoldMilliseconds = 2_000;

/** Fragments by time, ascending by start. */
export function timeline(fragments: readonly Fragment[], kind: TimestampKind): readonly FragmentSpan[] {
  const startOf = (fragment: Fragment) =>
    kind === 'PRODUCER_TIMESTAMP' ? fragment.producerTimestamp : fragment.serverTimestamp;
  const sorted = [...fragments].sort((a, b) => startOf(a) - startOf(b));
  return sorted.map((fragment, position) => {
    const start = startOf(fragment);
    const end = start + fragment.durationMilliseconds;
    const next = sorted[position + 1];
    const isContinued =
      next?.sessionId === fragment.sessionId && startOf(next) - end < longestHoldMilliseconds;
    return { fragment, start, end: next !== undefined && isContinued ? startOf(next) : end };
  });
}

/** The span shown at an instant; where two recordings overlap, the one that began last. */
export function spanAt(spans: readonly FragmentSpan[], instant: number): FragmentSpan | undefined {
  return spans.findLast((span) => span.start <= instant && instant < span.end);
}

/** Spans that share at least an instant with `[start, end]`. */
export function spansWithin(
  spans: readonly FragmentSpan[],
  start: number,
  end: number,
): readonly FragmentSpan[] {
  return spans.filter((span) => span.start <= end && span.end > start);
}
