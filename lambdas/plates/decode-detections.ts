import { type Box, overlap } from '../zone/picture.ts';
import { isPlateLike, type Point, type Quad } from './rectify.ts';

/** A place that looks like a plate, in pixels of the whole picture; confidence 0–1. */
export interface PlateDetection {
  readonly box: Box;
  readonly confidence: number;
  /** Missing where the model tells no corners, or none that a plate can have. */
  readonly corners: Quad | undefined;
}

interface DecodeDetectionsParams {
  /** Chance of a plate's center per cell, row by row. */
  readonly heatmap: Float32Array;
  /** Distances of the plate's left, top, right and bottom from the cell's center, one plane after the other. */
  readonly sides: Float32Array;
  /** x and y of the plate's corners from the cell's center, clockwise from the top left, one plane after the other. */
  readonly corners: Float32Array | undefined;
  readonly rows: number;
  readonly columns: number;
  /** Where the model's input begins, in pixels of its size. @default the picture's top left corner */
  readonly origin?: { readonly x: number; readonly y: number };
  /** Pixels of the picture per pixel of the model's input, across and down. */
  readonly scale: { readonly x: number; readonly y: number };
  readonly minConfidence: number;
}

/** Side of a cell in pixels of the model's input. */
export const cellPixels = 8;
/** Two centers this close in overlap are one plate found twice. */
const samePlateOverlap = 0.35;
const mostPlates = 12;
const topLeft = { x: 0, y: 0 };

/** The heatmap's peaks as boxes, the surest first. */
export function decodeDetections(params: DecodeDetectionsParams): readonly PlateDetection[] {
  const found: PlateDetection[] = [];
  for (let row = 0; row < params.rows; row++) {
    for (let column = 0; column < params.columns; column++) {
      const confidence = params.heatmap[row * params.columns + column] ?? 0;
      if (confidence >= params.minConfidence && isPeak(params, row, column, confidence))
        found.push(detectionAt(params, row, column, confidence));
    }
  }
  return withoutRepeats(found.sort((a, b) => b.confidence - a.confidence)).slice(0, mostPlates);
}

function isPeak(
  { heatmap, rows, columns }: DecodeDetectionsParams,
  row: number,
  column: number,
  confidence: number,
) {
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      if ((heatmap[y * columns + x] ?? 0) > confidence) return false;
    }
  }
  return true;
}

function detectionAt(
  params: DecodeDetectionsParams,
  row: number,
  column: number,
  confidence: number,
): PlateDetection {
  return { box: boxAt(params, row, column), confidence, corners: cornersAt(params, row, column) };
}

function boxAt(params: DecodeDetectionsParams, row: number, column: number): Box {
  const { sides, rows, columns, scale, origin = topLeft } = params;
  const side = (plane: number) => sides[(plane * rows + row) * columns + column] ?? 0;
  const [left, top, right, bottom] = [side(0), side(1), side(2), side(3)];
  return {
    x: (origin.x + (column + 0.5) * cellPixels - left) * scale.x,
    y: (origin.y + (row + 0.5) * cellPixels - top) * scale.y,
    width: (left + right) * scale.x,
    height: (top + bottom) * scale.y,
  };
}

function cornersAt(
  { corners, rows, columns, scale, origin = topLeft }: DecodeDetectionsParams,
  row: number,
  column: number,
): Quad | undefined {
  if (corners === undefined) return undefined;
  const offset = (plane: number) => corners[(plane * rows + row) * columns + column] ?? 0;
  const corner = (number: number): Point => ({
    x: (origin.x + (column + 0.5) * cellPixels + offset(2 * number)) * scale.x,
    y: (origin.y + (row + 0.5) * cellPixels + offset(2 * number + 1)) * scale.y,
  });
  const quad: Quad = [corner(0), corner(1), corner(2), corner(3)];
  return isPlateLike(quad) ? quad : undefined;
}

function withoutRepeats(found: readonly PlateDetection[]): readonly PlateDetection[] {
  const kept: PlateDetection[] = [];
  for (const candidate of found) {
    if (kept.every(({ box }) => overlap(box, candidate.box) < samePlateOverlap)) kept.push(candidate);
  }
  return kept;
}
