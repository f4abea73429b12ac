import type { Outcome } from '../../benchmarks/plates/outcome.ts';
import type { PlateOutcome } from '../../benchmarks/plates/score.ts';

const truth = { letters: 'กข', digits: '1234', province: 'หนองคาย', class: 'car' } as const;

/** A plate that was read right, and surely; `read` changes what was read, `null` means nothing was. */
export function makeOutcome(
  overrides: Partial<Omit<PlateOutcome, 'read'>> & { readonly read?: Partial<Outcome['read']> | null } = {},
): PlateOutcome {
  const { read, ...rest } = overrides;
  const outcome = { file: 'plate.jpg', truth, traits: {}, milliseconds: 5, ...rest };
  return read === null ? outcome : { ...outcome, read: { ...outcome.truth, confidence: 0.95, ...read } };
}
