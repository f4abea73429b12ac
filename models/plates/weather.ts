import type { Point } from '../../lambdas/plates/rectify.ts';
import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';
import { between, type Random } from './seeded-random.ts';

/** What lies between a street and the picture of it. All are 0 where there is nothing of it. */
export interface Weather {
  readonly light: 'day' | 'night';
  /** By night: a camera with infrared light sees gray, another one sees the color of lamps. */
  readonly isInfrared: boolean;
  /** Headlights or the sun into the lens, 0 to 1. */
  readonly glare: number;
  readonly rain: number;
  /** Pixels that a vehicle goes by while the shutter is open. */
  readonly motionPixels: number;
  /** Sigma of a lens out of focus, in pixels. */
  readonly blurPixels: number;
  /** Haze, or a plate against the sun: 0 full contrast, 1 none. */
  readonly lowContrast: number;
  /** Sigma of the sensor's noise in steps of 255. */
  readonly noise: number;
}

export const clearDay: Weather = {
  light: 'day',
  isInfrared: false,
  glare: 0,
  rain: 0,
  motionPixels: 0,
  blurPixels: 0,
  lowContrast: 0,
  noise: 0,
};

/** The picture as a camera takes it in such weather; lamps shine from the given places. */
export async function exposed(
  picture: Picture,
  weather: Weather,
  lamps: readonly Point[],
  random: Random,
): Promise<Picture> {
  const lit = weather.glare > 0 ? withGlare(picture, weather.glare, lamps) : picture;
  let image = toSharp(lit);
  if (weather.rain > 0)
    image = toSharp(await toPicture(image.composite([{ input: rainOver(picture, weather.rain, random) }])));
  const turn = between(-25, 25, random);
  if (weather.motionPixels >= 1) image = image.convolve(motionKernel(weather.motionPixels, turn));
  if (weather.blurPixels >= 0.3) image = image.blur(weather.blurPixels);
  const contrast = 1 - weather.lowContrast * 0.8;
  image = image.linear(contrast, (1 - contrast) * (weather.light === 'night' ? 40 : 150));
  if (weather.light === 'night') image = image.modulate({ saturation: weather.isInfrared ? 0 : 0.55 });
  return withNoise(await toPicture(image), weather, random);
}

async function toPicture(image: ReturnType<typeof toSharp>): Promise<Picture> {
  const { data, info } = await image
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Light that spills over from lamps, and a veil over all of the picture. */
function withGlare({ width, height, data }: Picture, glare: number, lamps: readonly Point[]): Picture {
  const spread = (width * (0.05 + 0.09 * glare)) ** 2;
  const lit = new Uint8Array(data.length);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    let light = 18 * glare;
    for (const lamp of lamps) {
      const far = (x - lamp.x) ** 2 + (y - lamp.y) ** 2;
      light += 220 * glare * Math.exp(-far / spread) + (70 * glare) / (1 + far / spread);
    }
    for (let channel = 0; channel < 3; channel++)
      lit[at * 3 + channel] = Math.min(255, (data[at * 3 + channel] ?? 0) + light);
  }
  return { width, height, data: lit };
}

/** Streaks of falling drops, drops on the glass, and the gray of wet air. */
function rainOver({ width, height }: Picture, rain: number, random: Random): Buffer {
  const slant = between(-0.25, 0.25, random);
  const streaks = Array.from({ length: Math.round((20 + (width * height) / 2500) * rain) }, () => {
    const [x, y, length] = [random() * width, random() * height, height * between(0.03, 0.14, random)];
    return `<path d="M${x.toFixed(1)} ${y.toFixed(1)}l${(slant * length).toFixed(1)} ${length.toFixed(1)}" stroke-width="${between(0.4, 1.3, random).toFixed(1)}" opacity="${between(0.15, 0.5, random).toFixed(2)}"/>`;
  });
  const drops = Array.from({ length: Math.round(6 * rain) }, () => {
    const size = Math.min(width, height) * between(0.015, 0.06, random);
    return `<ellipse cx="${(random() * width).toFixed(1)}" cy="${(random() * height).toFixed(1)}" rx="${size.toFixed(1)}" ry="${(size * 1.2).toFixed(1)}" fill="#c3ccd2" stroke="none" opacity="${between(0.15, 0.4, random).toFixed(2)}"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#8f989e" opacity="${(0.22 * rain).toFixed(2)}"/><g stroke="#e6ebee">${streaks.join('')}${drops.join('')}</g></svg>`,
  );
}

/** A line of weights through the middle, turned a little: vehicles drive down and aside. */
function motionKernel(pixels: number, degrees: number) {
  const side = Math.max(3, Math.ceil(pixels) | 1);
  const kernel = new Array<number>(side * side).fill(0);
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  for (let step = 0; step < 64; step++) {
    const along = (step / 63 - 0.5) * Math.min(pixels, side - 1);
    const at = Math.round(side / 2 - 0.5 + along * dy) * side + Math.round(side / 2 - 0.5 + along * dx);
    kernel[at] = (kernel[at] ?? 0) + 1;
  }
  return { width: side, height: side, kernel };
}

const tableSize = 4096;

/** Gray and color noise from a table of Gaussian numbers: a million calls of a logarithm would take seconds. */
function withNoise(picture: Picture, { noise, isInfrared }: Weather, random: Random): Picture {
  if (noise === 0) return picture;
  const table = Float32Array.from({ length: tableSize }, () => {
    return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * noise;
  });
  const data = new Uint8Array(picture.data.length);
  for (let pixel = 0; pixel < data.length / 3; pixel++) {
    const gray = table[Math.floor(random() * tableSize)] ?? 0;
    for (let channel = 0; channel < 3; channel++) {
      const tint = isInfrared ? 0 : (table[(pixel * 7 + channel * 1361) % tableSize] ?? 0) * 0.5;
      data[pixel * 3 + channel] = Math.max(
        0,
        Math.min(255, (picture.data[pixel * 3 + channel] ?? 0) + gray + tint),
      );
    }
  }
  return { ...picture, data };
}
