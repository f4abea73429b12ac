import type { Box } from '../zone/picture.ts';
import { boxGap, sizeOf } from './box-gap.ts';
import type { JoinRules, Pass } from './passes.ts';

/** A thing that barely moves still jitters by this share of its size. */
export const jitter = 0.5;
/** Reach grows no more after this long: of one that was seen once, and of one whose movement is known. */
const maxReachSeconds = 2;
const maxSteadySeconds = 1;
/** What makes a pair less likely (tried on generated streets, benchmarks/cameras): another size, a sudden stop or turn. */
const growthWeight = 0.5;
const stoppedGap = 1;
/** Who turned is looked for in the next frame alone and is as large as before: else it is likelier another. */
const turnSeconds = 0.6;
const turnSizeGap = 0.05;

/**
 * How far a box is from where the pass should be by now; 0 to 1 overlapping, 1 to 4 within reach, else
 * infinite; more for what is less likely.
 */
export function distance(
  pass: Pick<Pass<unknown>, 'box' | 'velocity'>,
  box: Box,
  seconds: number,
  rules: Pick<JoinRules<never>, 'reachPerSecond' | 'steadyReachPerSecond'> & { readonly mayTurn?: boolean },
): number {
  const growth = sizeOf(box) / sizeOf(pass.box);
  const sizeGap = growthWeight * Math.abs(Math.log(growth));
  const farthest = jitter + rules.reachPerSecond * Math.min(seconds, maxReachSeconds);
  if (pass.velocity === null) return boxGap(pass.box, box, farthest) ** 2 + sizeGap;
  const reach = jitter + rules.steadyReachPerSecond * Math.min(seconds, maxSteadySeconds);
  // Who comes nearer moves faster over the picture. Who walked may have stopped or turned, but seldom has.
  const there = moved(pass, seconds * growth);
  const mayTurn = rules.mayTurn && seconds <= turnSeconds && sizeGap < turnSizeGap;
  const here = boxGap(pass.box, box, mayTurn ? farthest : reach);
  return Math.min(boxGap(there, box, reach), here + stoppedGap) ** 2 + sizeGap;
}

function moved({ box, velocity }: Pick<Pass<unknown>, 'box' | 'velocity'>, seconds: number): Box {
  if (velocity === null) return box;
  return { ...box, x: box.x + velocity.x * seconds, y: box.y + velocity.y * seconds };
}
