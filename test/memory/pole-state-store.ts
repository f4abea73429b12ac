import type { Heartbeat, SelfTest } from '../../lambdas/poles/pole-message.ts';
import type { PoleStateStore } from '../../lambdas/poles/pole-state-store.ts';

interface PoleState {
  heartbeat?: { readonly told: Heartbeat; readonly at: number };
  selfTest?: { readonly told: SelfTest; readonly at: number };
}

export interface MemoryPoleStateStore extends PoleStateStore {
  stateOf(poleId: string): PoleState;
}

export function memoryPoleStateStore(): MemoryPoleStateStore {
  const states = new Map<string, PoleState>();
  const stateOf = (poleId: string) => states.get(poleId) ?? {};
  return {
    stateOf,
    keepHeartbeat: async (poleId, told, at) => {
      const state = stateOf(poleId);
      if (state.heartbeat !== undefined && state.heartbeat.at >= at) return 'outdated';
      states.set(poleId, { ...state, heartbeat: { told, at } });
      return 'kept';
    },
    keepSelfTest: async (poleId, told, at) => {
      const state = stateOf(poleId);
      if (state.selfTest !== undefined && state.selfTest.at >= at) return 'outdated';
      states.set(poleId, { ...state, selfTest: { told, at } });
      return 'kept';
    },
  };
}
