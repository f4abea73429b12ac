import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { SightingStore } from '../../lambdas/sightings/sighting-store.ts';
import type { SightingDecision } from '../../lambdas/zone/decision.ts';

export interface MemorySightingStore extends SightingStore {
  readonly kept: ReadonlyMap<string, Sighting>;
}

export function memorySightingStore(): MemorySightingStore {
  const kept = new Map<string, Sighting>();
  const decisions = new Map<string, readonly SightingDecision[]>();
  return {
    kept,
    create: async (sighting, made = []) => {
      if (kept.has(sighting.sightingId)) return 'existed';
      kept.set(sighting.sightingId, sighting);
      decisions.set(sighting.sightingId, made);
      return 'created';
    },
    find: async (sightingId) => kept.get(sightingId),
    listDecisions: async (sightingId) => decisions.get(sightingId) ?? [],
    listByCamera: async ({ cameraId, from, to, limit, now }) =>
      [...kept.values()]
        .filter((one) => one.cameraId === cameraId && one.expiresAt * 1000 > now)
        .filter(({ lastSeenAt }) => lastSeenAt >= from && lastSeenAt <= to)
        .sort((a, b) => b.lastSeenAt - a.lastSeenAt)
        .slice(0, limit),
  };
}
