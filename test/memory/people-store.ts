import type { PeopleMinute } from '../../lambdas/cameras/people-state.ts';
import type { PeopleStore } from '../../lambdas/cameras/people-store.ts';
import { sumMinutes } from '../../lambdas/cameras/sum-people.ts';

export interface MemoryPeopleStore extends PeopleStore {
  /** Minutes and parts of minutes by camera, `at` and `from`. */
  readonly kept: ReadonlyMap<string, { readonly cameraId: string; readonly minute: PeopleMinute }>;
}

export function memoryPeopleStore(): MemoryPeopleStore {
  const kept = new Map<string, { readonly cameraId: string; readonly minute: PeopleMinute }>();
  return {
    kept,
    save: async ({ cameraId, minutes }) => {
      for (const minute of minutes) kept.set(`${cameraId} ${minute.at} ${minute.from}`, { cameraId, minute });
    },
    list: async ({ cameraId, from, to }) => {
      const own = [...kept.values()].filter((one) => one.cameraId === cameraId).map(({ minute }) => minute);
      return sumMinutes(own.filter(({ at }) => at >= from && at < to));
    },
  };
}
