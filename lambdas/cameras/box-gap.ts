import { type Box, overlap } from '../zone/picture.ts';

/** A box that doubles or halves between two frames is another thing. */
const maxSizeRatio = 2;

/** How far two boxes are apart: 0–1 overlapping, 1–2 within `reach` (in sizes of the boxes), else infinite. */
export function boxGap(from: Box, to: Box, reach: number): number {
  const [a, b] = [sizeOf(from), sizeOf(to)];
  if (Math.max(a, b) > Math.min(a, b) * maxSizeRatio) return Number.POSITIVE_INFINITY;
  const shared = overlap(from, to);
  if (shared > 0) return 1 - shared;
  const [p, q] = [center(from), center(to)];
  const distance = Math.hypot(q.x - p.x, q.y - p.y) / ((a + b) / 2);
  return distance > reach ? Number.POSITIVE_INFINITY : 1 + distance / reach;
}

export function center(box: Box): { readonly x: number; readonly y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Side of the square of the same area. */
export function sizeOf(box: Box): number {
  return Math.sqrt(box.width * box.height);
}
