import type { Thumbnail } from './motion.ts';
import { cellUse } from './region.ts';

/** Cells across and down; one covers 8 × 7.5 pixels of a 160 × 90 thumbnail. */
export const viewColumns = 20;
export const viewRows = 12;

/** Directions of edges, 22.5° each, a half turn in all: a wall that is brighter by day and darker by night keeps its edge. */
export const directions = 8;

/** What each cell shows, from the top left: how its edges run (0 to 7), or `undefined` where nothing but smooth light is. */
export type ViewSignature = readonly (number | undefined)[];

/** Steps of gray between two neighbors but one: less is noise, JPEG, or a thing out of focus. */
const leastEdge = 10;
/** In a dim picture edges are weaker; below this its noise has edges of its own. */
const leastDimEdge = 8;
/** Share of a cell's pixels that must lie on edges of about one direction. */
const leastEdgeShare = 0.04;

/**
 * Where the edges of a picture lie and how they run. `brightest` (0 to 255) says how bright the picture gets; `cells`
 * which pixels of it are masked (`cellsOf`): a mask's own edge tells nothing about the view.
 */
export function viewSignature(
  { width, height, data }: Thumbnail,
  brightest: number,
  cells?: Uint8Array,
): ViewSignature {
  const count = viewColumns * viewRows;
  const cosines = new Float64Array(count);
  const sines = new Float64Array(count);
  const least = Math.max(leastDimEdge, Math.min(leastEdge, brightest / 12)) ** 2;
  for (let y = 1; y < height - 1; y++) {
    const row = Math.floor((y * viewRows) / height) * viewColumns;
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const dx = (data[i + 1] ?? 0) - (data[i - 1] ?? 0);
      const dy = (data[i + width] ?? 0) - (data[i - width] ?? 0);
      const strength = dx * dx + dy * dy;
      if (strength < least || cells?.[i] === cellUse.masked) continue;
      const cell = row + Math.floor((x * viewColumns) / width);
      // Twice the angle, so that edges from dark to light and from light to dark add up.
      cosines[cell] = (cosines[cell] ?? 0) + (dx * dx - dy * dy) / strength;
      sines[cell] = (sines[cell] ?? 0) + (2 * dx * dy) / strength;
    }
  }
  const leastSum = (width * height * leastEdgeShare) / count;
  return Array.from({ length: count }, (_, cell) => directionOf(cosines[cell], sines[cell], leastSum));
}

function directionOf(cosine = 0, sine = 0, leastSum = 0): number | undefined {
  if (Math.hypot(cosine, sine) < leastSum) return undefined;
  const turn = Math.atan2(sine, cosine) / (2 * Math.PI);
  return Math.round((turn + 1) * directions) % directions;
}
