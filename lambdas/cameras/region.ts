import type { Box } from '../zone/picture.ts';
import { center } from './box-gap.ts';
import type { Camera } from './camera.ts';
import { boundsOf, fillOutline, isInside } from './outline.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a cell of a thumbnail is good for. */
export const cellUse = { masked: 0, unwatched: 1, watched: 2 } as const;

/** Of each cell its use; undefined: the camera watches all that it sees. */
export function cellsOf(
  { regions, masks = [] }: Pick<Camera, 'regions' | 'masks'>,
  { width, height }: Size,
): Uint8Array | undefined {
  if (regions === undefined && masks.length === 0) return undefined;
  const cells = new Uint8Array(width * height).fill(regions ? cellUse.unwatched : cellUse.watched);
  for (const { outline } of regions ?? [])
    fillOutline(outline, { width, height, margin: 0 }, (from, to) => cells.fill(cellUse.watched, from, to));
  // What lies beside a mask is partly black, and moves with what is beneath.
  for (const mask of masks)
    fillOutline(mask, { width, height, margin: 1 }, (from, to) => cells.fill(cellUse.masked, from, to));
  return cells;
}

/** Whether what stands in `box` (pixels of the picture) counts: its center lies in a region. */
export function isWatched({ regions }: Pick<Camera, 'regions'>, box: Box, { width, height }: Size): boolean {
  if (regions === undefined) return true;
  const { x, y } = center(box);
  return regions.some(({ outline }) => isInside(outline, { x: x / width, y: y / height }));
}

/** The parts of these places that lie near a region, all in fractions of the picture; no places: everywhere. */
export function watchedParts(
  { regions }: Pick<Camera, 'regions'>,
  places: readonly Box[] | undefined,
): readonly Box[] | undefined {
  if (regions === undefined) return places;
  const bounds = regions.map(({ outline }) => boundsOf(outline));
  return places === undefined
    ? bounds
    : places.flatMap((place) => bounds.flatMap((one) => shared(place, one)));
}

function shared(a: Box, b: Box): readonly Box[] {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? [{ x, y, width, height }] : [];
}
