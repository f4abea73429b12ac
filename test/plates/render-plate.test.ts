import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isPlateNumber } from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import { drawLine } from '../../models/plates/plate-lettering.ts';
import { randomPlate } from '../../models/plates/random-plate.ts';
import { drawPlate, renderPlate } from '../../models/plates/render-plate.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('drawPlate', () => {
  it('says where each character and the province stand, in reading order', () => {
    const { signs } = drawPlate({ letters: '1กข', digits: '23', province: 'หนองคาย' });

    expect(signs.map(({ text }) => text)).toEqual(['1', 'ก', 'ข', '2', '3', 'หนองคาย']);
  });

  it('leaves the dash of a truck out of the characters', () => {
    const { signs } = drawPlate({ letters: '70', digits: '1234', province: 'หนองคาย' });

    expect(signs.map(({ text }) => text).join('')).toBe('701234หนองคาย');
  });

  it('puts a motorcycle plate on three lines, the province between', () => {
    const { signs } = drawPlate({ letters: 'กขค', digits: '123', province: 'เลย' });
    const top = (text: string) => signs.find((sign) => sign.text === text)?.box.y ?? Number.NaN;

    expect(top('ก')).toBeLessThan(top('เลย'));
    expect(top('เลย')).toBeLessThan(top('1'));
  });

  it('keeps every character of any random plate on the plate', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { signs, width, height } = drawPlate(randomPlate(seededRandom(seed)));
        for (const { box } of signs) {
          expect(Math.min(box.x, box.y)).toBeGreaterThan(-2);
          expect(box.x + box.width).toBeLessThan(width + 2);
          expect(box.y + box.height).toBeLessThan(height + 2);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('drawLine', () => {
  const draw = (text: string) =>
    drawLine({
      text,
      face: { family: 'sarabun', weight: 700 },
      box: { x: 0, y: 0, width: 1000, height: 50 },
      squeeze: 1,
    });

  it('has a shape of its own for every consonant and digit', () => {
    const all = [...'กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ0123456789'];

    expect(new Set(all.map((character) => draw(character)[0]?.path)).size).toBe(all.length);
  });

  it('has a shape of its own for every province', () => {
    const shapes = provinces.map((province) =>
      draw(province)
        .map(({ path }) => path)
        .join(''),
    );

    expect(new Set(shapes).size).toBe(provinces.length);
  });
});

describe('randomPlate', () => {
  it('makes only numbers that a plate can carry', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(isPlateNumber(randomPlate(seededRandom(seed)))).toBe(true);
      }),
    );
  });

  it('makes the same plate from the same seed', () => {
    expect(randomPlate(seededRandom(5))).toEqual(randomPlate(seededRandom(5)));
  });
});

describe('renderPlate', () => {
  it('gives a PNG of the wanted width in the real proportions', async () => {
    const png = await renderPlate({ letters: 'กข', digits: '1', province: 'เลย' }, 170);

    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 170, height: 75, channels: 3 });
  });
});
