import type { Box } from '../zone/picture.ts';
import { cellUse } from './region.ts';

/** A small gray picture of a frame: `data.length === width * height`, 0 (black) to 255 (white). */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Width to which frames are shrunk: a face of 40 pixels at 1080p still covers about 3 × 3 cells. */
export const thumbnailWidth = 160;

/** Steps of gray (of 255) that noise of a good camera and JPEG do not reach in a cell averaged over 8 × 8 pixels. */
const changedSteps = 14;
/** Fewer changed cells are an insect or a leaf. */
const minChangedCells = 4;
/** Side of the blocks of cells in which movement is told to detectors. */
const blockCells = 10;

/**
 * Where the frame differs from the one before, as fractions of the picture (0 to 1); empty when it stands still. A
 * change of light over the whole picture is no movement. Thumbnails of different sizes differ everywhere. `cells`
 * says of each cell whether it counts (`cellsOf`).
 */
export function findMotion(before: Thumbnail, after: Thumbnail, cells?: Uint8Array): readonly Box[] {
  if (before.width !== after.width || before.height !== after.height) return [everywhere];
  const light = changeOfLight(before.data, after.data, cells);
  const blocks = new Map<number, number>();
  const columns = Math.ceil(after.width / blockCells);
  let changed = 0;
  for (let i = 0; i < after.data.length; i++) {
    if (Math.abs((after.data[i] ?? 0) - (before.data[i] ?? 0) - light) < changedSteps) continue;
    if (cells !== undefined && cells[i] !== cellUse.watched) continue;
    changed++;
    const row = Math.floor(Math.floor(i / after.width) / blockCells);
    const block = row * columns + Math.floor((i % after.width) / blockCells);
    blocks.set(block, (blocks.get(block) ?? 0) + 1);
  }
  if (changed < minChangedCells) return [];
  return [...blocks.keys()].map((block) => blockWithNeighbors(block, columns, after));
}

const everywhere: Box = { x: 0, y: 0, width: 1, height: 1 };

/** The block and one more on every side: a head may stand still on a body that walks. */
function blockWithNeighbors(block: number, columns: number, { width, height }: Thumbnail): Box {
  const left = Math.max(0, (block % columns) - 1) * blockCells;
  const top = Math.max(0, Math.floor(block / columns) - 1) * blockCells;
  const right = Math.min(width, ((block % columns) + 2) * blockCells);
  const bottom = Math.min(height, (Math.floor(block / columns) + 2) * blockCells);
  return {
    x: left / width,
    y: top / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}

/** By how much the middle one of the cells became lighter: a bus that fills a third of the picture does not shift it. */
function changeOfLight(before: Uint8Array, after: Uint8Array, cells: Uint8Array | undefined): number {
  const counts = new Uint32Array(511);
  let total = 0;
  for (let i = 0; i < after.length; i++) {
    if (cells !== undefined && cells[i] === cellUse.masked) continue;
    const change = (after[i] ?? 0) - (before[i] ?? 0) + 255;
    counts[change] = (counts[change] ?? 0) + 1;
    total++;
  }
  let below = 0;
  for (const [change, count] of counts.entries()) {
    below += count;
    if (below * 2 > total) return change - 255;
  }
  return 0;
}
