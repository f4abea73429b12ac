import type { PoleRules } from '../../lambdas/poles/pole-registry.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { defaultPoleRules, memoryPoleRegistry } from '../memory/pole-registry.ts';
import { memoryPoleStateStore } from '../memory/pole-state-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { bridge, receivedAt } from './make-pole-envelope.ts';

/** Everything that takes messages of poles and judges poles, in memory; the zone knows `nk-pole-01`. */
export function makePolePorts(rules: PoleRules = defaultPoleRules) {
  const states = memoryPoleStateStore();
  const poleIds = ['nk-pole-01'];
  return {
    registry: memoryPoleRegistry({ 'nk-pole-01': bridge }, rules),
    states,
    poles: {
      list: async () => poleIds.map((poleId) => ({ poleId, place: bridge, state: states.stateOf(poleId) })),
    },
    incidents: memoryIncidentStore(),
    decisions: memoryDecisionLog(),
    sosAlerts: memoryAlertQueue(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    now: () => receivedAt + 200,
  };
}
