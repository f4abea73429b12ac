import type { DecisionLog } from '../../lambdas/alerts/decision-log.ts';
import { type Decision, decisionRecordOf } from '../../lambdas/zone/decision.ts';

export interface MemoryDecisionLog extends DecisionLog {
  /** Everything decided, in the order in which it was kept. */
  readonly kept: readonly Decision[];
}

export function memoryDecisionLog(): MemoryDecisionLog {
  const kept: Decision[] = [];
  const ids = new Set<string>();
  const idOf = (decision: Decision) => `${decision.about}#${decisionRecordOf(decision)}`;
  return {
    kept,
    keep: async (decision) => {
      if (!ids.has(idOf(decision))) kept.push(decision);
      ids.add(idOf(decision));
    },
    list: async (about) =>
      kept.filter((one) => one.about === about).toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1)),
  };
}
