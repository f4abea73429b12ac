import { type Box, overlap } from '../zone/picture.ts';

/** A place that looks like a plate, in pixels of the whole picture; score 0–1. */
export interface PlateBox {
  readonly box: Box;
  readonly score: number;
}

interface DecodeDetectionsParams {
  /** Chance of a plate's center per cell, row by row. */
  readonly heatmap: Float32Array;
  /** Distances of the plate's left, top, right and bottom from the cell's center, one plane after the other. */
  readonly sides: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** Pixels of the picture per pixel of the model's input, across and down. */
  readonly scale: { readonly x: number; readonly y: number };
  readonly minScore: number;
}

/** Side of a cell in pixels of the model's input. */
export const cellPixels = 8;
/** Two centers this close in overlap are one plate found twice. */
const samePlateOverlap = 0.35;
const mostPlates = 12;

/** The heatmap's peaks as boxes, the surest first. */
export function decodeDetections(params: DecodeDetectionsParams): readonly PlateBox[] {
  const found: PlateBox[] = [];
  for (let row = 0; row < params.rows; row++) {
    for (let column = 0; column < params.columns; column++) {
      const score = params.heatmap[row * params.columns + column] ?? 0;
      if (score >= params.minScore && isPeak(params, row, column, score))
        found.push({ box: boxAt(params, row, column), score });
    }
  }
  return withoutRepeats(found.sort((a, b) => b.score - a.score)).slice(0, mostPlates);
}

function isPeak(
  { heatmap, rows, columns }: DecodeDetectionsParams,
  row: number,
  column: number,
  score: number,
) {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if ((heatmap[y * columns + x] ?? 0) > score) return false;
    }
  }
  return true;
}

function boxAt({ sides, rows, columns, scale }: DecodeDetectionsParams, row: number, column: number): Box {
  const side = (plane: number) => sides[(plane * rows + row) * columns + column] ?? 0;
  const [left, top, right, bottom] = [side(0), side(1), side(2), side(3)];
  return {
    x: ((column + 0.5) * cellPixels - left) * scale.x,
    y: ((row + 0.5) * cellPixels - top) * scale.y,
    width: (left + right) * scale.x,
    height: (top + bottom) * scale.y,
  };
}

function withoutRepeats(found: readonly PlateBox[]): readonly PlateBox[] {
  const kept: PlateBox[] = [];
  for (const candidate of found) {
    if (kept.every(({ box }) => overlap(box, candidate.box) < samePlateOverlap)) kept.push(candidate);
  }
  return kept;
}
