import { type Correction, newCorrection } from '../../lambdas/watchlist/correction.ts';

export function makeCorrection(overrides: Partial<Correction> = {}): Correction {
  const made = newCorrection({
    personId: 'nk-2026-014',
    sightingId: 'face-0001',
    by: 'operator',
    reason: 'older by twenty years',
    correctedAt: 0,
    expiresAt: 10_000_000,
    ...overrides,
  });
  return { ...made, ...overrides };
}
