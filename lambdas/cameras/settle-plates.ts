import { isResting, type Patience } from './passes.ts';
import {
  continueTold,
  isPlateReady,
  isToldAlready,
  markPlateTold,
  type PlatePass,
  type PlateShot,
} from './plate-pass.ts';
import type { Lane } from './scene.ts';

export interface SettleParams {
  /** Epoch milliseconds. */
  readonly watchedTo: number;
  readonly minConfidence: number;
  readonly patience: Patience;
}

/**
 * Which plate passes are told now, and the open ones as they go on. One that shows a car which was told already, and
 * still stands there, is joined to that pass: whatever a parked car is taken for meanwhile, it is told once.
 */
export function settlePlates(
  { open, closed }: Lane<PlateShot>,
  { watchedTo, minConfidence, patience }: SettleParams,
): { readonly tell: readonly PlatePass[]; readonly next: readonly PlatePass[] } {
  const isDue = (pass: PlatePass) =>
    !pass.told && (isResting(pass, watchedTo, patience) || isPlateReady(pass, minConfidence));
  const due = [...closed.filter(({ told }) => !told), ...open.filter(isDue)];
  const goOn = new Set(open);
  const tell: PlatePass[] = [];
  let next = open.filter((pass) => !isDue(pass));
  for (const pass of due.toSorted((a, b) => a.firstSeenAt - b.firstSeenAt)) {
    const same = next.find((told) => isToldAlready(pass, told, minConfidence));
    if (same !== undefined) {
      next = next.map((one) => (one === same ? continueTold(same, pass, minConfidence) : one));
      continue;
    }
    tell.push(pass);
    if (goOn.has(pass)) next = [...next, markPlateTold(pass, minConfidence)];
  }
  return { tell, next };
}
