import type { Pass } from '../../lambdas/cameras/passes.ts';

/** A pass seen from second 1 to second 2. */
export function makePass<Shot>(overrides: Partial<Pass<Shot>> = {}): Pass<Shot> {
  const box = { x: 0, y: 0, width: 50, height: 50 };
  const seen = { firstSeenAt: 1_000, lastSeenAt: 2_000, box, velocity: null, told: false };
  return { passId: 'pass-1', ...seen, stands: { box, since: 1_000 }, shots: [], ...overrides };
}
