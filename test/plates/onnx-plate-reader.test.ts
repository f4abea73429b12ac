import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnnxPlateReader } from '../../lambdas/plates/onnx-plate-reader.ts';
import { plateKey } from '../../lambdas/plates/plate.ts';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { readPicture } from '../../lambdas/plates/read-picture.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { overlap } from '../../lambdas/zone/picture.ts';
import { randomPlate } from '../../models/plates/random-plate.ts';
import { renderPlate } from '../../models/plates/render-plate.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { makeStreet } from './make-street.ts';

const model = (file: string) => fileURLToPath(new URL(`../../models/plates/${file}`, import.meta.url));
/** Real plates stay outside the project (models/plates/MODEL-CARD.md); a clone elsewhere has none. */
const realPlates = new URL('../../../shared/data/thai-plates/', import.meta.url);

let reader: PlateReader;
beforeAll(async () => {
  const alphabet = JSON.parse(readFileSync(model('alphabet.json'), 'utf8'));
  const [detectorPath, readerPath] = [model('plate-detector.onnx'), model('plate-reader.onnx')];
  reader = await createOnnxPlateReader({ detectorPath, readerPath, alphabet });
});

describe('the plate reader on drawn plates', () => {
  it.each([
    { letters: '1กข', digits: '1234', province: 'หนองคาย' },
    { letters: 'ขค', digits: '789', province: 'อุดรธานี', color: 'pickup' as const },
    { letters: '70', digits: '2468', province: 'ขอนแก่น', color: 'truck' as const },
  ])('reads $letters $digits with its province', async (plate) => {
    const reading = await reader.readCrop(await decodePicture(await renderPlate(plate)));

    expect(reading).toMatchObject({ letters: plate.letters, digits: plate.digits, province: plate.province });
  });

  it('reads most Thai plates, of every class, color and style', { timeout: 30_000 }, async () => {
    const random = seededRandom(77);
    const classes = ['car', 'truck', 'motorcycle', 'public', 'dealer', 'auctioned'] as const;
    let right = 0;
    for (let count = 0; count < 84; count++) {
      const plate = randomPlate(random, classes[count % classes.length]);
      const reading = await reader.readCrop(await decodePicture(await renderPlate(plate)));
      if (reading && plateKey(reading) === plateKey(plate)) right++;
    }

    expect(right / 84).toBeGreaterThan(0.65);
  });
});

describe('the plate reader on a drawn street', () => {
  const first = { letters: '2กข', digits: '1579', province: 'หนองคาย' };
  const second = { letters: '82', digits: '4630', province: 'อุดรธานี', color: 'truck' as const };

  it('finds and reads the plates of two cars', async () => {
    const readings = await reader.readFrame(await makeStreet([first, second]));

    expect(readings.map(plateKey).sort()).toEqual(['2กข1579', '824630']);
  });

  it('says where the plate is', async () => {
    const [reading] = await reader.readFrame(await makeStreet([first]));

    const drawn = { x: 265, y: 450, width: 130, height: 57 };
    expect(reading && overlap(reading.box, drawn)).toBeGreaterThan(0.6);
  });

  it('reads nothing where no car has a plate', async () => {
    expect(await readPicture(reader, await makeStreet([]))).toEqual([]);
  });
});

describe('the plate reader on pictures that hold no plate', () => {
  it.each([
    ['one gray', { width: 320, height: 160 }],
    ['a picture of a few pixels', { width: 3, height: 2 }],
  ])('reads nothing in %s', async (_, size) => {
    const data = new Uint8Array(size.width * size.height * 3).fill(128);

    expect(await readPicture(reader, { ...size, data })).toEqual([]);
  });
});

describe('the plate reader on real plates', () => {
  it.skipIf(!existsSync(realPlates))('reads at least 90 % of them', { timeout: 60_000 }, async () => {
    const lines = readFileSync(new URL('manifest.csv', realPlates), 'utf8').trim().split(/\r?\n/u);
    const dev = lines.map((line) => line.split(',')).filter((row) => row[4] === 'dev');
    let right = 0;
    for (const [file = '', plate = ''] of dev) {
      const reading = await reader.readCrop(await decodePicture(readFileSync(new URL(file, realPlates))));
      if (reading && plateKey(reading) === plate.replace('-', '')) right++;
    }

    expect(dev.length).toBeGreaterThan(200);
    expect(right / dev.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('readPicture', () => {
  it('reads a picture that is nothing but a plate', async () => {
    const plate = { letters: '1กข', digits: '1234', province: 'เลย' };
    const [reading] = await readPicture(reader, await decodePicture(await renderPlate(plate)));

    expect(reading && plateKey(reading)).toBe('1กข1234');
  });
});
