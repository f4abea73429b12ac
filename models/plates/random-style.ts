import type { PlateClass } from '../../lambdas/plates/plate.ts';
import type { PlateStyle } from './plate-drawing.ts';
import type { Typeface } from './plate-lettering.ts';
import { picturePattern, randomHolder, wavePattern } from './plate-pictures.ts';
import { between, pick, type Random } from './seeded-random.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const weights = [300, 400, 500, 500, 600, 600, 700, 800] as const;
const randomFace = (random: Random): Typeface => ({
  family: pick(['noto-sans-thai-looped', 'sarabun'], random),
  weight: pick(weights, random),
});

/** Ranges that plates of different makers, years and provinces span, measured by eye on real crops. */
export function randomStyle(name: PlateClass, size: Size, random: Random): Partial<PlateStyle> {
  const face = randomFace(random);
  const isTruck = name === 'truck';
  const isPicture = name === 'auctioned' || name === 'word';
  const provinceHeight = between(0.11, 0.17, random);
  return {
    face,
    digitFace: digitFace(name, face, random),
    provinceFace: random() < 0.5 ? face : randomFace(random),
    squeeze: between(isTruck ? 0.62 : 0.5, isTruck ? 1 : 0.92, random),
    signHeight: between(0.4, 0.52, random) + (isTruck ? 0.05 : 0),
    signTop: between(0.09, 0.17, random),
    provinceHeight,
    // Vowels under the letters need about a third of their height.
    provinceBottom: Math.max(between(0.07, 0.13, random), provinceHeight * 0.55),
    provinceSqueeze: between(0.7, 1.15, random),
    tracking: between(-0.02, 0.12, random),
    gap: random() < 0.8 ? between(0.12, 0.6, random) : between(0.6, 1.3, random),
    hasRim: random() < 0.6,
    hasBolts: random() < 0.5,
    hasStamp: random() < 0.4,
    // Thin letters are squeezed and then grown: so all their strokes are about as wide, as on stamped plates.
    stroke: between(0.2, 1.2, random) + Math.max(0, (650 - face.weight) / 100) * between(0.4, 1.1, random),
    relief: random() < 0.5 ? between(0.3, 1.5, random) : 0,
    wear: random() < 0.12 ? between(0.02, 0.25, random) : 0,
    pattern: isPicture ? picturePattern(random) : faintPattern(name, random),
    holder: random() < 0.45 ? randomHolder(random, size) : '',
    ...(isPicture ? pictureInk(random) : {}),
  };
}

function digitFace(name: PlateClass, face: Typeface, random: Random): Typeface {
  const weight = random() < 0.7 ? face.weight : pick(weights, random);
  // Trucks have stamped digits always, and letters of the foreign ones must come from a typeface.
  if (name === 'foreign') return { ...randomFace(random), weight };
  if (random() < (name === 'truck' ? 0.85 : 0.6)) return { family: 'stamped', weight };
  return { ...randomFace(random), weight };
}

const faintPattern = (name: PlateClass, random: Random) =>
  name === 'car' && random() < 0.5 ? wavePattern(random) : '';

const pictureInk = (random: Random) => ({
  ink: pick(['#101014', '#101014', '#141a4e', '#5a0f16', '#0f3d22', '#3a1150'], random),
  hasHalo: random() < 0.55,
});
