import sharp from 'sharp';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { clearDay, type Weather } from '../../models/plates/weather.ts';
import { type Canvas, drawSprite, makeSprite, type Sprite } from '../../sandbox/demo/sprite.ts';
import type { DrawnStreet } from './draw-frames.ts';

export type EmptyStreet = Pick<DrawnStreet, 'place' | 'weatherAt' | 'drawMoving'>;

const noise = 4;

/** Streets on which nobody is: whatever is found there is a mistake, and what it costs is wasted. */
export async function emptyStreets(): Promise<Readonly<Record<string, EmptyStreet>>> {
  const leaves = await drawLeaves();
  return {
    'a still day': { place: 'market' },
    'wind in the trees, leaves fly': {
      place: 'station',
      drawMoving: (canvas, second) => blow(canvas, second, leaves),
    },
    'rain, drops on the lens': {
      place: 'market',
      weatherAt: (): Weather => ({ ...clearDay, rain: 0.7, noise, blurPixels: 0.6 }),
    },
    'clouds come and go': {
      place: 'bridge',
      weatherAt: (second): Weather => ({
        ...clearDay,
        noise,
        lowContrast: 0.35 + 0.35 * Math.sin(second / 3),
      }),
    },
    'night, headlights sweep over it': {
      place: 'station',
      weatherAt: (): Weather => ({
        ...clearDay,
        light: 'night',
        isInfrared: false,
        glare: 0.35,
        noise: 10,
        lowContrast: 0.4,
      }),
    },
  };
}

interface Leaves {
  readonly crown: Sprite;
  readonly leaf: Sprite;
}

/** Crowns of trees as large as they stand near a mast, and single leaves. */
async function drawLeaves(): Promise<Leaves> {
  const random = seededRandom(5);
  const blobs = Array.from({ length: 90 }, () => {
    const [angle, reach] = [random() * 2 * Math.PI, 130 * Math.sqrt(random())];
    const color = `hsl(${80 + random() * 40} 35% ${20 + random() * 25}%)`;
    return `<ellipse cx="${160 + reach * Math.cos(angle)}" cy="${150 + reach * Math.sin(angle)}" rx="${8 + random() * 16}" ry="${6 + random() * 10}" fill="${color}"/>`;
  });
  const crown = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="300">${blobs.join('')}</svg>`;
  const leaf = `<svg xmlns="http://www.w3.org/2000/svg" width="26" height="16"><ellipse cx="13" cy="8" rx="12" ry="6" fill="#8a7a35"/></svg>`;
  return { crown: await toSprite(crown), leaf: await toSprite(leaf) };
}

const toSprite = async (svg: string) => makeSprite(await sharp(Buffer.from(svg)).png().toBuffer(), 100);

/** Gusts move three crowns by up to 30 pixels; leaves cross the picture in a few seconds. */
function blow(canvas: Canvas, second: number, { crown, leaf }: Leaves): void {
  const gust = 0.6 + 0.4 * Math.sin(second / 4);
  for (const [index, place] of [150, 420, 1130].entries()) {
    const sway = 30 * gust * Math.sin(second * 2.6 + index * 2);
    const y = 300 + index * 40 + 8 * Math.sin(second * 3.1 + index);
    drawSprite(canvas, crown, { x: place + sway, y, pixelsPerMeter: 100, opacity: 1 });
  }
  for (let index = 0; index < 14; index++) {
    const x = (index * 173 + second * (160 + 30 * index)) % (canvas.width + 60);
    const y = 120 + ((index * 97 + second * 55) % 560);
    drawSprite(canvas, leaf, { x, y, pixelsPerMeter: 100, opacity: 1 });
  }
}
