import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { classesOf, plateClasses } from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import { drawLine } from '../../models/plates/plate-lettering.ts';
import { randomPlate } from '../../models/plates/random-plate.ts';
import { drawPlate, renderPlate } from '../../models/plates/render-plate.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';

const lao = { letters: '', digits: '1234', province: '', layout: 'lao', unread: 'ກຂ' } as const;
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

  it('draws the Lao province over the number, and only the number as a sign to read', () => {
    const { signs, svg } = drawPlate({ ...lao, place: 'ວຽງຈັນ' });

    expect(signs.map(({ text }) => text).join('')).toBe('1234');
    expect(svg.length).toBeGreaterThan(drawPlate(lao).svg.length);
  });

  it('draws the word of a word plate, but gives no sign to read', () => {
    const plate = { letters: '', digits: '', province: 'เลย', layout: 'word', unread: 'โชคดี 9' } as const;

    expect(drawPlate(plate).signs.map(({ text }) => text)).toEqual(['เลย']);
    expect(drawPlate(plate).svg).not.toBe(drawPlate({ ...plate, unread: 'โชคดี 8' }).svg);
  });

  it.each(plateClasses)('draws plates of class %s that the picture library accepts', async (name) => {
    const png = await renderPlate(randomPlate(seededRandom(4), name), 60);

    expect((await sharp(png).stats()).channels[0]?.stdev).toBeGreaterThan(10);
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

  it('has a stamped shape of its own for every digit, inside the box', () => {
    const box = { x: 0, y: 10, width: 1000, height: 50 };
    const signs = drawLine({
      text: '0123456789',
      face: { family: 'stamped', weight: 500 },
      box,
      squeeze: 0.7,
    });

    expect(new Set(signs.map(({ path }) => path)).size).toBe(10);
    expect(signs.every((sign) => sign.box.y === 10 && sign.box.height === 50)).toBe(true);
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
  const readable = plateClasses.filter((name) => name !== 'word' && name !== 'foreign');

  it.each(readable)('makes only numbers that a plate of class %s can carry', (name) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(classesOf(randomPlate(seededRandom(seed), name))).toContain(name);
      }),
    );
  });

  it.each(['word', 'foreign'] as const)('leaves nothing to read on a plate of class %s', (name) => {
    const plate = randomPlate(seededRandom(1), name);

    expect(plate).toMatchObject({ letters: '', digits: '', unread: expect.stringMatching(/./u) });
  });

  it('names a Thai province, but on plates from abroad', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plate = randomPlate(seededRandom(seed));
        const isAbroad = plate.class === 'lao' || plate.class === 'foreign';
        expect(isAbroad ? plate.province === '' : provinces.includes(plate.province)).toBe(true);
      }),
    );
  });

  it('writes no word that letters and digits alone can write', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(randomPlate(seededRandom(seed), 'word').unread).toMatch(/[\u0e30-\u0e4e]/u);
      }),
    );
  });

  it('makes plates of every class', () => {
    const random = seededRandom(3);
    const made = new Set(Array.from({ length: 400 }, () => randomPlate(random).class));

    expect(made.size).toBe(plateClasses.length);
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
