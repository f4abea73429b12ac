import { dayOf, digitsOf, isPlatePass } from '../../lambdas/sightings/plate-readings.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { IndexKey, SightingIndex } from '../../lambdas/sightings/sighting-index.ts';

/** Finds in the sightings of a memory store; says which keys were asked for. */
export function memorySightingIndex(kept: ReadonlyMap<string, Sighting>) {
  const asked: IndexKey[] = [];
  const index: SightingIndex = {
    walk: async function* (key, { from, to, now }) {
      asked.push(key);
      yield* [...kept.values()]
        .filter(({ lastSeenAt }) => lastSeenAt >= from && lastSeenAt <= to)
        .filter((sighting) => sighting.expiresAt * 1000 > now && isUnder(key, sighting))
        .sort((a, b) => b.lastSeenAt - a.lastSeenAt);
    },
  };
  return { ...index, asked };
}

function isUnder(key: IndexKey, sighting: Sighting): boolean {
  if (key.by === 'camera') return sighting.cameraId === key.cameraId;
  if (!isPlatePass(sighting)) return false;
  return key.by === 'day'
    ? dayOf(sighting.lastSeenAt) === key.day
    : digitsOf(sighting)[key.rank - 1] === key.digits;
}
