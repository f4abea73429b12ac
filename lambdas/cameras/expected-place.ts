import type { Box } from '../zone/picture.ts';
import { boxGap, sizeOf } from './box-gap.ts';
import type { JoinRules, Pass } from './passes.ts';

/** A thing that barely moves still jitters by this share of its size. */
export const jitter = 0.5;
/** Reach grows no more after this long: of one that was seen once, and of one whose movement is known. */
const maxReachSeconds = 2;
const maxSteadySeconds = 1;
/** What makes a pair less likely (tried on generated streets, benchmarks/cameras): another size, a sudden stop. */
const growthWeight = 0.5;
const stoppedGap = 1;

/**
 * How far a box is from where the pass should be by now; 0 to 1 overlapping, 1 to 4 within reach, else
 * infinite; more for what is less likely.
 */
export function distance(
  pass: Pick<Pass<unknown>, 'box' | 'velocity'>,
  box: Box,
  seconds: number,
  rules: Pick<JoinRules<never>, 'reachPerSecond' | 'steadyReachPerSecond'>,
): number {
  const growth = sizeOf(box) / sizeOf(pass.box);
  const sizeGap = growthWeight * Math.abs(Math.log(growth));
  if (pass.velocity === null) {
    const reach = jitter + rules.reachPerSecond * Math.min(seconds, maxReachSeconds);
    return boxGap(pass.box, box, reach) ** 2 + sizeGap;
  }
  const reach = jitter + rules.steadyReachPerSecond * Math.min(seconds, maxSteadySeconds);
  // Who comes nearer moves faster over the picture. Who walked may have stopped, but seldom has.
  const there = moved(pass, seconds * growth);
  return Math.min(boxGap(there, box, reach), boxGap(pass.box, box, reach) + stoppedGap) ** 2 + sizeGap;
}

function moved({ box, velocity }: Pick<Pass<unknown>, 'box' | 'velocity'>, seconds: number): Box {
  if (velocity === null) return box;
  return { ...box, x: box.x + velocity.x * seconds, y: box.y + velocity.y * seconds };
}
