import sharp from 'sharp';
import type { Picture } from '../../lambdas/zone/picture.ts';
import { type PlateDrawing, renderPlate } from '../../models/plates/render-plate.ts';

/** Street pictures drawn for tests, 1280×720: the given plates on one car each, `plateWidth` pixels wide. */
export async function makeStreet(plates: readonly PlateDrawing[], plateWidth = 130): Promise<Picture> {
  const places = plates.map((_, index) => ({ x: 120 + index * 560, y: 300 }));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
    <rect width="1280" height="300" fill="#bcd7ea"/><rect y="300" width="1280" height="420" fill="#72757a"/>
    <rect x="40" y="60" width="260" height="240" fill="#b59f86"/><rect x="980" y="20" width="240" height="280" fill="#8d97a5"/>
    <rect x="990" y="60" width="220" height="60" fill="#fff"/><path d="M0 640 h1280" stroke="#eee" stroke-width="8" stroke-dasharray="60 40"/>
    ${places.map(carAt).join('')}</svg>`;
  const pictures = await Promise.all(plates.map((plate) => renderPlate(plate, plateWidth)));
  const overlays = pictures.map((input, index) => {
    const { x, y } = places[index] ?? { x: 0, y: 0 };
    return { input, left: Math.round(x + 210 - plateWidth / 2), top: y + 150 };
  });
  const image = sharp(Buffer.from(svg)).composite(overlays).removeAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function carAt({ x, y }: { readonly x: number; readonly y: number }): string {
  return `<g transform="translate(${x} ${y})"><path d="M50 100 L100 0 H320 L370 100 Z" fill="#2e5f9e"/>
    <path d="M85 92 L118 16 H302 L335 92 Z" fill="#cfdfe8"/><rect y="95" width="420" height="150" rx="24" fill="#2e5f9e"/>
    <rect x="16" y="120" width="62" height="34" fill="#f1e9c6"/><rect x="342" y="120" width="62" height="34" fill="#f1e9c6"/>
    <rect x="30" y="230" width="70" height="60" fill="#1d1d1f"/><rect x="320" y="230" width="70" height="60" fill="#1d1d1f"/></g>`;
}
