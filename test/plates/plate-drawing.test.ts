import { describe, expect, it } from 'vitest';
import { plateClasses } from '../../lambdas/plates/plate.ts';
import { classOfDrawing } from '../../models/plates/plate-drawing.ts';
import { randomPlate } from '../../models/plates/random-plate.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';

describe('classOfDrawing', () => {
  it.each([
    ['car', { letters: '1กข' }],
    ['truck', { letters: '70' }],
    ['motorcycle', { letters: 'กขค' }],
    ['dealer', { letters: 'ก' }],
    ['public', { letters: 'ทข', color: 'taxi' }],
    ['auctioned', { letters: 'กก', color: 'auctioned' }],
    ['lao', { letters: '', layout: 'lao-motorcycle' }],
  ] as const)('is %s for %o', (name, drawing) => {
    expect(classOfDrawing({ digits: '1', province: '', ...drawing })).toBe(name);
  });

  it.each(plateClasses)('tells the same from layout and color as a random plate of class %s says', (name) => {
    const { class: told, ...drawing } = randomPlate(seededRandom(9), name);

    expect([told, classOfDrawing(drawing)]).toEqual([name, name]);
  });
});
