import { chartColors, type Drawing, n, text } from './chart.ts';
import type { Confusion } from './confusions.ts';
import type { OriginReport } from './report.ts';

const cell = 30;
const margin = { left: 100, top: 108, bottom: 24, right: 40 };
/** More signs would make the picture too large to look at. */
const mostPairs = 45;

/** One square per true sign (down) and sign read (across), darker the more often it happened; the empty sign is "none". */
export function drawConfusions(origins: readonly OriginReport[]): Drawing {
  const matrices = origins.filter(({ confusions }) => confusions.length > 0);
  let left = 0;
  let height = margin.top + margin.bottom;
  const parts = matrices.flatMap(({ origin, confusions }) => {
    const drawn = drawMatrix(origin, confusions.slice(0, mostPairs), left);
    left += drawn.width;
    height = Math.max(height, drawn.height);
    return drawn.parts;
  });
  return { width: Math.max(400, left), height, parts };
}

function drawMatrix(origin: string, confusions: readonly Confusion[], x0: number): Drawing {
  const down = inOrder(confusions.map(({ truth }) => truth));
  const across = inOrder(confusions.map(({ read }) => read));
  const most = Math.max(...confusions.map(({ count }) => count));
  const left = x0 + margin.left;
  const squares = confusions.flatMap(({ truth, read, count }) => {
    const [x, y] = [left + across.indexOf(read) * cell, margin.top + down.indexOf(truth) * cell];
    return square(x, y, count, most);
  });
  return {
    width: margin.left + Math.max(across.length * cell, 270) + margin.right,
    height: margin.top + down.length * cell + margin.bottom,
    parts: [
      text({ text: `Confusions on ${origin} plates`, x: left, y: 32, size: 17, weight: 700 }),
      text({ text: 'down: true sign, across: sign read', x: left, y: 54, size: 13 }, chartColors.quiet),
      ...grid(left, across.length, down.length),
      ...squares,
      ...down.map((sign, index) => label(sign, left - 12, margin.top + (index + 0.5) * cell + 6, 'end')),
      ...across.map((sign, index) => label(sign, left + (index + 0.5) * cell, margin.top - 10, 'middle')),
    ],
  };
}

/** Digits, then consonants, then the empty sign. */
function inOrder(signs: readonly string[]): readonly string[] {
  return [...new Set(signs)].sort((a, b) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'th'));
}

function grid(left: number, columns: number, rows: number): readonly string[] {
  return Array.from({ length: columns * rows }, (_, index) => {
    const [x, y] = [left + (index % columns) * cell, margin.top + Math.floor(index / columns) * cell];
    return `<rect x="${x + 1}" y="${y + 1}" width="${cell - 2}" height="${cell - 2}" rx="3" fill="#f3f5f7"/>`;
  });
}

function square(x: number, y: number, count: number, most: number): readonly string[] {
  const depth = most === 1 ? 0.6 : 0.25 + (0.75 * (count - 1)) / (most - 1);
  const light = Math.round(88 - 58 * depth);
  const ink = light < 60 ? '#ffffff' : chartColors.ink;
  return [
    `<rect x="${n(x + 1)}" y="${n(y + 1)}" width="${cell - 2}" height="${cell - 2}" rx="3" fill="hsl(16 75% ${light}%)"/>`,
    text({ text: String(count), x: x + cell / 2, y: y + cell / 2 + 5, size: 13, anchor: 'middle' }, ink),
  ];
}

const label = (sign: string, x: number, y: number, anchor: 'end' | 'middle') =>
  sign === ''
    ? text({ text: 'none', x, y, size: 11, anchor }, chartColors.quiet)
    : text({ text: sign, x, y, size: 18, anchor, weight: 700 });
