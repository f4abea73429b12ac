import type { BudgetKey, BudgetStore } from '../../lambdas/faces/budget-store.ts';
import type { PaidCalls } from '../../lambdas/faces/search-budget.ts';

export interface MemoryBudgetStore extends BudgetStore {
  /** Paid calls that were counted, in order. */
  readonly added: readonly BudgetKey[];
}

/** `before`: what had been spent on every day before the test began. */
export function memoryBudgetStore(before: PaidCalls = { zone: 0, camera: 0 }): MemoryBudgetStore {
  const added: BudgetKey[] = [];
  return {
    added,
    spent: async ({ day, cameraId }) => {
      const today = added.filter((call) => call.day === day);
      const here = today.filter((call) => call.cameraId === cameraId);
      return { zone: before.zone + today.length, camera: before.camera + here.length };
    },
    add: async (key) => void added.push(key),
  };
}
