import { describe, expect, it } from 'vitest';
import { decodeDetections } from '../../lambdas/plates/decode-detections.ts';

const [rows, columns] = [6, 10];

/** A heatmap with the given cells set; every box reaches 16, 6, 24 and 10 pixels from its cell's center. */
function detect(cells: Readonly<Record<string, number>>, scale = { x: 1, y: 1 }) {
  const heatmap = new Float32Array(rows * columns);
  for (const [cell, score] of Object.entries(cells)) {
    const [row = 0, column = 0] = cell.split(',').map(Number);
    heatmap[row * columns + column] = score;
  }
  const sides = Float32Array.from([16, 6, 24, 10].flatMap((side) => Array(rows * columns).fill(side)));
  return decodeDetections({ heatmap, sides, rows, columns, scale, minScore: 0.3 });
}

describe('decodeDetections', () => {
  it('gives the box around a peak, in pixels of the picture', () => {
    const [found] = detect({ '2,3': 0.75 }, { x: 2, y: 3 });

    expect(found).toEqual({ box: { x: 24, y: 42, width: 80, height: 48 }, score: 0.75 });
  });

  it('takes a peak and the cells on its slope as one plate', () => {
    expect(detect({ '2,3': 0.75, '2,4': 0.5, '3,3': 0.5 })).toHaveLength(1);
  });

  it('takes two peaks of overlapping boxes as one plate', () => {
    expect(detect({ '2,3': 0.75, '2,5': 0.5 })).toHaveLength(1);
  });

  it('gives plates that stand apart, the surest first', () => {
    expect(detect({ '1,1': 0.5, '4,8': 0.75 }).map(({ score }) => score)).toEqual([0.75, 0.5]);
  });

  it('finds nothing below the wanted score', () => {
    expect(detect({ '2,3': 0.25 })).toEqual([]);
  });
});
