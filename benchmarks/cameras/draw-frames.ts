import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { exposed, type Weather } from '../../models/plates/weather.ts';
import { drawBackdrop } from '../../sandbox/demo/backdrop.ts';
import { makeCarSprite } from '../../sandbox/demo/car-sprite.ts';
import { type FacePicture, makeWalker } from '../../sandbox/demo/person-sprite.ts';
import { type Canvas, drawSprite, type Sprite } from '../../sandbox/demo/sprite.ts';
import type { StreetPlace } from '../../sandbox/demo/street-scene.ts';
import { placeAt, standingOf, type Visit } from './street-view.ts';

/** A face that the script names and nobody has a picture of. */
export class CastMissingError extends Error {
  override readonly name = 'CastMissingError';
}

export interface DrawnStreet {
  readonly place: StreetPlace;
  readonly visits: readonly Visit[];
  readonly faces: Readonly<Record<string, FacePicture>>;
  /** What lies between street and picture at a second; left out: a clear day with the noise of a sensor. */
  readonly weatherAt?: (second: number) => Weather;
  /** Drawn over the backdrop before anybody stands on it: leaves in the wind, moving lamps. */
  readonly drawMoving?: (canvas: Canvas, second: number) => void;
  readonly seed: number;
}

/** What GetImages is asked for. */
const jpegQuality = 80;
const stepsPerSecond = 2.5;
/** Sigma of the sensor's noise in steps of 255. */
const sensorNoise = 3;

/** The camera's picture of the street at a second, as JPEG; the same second gives the same bytes. */
export async function openDrawnStreet(street: DrawnStreet): Promise<(second: number) => Promise<Buffer>> {
  const { place, visits, weatherAt, drawMoving, seed } = street;
  const backdrop = await drawBackdrop(place);
  const spritesOf = keepSprites(street.faces);
  const noise = noiseTable(seed);
  return async (second) => {
    const canvas: Canvas = { ...backdrop, data: Uint8Array.from(backdrop.data) };
    drawMoving?.(canvas, second);
    const here = visits.flatMap((visit) => {
      const at = placeAt(visit, second);
      return at === undefined ? [] : [{ visit, z: at.z, standing: standingOf(at) }];
    });
    for (const { visit, standing } of here.toSorted((a, b) => b.z - a.z)) {
      const sprites = await spritesOf(visit);
      const sprite = sprites[Math.floor(second * stepsPerSecond) % sprites.length];
      if (sprite !== undefined) drawSprite(canvas, sprite, standing);
    }
    const random = seededRandom(seed + Math.round(second * 1000));
    const weather = weatherAt?.(second);
    const lamps = [{ x: (second * 90) % canvas.width, y: 330 }];
    if (weather === undefined) addNoise(canvas.data, noise, random());
    const picture = weather === undefined ? canvas : await exposed(canvas, weather, lamps, random);
    return toSharp(picture).jpeg({ quality: jpegQuality }).toBuffer();
  };
}

/** Sprites are large and made in a tenth of a second: only those of the latest few visits are kept. */
function keepSprites(faces: DrawnStreet['faces']) {
  const kept = new Map<string, Promise<readonly Sprite[]>>();
  return (visit: Visit): Promise<readonly Sprite[]> => {
    const sprites = kept.get(visit.id) ?? drawSprites(visit, faces);
    kept.delete(visit.id);
    kept.set(visit.id, sprites);
    const [oldest] = kept.keys();
    if (kept.size > 12 && oldest !== undefined) kept.delete(oldest);
    return sprites;
  };
}

async function drawSprites(visit: Visit, faces: DrawnStreet['faces']): Promise<readonly Sprite[]> {
  if ('car' in visit) return [await makeCarSprite(visit.car, visit.paint, visit.plate)];
  const face = faces[visit.person];
  if (face === undefined) throw new CastMissingError(`no picture of "${visit.person}"`);
  return (await makeWalker(face, visit.clothes)).steps;
}

const tableLength = 1 << 20;

/** Gaussian numbers once for all frames: a million logarithms a frame would take longer than to look at it. */
function noiseTable(seed: number): Int8Array {
  const random = seededRandom(seed);
  return Int8Array.from({ length: tableLength }, () => {
    const gaussian = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.round(gaussian * sensorNoise);
  });
}

/** Reads the table from another place in each frame, so that noise stands still nowhere. */
function addNoise(data: Uint8Array, table: Int8Array, share: number): void {
  let from = Math.floor(share * tableLength);
  for (let i = 0; i < data.length; i++) {
    from = (from + 1) & (tableLength - 1);
    const value = (data[i] ?? 0) + (table[from] ?? 0);
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}
