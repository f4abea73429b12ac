import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { toPng } from '../../benchmarks/plates/chart.ts';
import { drawCalibration } from '../../benchmarks/plates/draw-calibration.ts';
import { drawConfusions } from '../../benchmarks/plates/draw-confusions.ts';
import { textPath, textWidth } from '../../tools/lettering.ts';

const confusions = [
  { truth: 'ข', read: 'ช', count: 3, share: 0.1 },
  { truth: '3', read: '', count: 1, share: 0.1 },
];
const origin = { origin: 'real' as const, calibration: { bins: [], error: 0 }, coverage: [], confusions };

describe('drawings', () => {
  it.each([
    ['calibration', drawCalibration([origin])],
    ['confusions', drawConfusions([origin])],
    ['no confusions', drawConfusions([])],
  ])('of %s are pictures that need no font of the system', async (_, drawing) => {
    const { format, width } = await sharp(await toPng(drawing)).metadata();

    expect([format, width]).toEqual(['png', drawing.width * 2]);
    expect(drawing.parts.join('')).not.toContain('<text');
  });

  it('of confusions have one square with a count for each pair', () => {
    const squares = drawConfusions([origin]).parts.filter((part) => part.includes('hsl('));

    expect(squares).toHaveLength(2);
  });
});

describe('textPath', () => {
  it('ends at x when anchored there', () => {
    const line = { text: 'ขช 12', y: 0, size: 20 };

    expect(textPath({ ...line, x: 100, anchor: 'end' })).toBe(
      textPath({ ...line, x: 100 - textWidth('ขช 12', 20) }),
    );
  });
});
