import type { PoleRegistry } from '../../lambdas/poles/pole-registry.ts';
import type { Place } from '../../lambdas/zone/messages.ts';

export function memoryPoleRegistry(places: Readonly<Record<string, Place>>): PoleRegistry {
  return {
    findPlace: async (poleId) => places[poleId],
    incidentDays: async () => 365,
  };
}
