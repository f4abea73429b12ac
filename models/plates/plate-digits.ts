import type { Box } from '../../lambdas/zone/picture.ts';

/** A digit as the line that the middle of a pen follows, and the box of the ink. */
export interface PenStroke {
  readonly path: string;
  readonly pen: number;
  readonly box: Box;
}

/**
 * Digits as plates stamp them, which no open typeface has: one width of stroke, narrow, high. Drawn by hand from
 * what plates look like; x and y run from 0 to 1 over the middle of the stroke.
 */
const strokes: Readonly<Record<string, string>> = {
  '-': 'M0 .52L1 .52',
  '0': 'M0 .25C0-.083 1-.083 1 .25L1 .75C1 1.083 0 1.083 0 .75Z',
  '1': 'M.2 .17L.6 0L.6 1',
  '2': 'M0 .24C0-.08 1-.08 1 .24C1 .45 .1 .72 0 1L1 1',
  '3': 'M0 .2C.05-.07 .95-.07 .95 .24C.95 .42 .7 .47 .4 .47C.75 .47 1 .55 1 .74C1 1.087 0 1.087 0 .78',
  '4': 'M1 .74L0 .74L.7 0L.7 1',
  '5': 'M.92 0L.12 0L.06 .45C.3 .33 1 .3 1 .67C1 1.1 0 1.08 0 .8',
  '6': 'M.95 .2C.85-.06 0-.1 0 .45L0 .72C0 1.093 1 1.093 1 .72C1 .36 .02 .36 0 .68',
  '7': 'M0 0L1 0C.6 .4 .42 .7 .38 1',
  '8': 'M.5 .47C-.1 .47-.1 0 .5 0C1.1 0 1.1 .47 .5 .47C-.17 .47-.17 1 .5 1C1.17 1 1.17 .47 .5 .47Z',
  '9': 'M.05 .8C.15 1.06 1 1.1 1 .55L1 .28C1-.093 0-.093 0 .28C0 .64 .98 .64 1 .32',
};

/** One digit or dash whose ink fills the box. `weight` is that of a typeface, 300 to 800. */
export function stampDigit(digit: string, box: Box, weight: number): PenStroke {
  const pen = box.height * (0.05 + weight / 8000);
  const size = { width: Math.max(1, box.width - pen), height: box.height - pen };
  const at = (x: number, y: number) =>
    `${(box.x + pen / 2 + x * size.width).toFixed(2)} ${(box.y + pen / 2 + y * size.height).toFixed(2)}`;
  const path = (strokes[digit] ?? '').replace(/([MLC]?)\s*(-?[\d.]+)\s*(-?[\d.]+)/gu, (_, kind, x, y) => {
    return `${kind === '' ? ' ' : kind}${at(Number(x), Number(y))}`;
  });
  return { path, pen, box };
}

export const isStamped = (text: string): boolean => text in strokes;
