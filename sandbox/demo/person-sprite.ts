import sharp from 'sharp';
import type { Box } from '../../lambdas/zone/picture.ts';
import { makeSprite, type Sprite } from './sprite.ts';

/** A real face to put on a drawn body: chin to forehead in the pixels of the photo. */
export interface FacePicture {
  readonly photo: string;
  readonly box: Box;
}

export interface Clothes {
  readonly shirt: string;
  readonly trousers: string;
}

/** Sprite pixels per meter; the face crops have no more pixels to give. */
const scale = 560;
/** Drawn in centimeters: 84 wide, 176 tall. */
const grid = { width: 84, height: 176 } as const;
/** A quarter wider than life: a small camera picture must still hold a face of 60 pixels. */
const faceCentimeters = 20;
/** The middle of the face, in the grid. */
const face = { x: 42, y: 23.5 } as const;
/** How much of the photo around the face box is shown, in shares of its size. */
const around = { side: 0.17, above: 0.3, below: 0.1 } as const;

export interface Walker {
  /** One sprite per step, to be shown in turn. */
  readonly steps: readonly [Sprite, Sprite];
}

/** A walking person seen from the front. Rejects when the photo cannot be read. */
export async function makeWalker(picture: FacePicture, clothes: Clothes): Promise<Walker> {
  const head = await cutHead(picture);
  const [left, right] = await Promise.all([-1, 1].map((step) => draw(head, bodySvg(clothes, step))));
  return { steps: [left as Sprite, right as Sprite] };
}

interface Head {
  readonly picture: Buffer;
  readonly width: number;
  readonly height: number;
  readonly faceMiddle: number;
}

/** The face with some hair around it, its edges faded out in an oval. */
async function cutHead({ photo, box }: FacePicture): Promise<Head> {
  const zoom = (faceCentimeters / 100) * (scale / box.width);
  const region = await cropRegion(photo, box);
  const width = Math.round(region.width * zoom);
  const height = Math.round(region.height * zoom);
  const oval = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><radialGradient id="fade">
<stop offset=".84" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>
<ellipse cx="50%" cy="50%" rx="50%" ry="50%" fill="url(#fade)"/></svg>`;
  const picture = await sharp(photo)
    .extract(region)
    .resize(width, height, { fit: 'fill' })
    .ensureAlpha()
    .composite([{ input: Buffer.from(oval), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return { picture, width, height, faceMiddle: (box.y + box.height / 2 - region.top) * zoom };
}

async function cropRegion(photo: string, box: Box) {
  const size = await sharp(photo).metadata();
  const left = Math.max(0, Math.round(box.x - box.width * around.side));
  const top = Math.max(0, Math.round(box.y - box.height * around.above));
  const right = Math.min(size.width, Math.round(box.x + box.width * (1 + around.side)));
  const bottom = Math.min(size.height, Math.round(box.y + box.height * (1 + around.below)));
  return { left, top, width: right - left, height: bottom - top };
}

async function draw(head: Head, svg: string): Promise<Sprite> {
  const body = await sharp(Buffer.from(svg))
    .resize(Math.round((grid.width / 100) * scale), Math.round((grid.height / 100) * scale))
    .png()
    .toBuffer();
  const left = Math.round((face.x / 100) * scale - head.width / 2);
  const top = Math.round((face.y / 100) * scale - head.faceMiddle);
  const picture = await sharp(body)
    .composite([{ input: head.picture, left, top: Math.max(0, top) }])
    .png()
    .toBuffer();
  return makeSprite(picture, scale);
}

/** Light enough to fit every photo; the hair only frames the oval. */
const skin = '#c9977a';
const hair = '#2b211d';

function bodySvg({ shirt, trousers }: Clothes, step: number): string {
  const lift = (side: number) => (side === step ? 4 : 0);
  const leg = (side: number) => {
    const [x, foot] = [42 + side * 7, 168 - lift(side)];
    return `<path d="M${x - 7.5} 92h15l-3.5 ${foot - 96}h-8z" fill="${trousers}"/>
<path d="M${x - 6} ${foot - 5}h12q${side > 0 ? 4 : 1} 6 1 8h-14q-${side > 0 ? 1 : 4}-2 1-8z" fill="#2a2522"/>`;
  };
  const arm = (side: number) => {
    const reach = 84 + lift(-side) * 0.9;
    return `<ellipse cx="${42 + side * 22.5}" cy="${reach + 3}" rx="3.4" ry="4.6" fill="${skin}"/>
<path d="M${42 + side * 11} 45q${side * 9} 0 ${side * 12} 9q${side * 4} 14 ${side * 3.5} ${reach - 54}h${-side * 7.5}q${-side * 1}-14 ${-side * 6}-22z" fill="${shirt}"/>
<path d="M${42 + side * 19} 62q${-side * 2} 8 ${side * 0.2} 22" stroke="#000" stroke-opacity=".25" fill="none" stroke-width=".9"/>`;
  };
  const torso =
    'M28 45q6-3 9-4q5 4 10 0q3 1 9 4q4 3 3.5 14q-2 12-1 22l.5 15q-17 5-34 0l.5-15q1-10-1-22q-.5-11 3.500-14z';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid.width} ${grid.height}" width="${grid.width}" height="${grid.height}">
<defs><radialGradient id="shade"><stop offset=".3" stop-color="#000" stop-opacity=".42"/><stop offset="1" stop-color="#000" stop-opacity="0"/></radialGradient>
<linearGradient id="fold" x1="0" x2="1"><stop offset="0" stop-color="#000" stop-opacity=".28"/><stop offset=".3" stop-color="#fff" stop-opacity=".14"/>
<stop offset=".65" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".3"/></linearGradient></defs>
<ellipse cx="42" cy="170" rx="28" ry="4.500" fill="url(#shade)"/>
<path d="M28 24q-.5-21.5 14-21.5t14 21.5l1.8 20q-15.8 7-31.6 0z" fill="${hair}"/>
${leg(-1)}${leg(1)}${arm(-1)}${arm(1)}
<path d="M37 34h10v9q-5 4-10 0z" fill="${skin}"/><path d="M37 38h10v3q-5 3-10 0z" fill="#000" opacity=".16"/>
<path d="${torso}" fill="${shirt}"/><path d="${torso}" fill="url(#fold)"/>
</svg>`;
}
