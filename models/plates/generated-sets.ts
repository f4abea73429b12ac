import type { PlateClass } from '../../lambdas/plates/plate.ts';
import type { Quad } from '../../lambdas/plates/rectify.ts';
import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import { framePlate, photographPlateJpeg } from './photograph-plate.ts';
import { photographStreet, placeVehicles } from './photograph-street.ts';
import { classOfDrawing, layoutOf, type PlateDrawing, type PlateLayout } from './plate-drawing.ts';
import { angleOf } from './plate-view.ts';
import { type DrawConditions, everyday, night, oblique, rainAndDirt, small } from './random-conditions.ts';
import { randomPlate } from './random-plate.ts';
import { pick, type Random, seededRandom } from './seeded-random.ts';
import { filmed } from './street-camera.ts';

/** What the reader should tell of one plate. Letters and digits are empty where nothing shall be read. */
export interface GeneratedTruth {
  readonly letters: string;
  readonly digits: string;
  readonly province: string | null;
  readonly class: PlateClass;
  /** Of the plate in the picture. */
  readonly corners: Quad;
}

/** A picture that was never photographed, and all there is to know about it. */
export interface GeneratedPicture {
  readonly name: string;
  /** Whether the plate fills the picture, or a whole street is seen. */
  readonly way: 'crop' | 'frame';
  /** Of its nearest plate, as are angle and width. */
  readonly layout: PlateLayout;
  readonly light: 'day' | 'night';
  /** Between the line of sight and the plate's normal. */
  readonly angleDegrees: number;
  /** Of the plate in the picture. */
  readonly widthPixels: number;
  readonly truth: readonly GeneratedTruth[];
  /** The same bytes whenever it is asked. */
  jpeg(): Promise<Uint8Array>;
}

/** The same seed gives the same pictures, of which a smaller count takes the first. */
export type GeneratedSet = (count: number, seed: number) => readonly GeneratedPicture[];

export type GeneratedSetName =
  | 'cars'
  | 'motorcycles'
  | 'oblique'
  | 'night'
  | 'small'
  | 'rain and dirt'
  | 'other classes'
  | 'scenes';

/** Cars, trucks and motorcycles as a street has them. */
const traffic: readonly PlateClass[] = ['car', 'car', 'car', 'truck', 'motorcycle', 'motorcycle', 'public'];
const others: readonly PlateClass[] = ['truck', 'public', 'dealer', 'auctioned', 'word', 'lao', 'foreign'];

export const generatedSets: Readonly<Record<GeneratedSetName, GeneratedSet>> = {
  cars: plateSet('car', ['car'], everyday),
  motorcycles: plateSet('motorcycle', ['motorcycle'], everyday),
  oblique: plateSet('oblique', traffic, oblique),
  night: plateSet('night', traffic, night),
  small: plateSet('small', traffic, small),
  'rain and dirt': plateSet('wet', traffic, rainAndDirt),
  'other classes': plateSet('other', others, everyday),
  scenes: (count, seed) => {
    const random = randomOf('scene', seed);
    return Array.from({ length: count }, (_, index) => scene(`scene-${seed}-${index}`, random));
  },
};

function plateSet(kind: string, classes: readonly PlateClass[], draw: DrawConditions): GeneratedSet {
  return (count, seed) => {
    const random = randomOf(kind, seed);
    return Array.from({ length: count }, (_, index) => {
      const drawing = randomPlate(random, pick(classes, random));
      return photographed(`${kind}-${seed}-${index}`, drawing, draw(random), random);
    });
  };
}

/** Other plates for every set, and others than the training had under the same seed (FNV-1a of the name). */
function randomOf(kind: string, seed: number): Random {
  const name = [...`${kind}-${seed}`];
  return seededRandom(
    name.reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 16777619), 2166136261),
  );
}

type Conditions = ReturnType<DrawConditions>;

function photographed(
  name: string,
  drawing: PlateDrawing,
  conditions: Conditions,
  random: Random,
): GeneratedPicture {
  const seed = seedOf(random);
  return {
    name,
    way: 'crop',
    layout: layoutOf(drawing),
    light: conditions.light,
    angleDegrees: angleOf(conditions),
    widthPixels: conditions.widthPixels,
    truth: [truthOf(drawing, framePlate(drawing, conditions).corners)],
    jpeg: () => photographPlateJpeg(drawing, conditions, seed),
  };
}

const seedOf = (random: Random) => Math.floor(random() * 2 ** 32);

/** Of one to three vehicles; more of them are farther away, so that they find room. */
function scene(name: string, random: Random): GeneratedPicture {
  const wanted = 1 + Math.floor(random() * 3);
  const widths = (
    [
      [60, 220],
      [60, 130],
      [60, 95],
    ] as const
  )[wanted - 1] ?? [60, 220];
  const drawings = Array.from({ length: wanted }, () => randomPlate(random, pick(traffic, random)));
  const vehicles = placeVehicles(drawings, widths, random);
  const nearest = vehicles.at(-1);
  const conditions = random() < 0.25 ? night(random) : everyday(random);
  const isFilmed = random() < 0.35;
  const seed = seedOf(random);
  return {
    name,
    way: 'frame',
    layout: nearest === undefined ? 'car' : layoutOf(nearest.drawing),
    light: conditions.light,
    angleDegrees: nearest?.angleDegrees ?? 0,
    widthPixels: nearest?.view.widthPixels ?? 0,
    truth: vehicles.map(({ drawing, corners }) => truthOf(drawing, corners)),
    jpeg: async () => {
      const street = await photographStreet(vehicles, conditions, seed);
      const [picture = street] = isFilmed ? await filmed([street], streetVideo) : [];
      return toSharp(picture)
        .jpeg({ quality: isFilmed ? 90 : conditions.jpegQuality })
        .toBuffer();
    },
  };
}

const streetVideo = { framesPerSecond: 10, kilobitsPerSecond: 3000 } as const;

function truthOf(drawing: PlateDrawing, corners: Quad): GeneratedTruth {
  const { letters, digits, province } = drawing;
  return {
    letters,
    digits,
    province: province === '' ? null : province,
    class: classOfDrawing(drawing),
    corners,
  };
}
