import type { Box, Picture } from '../zone/picture.ts';

/**
 * What somebody wears below the face, coarsely: cells from the top left, three whole numbers each (lightness, red and
 * blue against green), all against the color of the own face, which stands in the same light. Nobody can be known
 * again by it on another day; it ends with the pass.
 */
export type Clothes = readonly number[];

/** Two across the chest, four down to the belt; fewer where the picture ends. */
const [columns, rows] = [2, 4];
const perCell = 3;
/** Of the face's own box: how far below the chin it begins, how tall and how wide it is. */
const chest = { below: 0.4, height: 1.4, width: 1.5 } as const;
/** The middle of the box is skin, whatever the hair is. */
const skinShare = 0.5;
/** Pixels looked at across and down each cell. */
const samples = 6;
/** Below this mean of the face (0 to 255) colors are noise. */
const leastFace = 16;
/** Of 255: keeps noise of black cloth from looking like color. */
const floor = 10;
/** Steps of a natural logarithm of 1. */
const steps = 40;
/** Light on the chest changes more than its color does. */
const lightnessWeight = 0.5;

/** What is worn below this face; undefined in the dark and where the picture ends below the face. */
export function describeClothes(picture: Picture, face: Box): Clothes | undefined {
  const skin = meanColor(picture, {
    x: face.x + (face.width * (1 - skinShare)) / 2,
    y: face.y + (face.height * (1 - skinShare)) / 2,
    width: face.width * skinShare,
    height: face.height * skinShare,
  });
  if ((skin[0] + skin[1] + skin[2]) / 3 < leastFace) return undefined;
  const cells = cellsBelow(face).filter(({ y, height }) => y + height <= picture.height);
  if (cells.length === 0) return undefined;
  return cells.flatMap((cell) => against(skin, meanColor(picture, cell)));
}

/** How differently two are dressed: 0 the same, about 0.2 the same in other light, from 0.6 clearly not. */
export function unlikeness(a: Clothes, b: Clothes): number {
  const cells = Math.min(a.length, b.length) / perCell;
  const gaps = Array.from({ length: cells }, (_, cell) => {
    const [lightness, red, blue] = [0, 1, 2].map(
      (i) => (a[cell * perCell + i] ?? 0) - (b[cell * perCell + i] ?? 0),
    );
    return Math.hypot((lightness ?? 0) * lightnessWeight, red ?? 0, blue ?? 0) / steps;
  });
  // The middle one: a bag, an arm or somebody's shoulder covers some of them.
  return gaps.toSorted((p, q) => p - q)[Math.floor((cells - 1) / 2)] ?? 0;
}

function cellsBelow({ x, y, width, height }: Box): readonly Box[] {
  const size = { width: (width * chest.width) / columns, height: (height * chest.height) / rows };
  const [left, top] = [x + (width * (1 - chest.width)) / 2, y + height * (1 + chest.below)];
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: left + (i % columns) * size.width,
    y: top + Math.floor(i / columns) * size.height,
    ...size,
  }));
}

type Color = readonly [red: number, green: number, blue: number];

function meanColor({ width, height, data }: Picture, box: Box): Color {
  let [red, green, blue] = [0, 0, 0];
  for (let i = 0; i < samples * samples; i++) {
    const x = Math.floor(box.x + (((i % samples) + 0.5) * box.width) / samples);
    const y = Math.floor(box.y + ((Math.floor(i / samples) + 0.5) * box.height) / samples);
    const at = (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 3;
    red += data[at] ?? 0;
    green += data[at + 1] ?? 0;
    blue += data[at + 2] ?? 0;
  }
  const count = samples * samples;
  return [red / count, green / count, blue / count];
}

function against(skin: Color, cloth: Color): Clothes {
  const [red, green, blue] = [0, 1, 2].map((i) =>
    Math.log(((cloth[i] ?? 0) + floor) / ((skin[i] ?? 0) + floor)),
  ) as [number, number, number];
  return [(red + green + blue) / 3, red - green, blue - green].map((value) => Math.round(value * steps));
}
