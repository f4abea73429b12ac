import { isLaterConnection } from '../../lambdas/poles/pole-connection.ts';
import { newPoleHealth } from '../../lambdas/poles/pole-health.ts';
import { type PoleState, withPress } from '../../lambdas/poles/pole-state.ts';
import type { Kept, PoleStateStore } from '../../lambdas/poles/pole-state-store.ts';

export interface MemoryPoleStateStore extends PoleStateStore {
  stateOf(poleId: string): PoleState;
}

const unheard: PoleState = { reports: {}, presses: [], health: newPoleHealth };

export function memoryPoleStateStore(): MemoryPoleStateStore {
  const states = new Map<string, PoleState>();
  const stateOf = (poleId: string) => states.get(poleId) ?? unheard;
  const change = (poleId: string, fields: Partial<PoleState>): PoleState => {
    const state = { ...stateOf(poleId), ...fields };
    states.set(poleId, state);
    return state;
  };
  const keepNewer = (
    poleId: string,
    at: number,
    knownAt: number | undefined,
    fields: Partial<PoleState>,
  ): Kept =>
    knownAt !== undefined && knownAt >= at
      ? { outcome: 'outdated' }
      : { outcome: 'kept', state: change(poleId, fields) };
  return {
    stateOf,
    find: async (poleId) => stateOf(poleId),
    keepHeartbeat: async (poleId, { version: _, ...told }, at) => {
      const { heartbeat, firstHeartbeatAt = at } = stateOf(poleId);
      return keepNewer(poleId, at, heartbeat?.at, { heartbeat: { told, at }, firstHeartbeatAt });
    },
    keepSelfTest: async (poleId, { version: _, ...told }, at) =>
      keepNewer(poleId, at, stateOf(poleId).selfTest?.at, { selfTest: { told, at } }),
    keepReport: async (poleId, fault, report) => {
      const { reports } = stateOf(poleId);
      return keepNewer(poleId, report.at, reports[fault]?.at, { reports: { ...reports, [fault]: report } });
    },
    keepConnection: async (poleId, connection) => {
      if (!isLaterConnection(connection, stateOf(poleId).connection)) return 'outdated';
      change(poleId, { connection });
      return 'kept';
    },
    countPress: async (poleId, press) =>
      change(poleId, { presses: withPress(stateOf(poleId).presses, press) }),
    forgetPresses: async (poleId, answer) => void change(poleId, { presses: [answer] }),
    keepHealth: async (poleId, health) => {
      if (stateOf(poleId).health.revision !== health.revision - 1) return 'outdated';
      change(poleId, { health });
      return 'kept';
    },
  };
}
