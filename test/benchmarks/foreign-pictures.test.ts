import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawnSigns } from '../../benchmarks/plates/drawn-signs.ts';
import { foreignCrops, foreignPhotos } from '../../benchmarks/plates/foreign-pictures.ts';
import { thaiAmongForeign } from '../../benchmarks/plates/thai-among-foreign.ts';
import { makePng } from './make-png.ts';

describe('pictures without a Thai plate', () => {
  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'foreign-'));
    for (const name of ['images', 'labels']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'images', 'a.jpg'), await makePng(200, 100));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const sizeOfCrop = async () => {
    const [crop] = foreignCrops(folder, 1);
    const { width, height } = await sharp(await crop?.bytes()).metadata();
    return { width, height };
  };

  it.each([
    ['a box', '1 0.5 0.5 1 1\n0 0.5 0.5 0.5 0.4\n'],
    ['an outline', '0 0.25 0.3 0.75 0.3 0.75 0.7 0.25 0.7\n'],
  ])('are foreign plates cut out by %s', async (_, labels) => {
    writeFileSync(join(folder, 'labels', 'a.txt'), labels);

    expect(await sizeOfCrop()).toEqual({ width: 106, height: 44 });
  });

  it('are places drawn by lot where no plate is marked, the same for the same seed', async () => {
    const size = await sizeOfCrop();

    expect(size.width).toBeLessThan(120);
    expect(await sizeOfCrop()).toEqual(size);
  });

  it('are not those known to show a Thai plate', async () => {
    for (const name of thaiAmongForeign) writeFileSync(join(folder, 'images', name), await makePng());

    expect(foreignPhotos(folder).map(({ file }) => file)).toEqual([join('images', 'a.jpg')]);
  });

  it('are drawn boards too, the same for the same seed', async () => {
    const draw = async (seed: number) =>
      Buffer.from((await drawnSigns(1, seed)[0]?.bytes()) ?? []).toString('base64');

    expect(await draw(7)).toBe(await draw(7));
    expect(await draw(7)).not.toBe(await draw(8));
  });
});
