import sharp from 'sharp';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';

interface Pasted {
  readonly file: string;
  /** Width the whole photo is shrunk to. */
  readonly width: number;
  readonly left: number;
  readonly top: number;
}

/** A 1280×720 street of flat shapes, with round heads that are no faces, and photos pasted onto it. */
export async function drawStreet(photos: readonly Pasted[] = []): Promise<Picture> {
  const layers = photos.map(async ({ file, width, left, top }) => ({
    input: await sharp(file).resize(width).toBuffer(),
    left,
    top,
  }));
  const street = sharp(Buffer.from(streetSvg()))
    .composite(await Promise.all(layers))
    .jpeg({ quality: 85 });
  return decodePicture(await street.toBuffer());
}

function streetSvg(): string {
  const houses = Array.from({ length: 12 }, (_, i) => {
    const left = i * 110;
    return `<rect x="${left}" y="${120 + (i % 3) * 30}" width="90" height="260" fill="hsl(${i * 40},30%,60%)"/>
      <rect x="${left + 15}" y="190" width="20" height="30" fill="#eef"/>
      <rect x="${left + 55}" y="190" width="20" height="30" fill="#eef"/>
      <circle cx="${left + 40}" cy="480" r="22" fill="#e0ac80"/>
      <rect x="${left + 20}" y="505" width="40" height="90" fill="#246"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
    <rect width="1280" height="720" fill="#9cc4e4"/><rect y="360" width="1280" height="360" fill="#555"/>
    ${houses.join('')}<rect y="500" width="1280" height="6" fill="#fff"/></svg>`;
}
