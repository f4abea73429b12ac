import sharp, { type Sharp } from 'sharp';
import type { Thumbnail } from '../../lambdas/cameras/motion.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { drawBackdrop as drawHouses } from '../../models/plates/street-backdrop.ts';
import { drawBackdrop } from '../../sandbox/demo/backdrop.ts';
import type { StreetPlace } from '../../sandbox/demo/street-scene.ts';

/** Half of 720p: a thumbnail is the same, and drawing takes a quarter of the time. */
const [width, height] = [640, 360];
const codec = sharpPictureCodec();

const svg = (body: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1280 720">${body}</svg>`,
  );
const toPng = (image: Sharp) => image.removeAlpha().png().toBuffer();

/** An empty street by day as PNG: one of the demonstration, or houses drawn from a seed. */
export async function drawPlace(place: StreetPlace | number): Promise<Buffer> {
  if (typeof place === 'number') return toPng(sharp(svg(drawHouses(seededRandom(place)))));
  const { data, ...size } = await drawBackdrop(place);
  return toPng(sharp(data, { raw: { ...size, channels: 3 } }).resize(width, height));
}

/** What happens to the light or the lens between a street and its picture. */
export const lights = {
  day: (image: Sharp) => image,
  /** Two lamps over a street that is else black. */
  night: (image: Sharp) => image.linear(0.16, 4).composite([{ input: svg(lamps), blend: 'screen' as const }]),
  /** Gray, bright near by, black far away and above. */
  infrared: (image: Sharp) =>
    image

      .modulate({ saturation: 0 })
      .linear(0.5, 0)
      .composite([{ input: svg(darkAround) }]),
  /** Three tenths of the contrast. */
  fog: (image: Sharp) => image.linear(0.3, 119),
  /** About a seventh: houses across the street are hardly seen. */
  denseFog: (image: Sharp) => image.linear(0.15, 145),
  rain: (image: Sharp) => image.linear(0.7, 30).composite([{ input: svg(drops) }]),
  /** Each drop shines before the black. */
  nightRain: (image: Sharp) => image.linear(0.16, 4).composite([{ input: svg(lamps + drops) }]),
  /** A lens out of focus by some pixels. */
  soft: (image: Sharp) => image.blur(1.5),
  blackout: (image: Sharp) => image.linear(0.04, 2),
} as const;
export type Light = keyof typeof lights;

const glow = (x: number, y: number, r: number) => `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#g)"/>`;
const lamps = `<radialGradient id="g"><stop stop-color="#ffe9b0" stop-opacity=".95"/><stop offset="1" stop-color="#ffe9b0" stop-opacity="0"/></radialGradient>${glow(300, 150, 160)}${glow(950, 180, 130)}`;
const darkAround = `<radialGradient id="g" cy=".75"><stop stop-opacity="0"/><stop offset="1" stop-opacity=".9"/></radialGradient><rect width="1280" height="720" fill="url(#g)"/>`;
const random = seededRandom(5);
const drops = Array.from({ length: 250 }, () => {
  const [x, y] = [random() * 1280, random() * 720];
  return `<path d="M${x} ${y}l-6 34" stroke="#fff" stroke-opacity=".3" stroke-width="2"/>`;
}).join('');

/** What lies right before a lens: out of focus, without an edge. */
export const covers = {
  hand: '<radialGradient id="h"><stop stop-color="#8a5a44"/><stop offset="1" stop-color="#5e3a2c"/></radialGradient><rect width="1280" height="720" fill="url(#h)"/>',
  cloth:
    '<linearGradient id="c" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#8d98a3"/><stop offset="1" stop-color="#c7ced4"/></linearGradient><rect width="1280" height="720" fill="url(#c)"/>',
  paint: '<rect width="1280" height="720" fill="#c0503b"/>',
  leaf: '<radialGradient id="l" cx=".4" cy=".6" r=".8"><stop stop-color="#5f7f3c"/><stop offset="1" stop-color="#9cb37a"/></radialGradient><rect width="1280" height="720" fill="url(#l)"/>',
} as const;

export async function cover(place: Buffer, name: keyof typeof covers): Promise<Buffer> {
  return toPng(sharp(place).composite([{ input: svg(covers[name]) }]));
}

/** A lorry that stands before two fifths of the view. */
export async function parkLorry(place: Buffer): Promise<Buffer> {
  const lorry = `<g transform="translate(150 220)"><rect width="870" height="425" fill="#c8ccd0"/><rect x="20" y="20" width="520" height="260" fill="#35a"/><path d="M0 340h870" stroke="#222" stroke-width="20"/><circle cx="170" cy="385" r="40"/><circle cx="690" cy="385" r="40"/></g>`;
  return toPng(sharp(place).composite([{ input: svg(lorry) }]));
}

/** The camera pushed aside by shares of the picture; what comes into view mirrors the rest. */
export async function pushAside(place: Buffer, right: number, down = 0): Promise<Buffer> {
  const [x, y] = [Math.round(width * right), Math.round(height * down)];
  const around = { left: x, right: x, top: y, bottom: y, extendWith: 'mirror' as const };
  const larger = await toPng(sharp(place).extend(around));
  return toPng(sharp(larger).extract({ left: 0, top: 0, width, height }));
}

export async function turn(place: Buffer, degrees: number): Promise<Buffer> {
  const margin = { left: 160, right: 160, top: 160, bottom: 160, extendWith: 'mirror' as const };
  const larger = await toPng(sharp(place).extend(margin));
  const { data, info } = await sharp(larger).rotate(degrees).png().toBuffer({ resolveWithObject: true });
  const [left, top] = [Math.round((info.width - width) / 2), Math.round((info.height - height) / 2)];
  return toPng(sharp(data).extract({ left, top, width, height }));
}

export interface Exposure {
  readonly light?: Light;
  /** Sigma of the sensor's noise, in steps of 255. */
  readonly noise?: number;
  readonly seed?: number;
}

/** The thumbnail of a place as a camera sends it: in its light, with noise, through JPEG. */
export async function photograph(place: Buffer, exposure: Exposure = {}): Promise<Thumbnail> {
  const { light = 'day', noise = 3, seed = 1 } = exposure;
  const { data } = await lights[light](sharp(place))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const dice = seededRandom(seed);
  // Three dice have a deviation of one half.
  for (let i = 0; i < data.length; i++)
    data[i] = Math.max(0, Math.min(255, (data[i] ?? 0) + (dice() + dice() + dice() - 1.5) * 2 * noise));
  return codec.shrink(
    await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 85 })
      .toBuffer(),
  );
}
