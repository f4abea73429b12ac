import { describe, expect, it } from 'vitest';
import type { PictureSet } from '../../benchmarks/plates/labeled-picture.ts';
import { readSet } from '../../benchmarks/plates/outcome.ts';
import type { PlateReader, PlateReading } from '../../lambdas/plates/plate-reader.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makePng } from './make-png.ts';

const reader = (frame: readonly PlateReading[], crop?: PlateReading): PlateReader => ({
  readFrame: async () => frame,
  readCrop: async () => crop,
});
const truth = { letters: 'กข', digits: '1234', province: null, class: null };
const set = (overrides: Partial<PictureSet> = {}): PictureSet => ({
  name: 'one',
  origin: 'real',
  way: 'frame',
  pictures: [{ file: 'a.png', truth, traits: {}, bytes: () => makePng() }],
  ...overrides,
});
const near = makePlateReading({ letters: 'กข', digits: '1284', confidence: 0.6 });
const other = makePlateReading({ letters: '70', digits: '9999', confidence: 0.99 });

describe('readSet', () => {
  it('takes the reading nearest to the label where a photo shows several cars', async () => {
    const [outcome] = await readSet(reader([other, near]), set());

    expect(outcome?.read).toEqual(near);
  });

  it('takes the surest reading where there should be none', async () => {
    const empty = { file: 'a.png', truth: null, traits: {}, bytes: () => makePng() };

    const [outcome] = await readSet(reader([other, near]), set({ pictures: [empty] }));

    expect(outcome?.read).toEqual(other);
  });

  it('reads crops as crops, and leaves out what was not read', async () => {
    const [read] = await readSet(reader([other], near), set({ way: 'crop' }));
    const [unread] = await readSet(reader([other]), set({ way: 'crop' }));

    expect(read?.read).toEqual(near);
    expect(unread).not.toHaveProperty('read');
  });

  it('reads a picture of several plates once, with a row for each', async () => {
    let frames = 0;
    const readFrame = async () => {
      frames++;
      return [other, near];
    };
    const bytes = () => makePng();
    const pictures = ['กข', '70'].map((letters) => ({
      file: letters,
      truth: { ...truth, letters, digits: letters === '70' ? '9999' : '1234' },
      traits: {},
      bytes,
    }));

    const outcomes = await readSet({ readFrame, readCrop: async () => undefined }, set({ pictures }));

    expect(outcomes.map(({ file, read }) => [file, read?.letters])).toEqual([
      ['กข', 'กข'],
      ['70', '70'],
    ]);
    expect(frames).toBe(1);
  });
});
