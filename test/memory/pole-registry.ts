import type { PoleRegistry, PoleRules } from '../../lambdas/poles/pole-registry.ts';
import type { Place } from '../../lambdas/zone/messages.ts';
import { poleSettings } from '../../lambdas/zone/pole-file.ts';

export const defaultPoleRules: PoleRules = { rules: poleSettings.parse({}), appliedAt: undefined };

export function memoryPoleRegistry(
  places: Readonly<Record<string, Place>>,
  rules: PoleRules = defaultPoleRules,
): PoleRegistry {
  return {
    findPlace: async (poleId) => places[poleId],
    incidentDays: async () => 365,
    pressMinutes: async () => 10,
    rules: async () => rules,
  };
}
