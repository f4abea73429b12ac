import sharp from 'sharp';
import type { PlateClass } from '../../lambdas/plates/plate.ts';
import { classOfDrawing, layoutOf, type PlateDrawing, type PlateLayout } from './plate-drawing.ts';
import { randomPlate } from './random-plate.ts';
import { drawPlate } from './render-plate.ts';
import { type Random, seededRandom } from './seeded-random.ts';

/** What the reader should tell of one plate. Letters and digits are empty where nothing shall be read. */
export interface GeneratedTruth {
  readonly letters: string;
  readonly digits: string;
  readonly province: string | null;
  readonly class: PlateClass;
}

/** A picture that was never photographed, and all there is to know about it. */
export interface GeneratedPicture {
  readonly name: string;
  /** Whether the plate fills the picture, or a whole street is seen. */
  readonly way: 'crop' | 'frame';
  /** Of its first plate, as are angle and width. */
  readonly layout: PlateLayout;
  readonly light: 'day' | 'night';
  /** Between the line of sight and the plate's normal. */
  readonly angleDegrees: number;
  /** Of the plate in the picture. */
  readonly widthPixels: number;
  readonly truth: readonly GeneratedTruth[];
  jpeg(): Promise<Uint8Array>;
}

export type GeneratedSet = (count: number, seed: number) => readonly GeneratedPicture[];

const names = ['cars', 'motorcycles', 'other classes'] as const;

export const generatedSets: Readonly<Record<string, GeneratedSet>> = {
  cars: plateSet(names[0], (random) => randomPlate(random, 'car')),
  motorcycles: plateSet(names[1], (random) => randomPlate(random, 'motorcycle')),
  'other classes': plateSet(names[2], (random) => randomPlate(random)),
};

function plateSet(name: string, drawing: (random: Random) => PlateDrawing): GeneratedSet {
  return (count, seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: count }, (_, index) => straightOn(`${name} ${index}`, drawing(random)));
  };
}

function straightOn(name: string, drawing: PlateDrawing): GeneratedPicture {
  const { svg } = drawPlate(drawing);
  return {
    name,
    way: 'crop',
    layout: layoutOf(drawing),
    light: 'day',
    angleDegrees: 0,
    widthPixels: 240,
    truth: [truthOf(drawing)],
    jpeg: () => sharp(Buffer.from(svg)).resize(240).jpeg({ quality: 85 }).toBuffer(),
  };
}

export function truthOf(drawing: PlateDrawing): GeneratedTruth {
  const { letters, digits, province } = drawing;
  return { letters, digits, province: province === '' ? null : province, class: classOfDrawing(drawing) };
}
