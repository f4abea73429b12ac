import type { Box } from '../../lambdas/zone/picture.ts';
import { between, type Random } from '../../models/plates/seeded-random.ts';
import { type Seen, type StreetDetection, view } from './busy-street.ts';

/** Of what is in plain sight. */
export const missedShare = 0.1;
/** Standard deviations, in sizes of the box. */
const jitterOfPlace = 0.04;
const jitterOfSize = 0.05;
/** A frame in a hundred shows something where nothing is. */
const falsePerFrame = 0.01;
/** Of plates that were found: another sign is read, and nothing is read. */
const misreadShare = 0.07;
const unsureShare = 0.15;

/** What the detector makes of one thing in sight. */
export function detectThing(
  { visit, box, of }: Seen & { readonly of: string },
  random: Random,
): StreetDetection {
  const seen = { of, kind: visit.kind, box: jitter(box, random) };
  return visit.digits === undefined ? seen : { ...seen, ...read(visit.digits, random) };
}

/** Now and then a box where nothing is. */
export function imagineThing(random: Random): readonly StreetDetection[] {
  if (random() >= falsePerFrame) return [];
  const side = between(35, 80, random);
  const [x, y] = [random() * (view.width - side), random() * (view.height - side)];
  return [{ of: null, kind: 'face', box: { x, y, width: side, height: side * 1.2 } }];
}

function jitter({ x, y, width, height }: Box, random: Random): Box {
  const scale = Math.exp(jitterOfSize * normal(random));
  return {
    x: x + width * (jitterOfPlace * normal(random) + (1 - scale) / 2),
    y: y + height * (jitterOfPlace * normal(random) + (1 - scale) / 2),
    width: width * scale,
    height: height * scale,
  };
}

function read(digits: string, random: Random): Pick<StreetDetection, 'digits' | 'confidence'> {
  const kind = random();
  if (kind < unsureShare) return { digits, confidence: between(0.1, 0.49, random) };
  if (kind >= unsureShare + misreadShare) return { digits, confidence: between(0.75, 0.99, random) };
  const at = Math.floor(random() * digits.length);
  const wrong = String((Number(digits[at]) + 1 + Math.floor(random() * 8)) % 10);
  return {
    digits: digits.slice(0, at) + wrong + digits.slice(at + 1),
    confidence: between(0.5, 0.8, random),
  };
}

/** About normally distributed, mean 0, deviation 1 (the sum of twelve). */
function normal(random: Random): number {
  return Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
}
