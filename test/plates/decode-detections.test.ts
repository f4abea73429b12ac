import { describe, expect, it } from 'vitest';
import { decodeDetections } from '../../lambdas/plates/decode-detections.ts';

const [rows, columns] = [6, 10];

/** A heatmap with the given cells set; every box reaches 16, 6, 24 and 10 pixels from its cell's center. */
function detect(
  cells: Readonly<Record<string, number>>,
  scale = { x: 1, y: 1 },
  offsets?: readonly number[],
  origin = { x: 0, y: 0 },
) {
  const heatmap = new Float32Array(rows * columns);
  for (const [cell, confidence] of Object.entries(cells)) {
    const [row = 0, column = 0] = cell.split(',').map(Number);
    heatmap[row * columns + column] = confidence;
  }
  const sides = Float32Array.from([16, 6, 24, 10].flatMap((side) => Array(rows * columns).fill(side)));
  const corners =
    offsets && Float32Array.from(offsets.flatMap((offset) => Array(rows * columns).fill(offset)));
  return decodeDetections({ heatmap, sides, corners, rows, columns, scale, origin, minConfidence: 0.3 });
}

describe('decodeDetections', () => {
  it('gives the box around a peak, in pixels of the picture', () => {
    const [found] = detect({ '2,3': 0.75 }, { x: 2, y: 3 });

    expect(found).toEqual({
      box: { x: 24, y: 42, width: 80, height: 48 },
      confidence: 0.75,
      corners: undefined,
    });
  });

  it('puts what a part of the picture shows where the part lies, corners too', () => {
    const offsets = [-16, -6, 24, -6, 24, 10, -16, 10];
    const [whole] = detect({ '2,3': 0.75 }, { x: 2, y: 3 }, offsets);

    const [part] = detect({ '2,3': 0.75 }, { x: 2, y: 3 }, offsets, { x: 64, y: 32 });

    expect(part?.box).toEqual({ ...whole?.box, x: 24 + 128, y: 42 + 96 });
    expect(part?.corners).toEqual(whole?.corners?.map(({ x, y }) => ({ x: x + 128, y: y + 96 })));
  });

  it('takes a peak and the cells on its slope as one plate', () => {
    expect(detect({ '2,3': 0.75, '2,4': 0.5, '3,3': 0.5 })).toHaveLength(1);
  });

  it('takes two peaks of overlapping boxes as one plate', () => {
    expect(detect({ '2,3': 0.75, '2,5': 0.5 })).toHaveLength(1);
  });

  it('gives plates that stand apart, the surest first', () => {
    expect(detect({ '1,1': 0.5, '4,8': 0.75 }).map(({ confidence }) => confidence)).toEqual([0.75, 0.5]);
  });

  it('finds nothing below the wanted confidence', () => {
    expect(detect({ '2,3': 0.25 })).toEqual([]);
  });

  it('gives the corners as the model tells them, in pixels of the picture', () => {
    const [found] = detect({ '2,3': 0.75 }, { x: 2, y: 3 }, [-16, -6, 24, -4, 23, 10, -15, 8]);

    expect(found?.corners).toEqual([
      { x: 24, y: 42 },
      { x: 104, y: 48 },
      { x: 102, y: 90 },
      { x: 26, y: 84 },
    ]);
  });

  it('leaves corners out that no plate can have', () => {
    const [found] = detect({ '2,3': 0.75 }, { x: 1, y: 1 }, [24, -4, -16, -6, -15, 8, 23, 10]);

    expect(found).toMatchObject({ confidence: 0.75, corners: undefined });
  });
});
