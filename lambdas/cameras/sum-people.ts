import { headings } from './heading.ts';
import type { PeopleCount, PeopleMinute } from './people-state.ts';

const nothing: PeopleCount = { frames: 0, seen: 0, atOnce: 0, passed: 0, dwellSeconds: 0, headings: {} };

/** What several minutes, or parts of one, or cameras counted together; `atOnce` is the most of any one. */
export function sumPeople(counts: readonly PeopleCount[]): PeopleCount {
  return counts.reduce(
    (sum, one) => ({
      frames: sum.frames + one.frames,
      seen: sum.seen + one.seen,
      atOnce: Math.max(sum.atOnce, one.atOnce),
      passed: sum.passed + one.passed,
      dwellSeconds: Math.round((sum.dwellSeconds + one.dwellSeconds) * 10) / 10,
      headings: sumHeadings(sum.headings, one.headings),
    }),
    nothing,
  );
}

/** Parts of the same minute become one; oldest first. */
export function sumMinutes(parts: readonly PeopleMinute[]): readonly PeopleMinute[] {
  return [...Map.groupBy(parts, ({ at }) => at)]
    .map(([at, same]) => ({ at, from: Math.min(...same.map(({ from }) => from)), ...sumPeople(same) }))
    .toSorted((a, b) => a.at - b.at);
}

function sumHeadings(a: PeopleCount['headings'], b: PeopleCount['headings']): PeopleCount['headings'] {
  const some = headings.map((heading) => [heading, (a[heading] ?? 0) + (b[heading] ?? 0)] as const);
  return Object.fromEntries(some.filter(([, count]) => count > 0));
}
