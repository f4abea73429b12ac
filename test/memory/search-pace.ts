import { intervalOf, type SearchPace } from '../../lambdas/faces/search-pace.ts';

export function memorySearchPace(callsPerSecond: number): SearchPace {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    reserve: async ({ now, latest }) => {
      const at = Math.max(now, nextAt);
      if (at > latest) return undefined;
      nextAt = at + intervalOf(callsPerSecond);
      return at;
    },
    pushBack: async (until) => {
      nextAt = Math.max(nextAt, until);
    },
  };
}
