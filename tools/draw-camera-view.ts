import { burnMasks } from '../lambdas/cameras/privacy-mask.ts';
import { toSharp } from '../lambdas/runtime/jpeg.ts';
import type { Outline } from '../lambdas/zone/camera-file.ts';
import { html } from '../lambdas/zone/html.ts';
import type { Picture } from '../lambdas/zone/picture.ts';
import type { Camera } from '../lambdas/zone/zone-file.ts';

type Parts = Pick<Camera, 'regions' | 'masks'>;

/** Told apart on a street by day and by night, and by the color-blind (after Okabe and Ito). */
const regionColors = ['#56b4e9', '#e69f00', '#009e73', '#f0e442', '#cc79a7', '#0072b2', '#d55e00', '#ffffff'];
const maskColor = '#ff4040';

/** The frame as the camera's detectors get it, masks black, with each region and mask outlined and named; a JPEG. */
export async function drawCameraView(picture: Picture, { regions = [], masks = [] }: Parts): Promise<Buffer> {
  burnMasks(picture, { masks, channels: 3, margin: 0 });
  const { width, height } = picture;
  const shapes = [
    ...regions.map(({ id, outline, loiteringSeconds }, i) =>
      shape(picture, {
        outline,
        name: loiteringSeconds === undefined ? id : `${id} (loitering ${loiteringSeconds} s)`,
        color: regionColors[i % regionColors.length] ?? maskColor,
        fill: 0.15,
      }),
    ),
    ...masks.map((outline, i) =>
      shape(picture, { outline, name: `mask ${i + 1}`, color: maskColor, fill: 0 }),
    ),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  return toSharp(picture)
    .composite([{ input: Buffer.from(svg) }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

interface Shape {
  readonly outline: Outline;
  readonly name: string;
  readonly color: string;
  /** How much of its color lies over the picture, 0 to 1. */
  readonly fill: number;
}

function shape({ width, height }: Picture, { outline, name, color, fill }: Shape): string {
  const text = html`${name}`.markup;
  const corners = outline.map(([x, y]) => [x * width, y * height] as const);
  const points = corners.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const stroke = Math.max(2, width / 400);
  const size = Math.max(12, width / 55);
  // In its middle, and whole inside the picture; a bold letter is about 0.62 of its height wide.
  const half = 0.33 * size * name.length;
  const middle = (i: 0 | 1) => corners.reduce((sum, corner) => sum + corner[i], 0) / corners.length;
  const x = Math.min(Math.max(middle(0), half), width - half);
  const y = middle(1) + size / 3;
  const look = `font-family="sans-serif" font-weight="bold" font-size="${size}" text-anchor="middle" x="${x}" y="${y}"`;
  return `<polygon points="${points}" fill="${color}" fill-opacity="${fill}" stroke="${color}" stroke-width="${stroke}"/>
    <text ${look} stroke="#000" stroke-width="${size / 4}" stroke-linejoin="round">${text}</text>
    <text ${look} fill="${color}">${text}</text>`;
}
