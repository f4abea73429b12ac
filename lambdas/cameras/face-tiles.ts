import { type Box, overlap } from '../zone/picture.ts';

/** A window of the picture that the detector looks at in one run. */
export interface Tile extends Box {
  /** Network pixels per picture pixel. */
  readonly zoom: number;
  /** Longest side in picture pixels of a face that this tile may report. */
  readonly maxFacePixels: number;
}

/** A box with the detector's trust in it, 0 to 1. */
export interface ScoredBox {
  readonly box: Box;
  readonly score: number;
}

interface TilePlan {
  readonly picture: { readonly width: number; readonly height: number };
  readonly network: { readonly width: number; readonly height: number };
  /** The largest zoom: decides the smallest face that is found. */
  readonly finestZoom: number;
}

/** Neighbors share this much of a tile, so that a face cut by one edge lies whole in the next tile. */
const sharedPart = 0.25;
/**
 * Longest face side, in network pixels, that a fine tile may report: a larger one is whole on the next level, while
 * a knee or a hand that fills half a tile looks like a face (seen on the sample photos).
 */
const maxFaceInTile = 64;
/** Each level halves the zoom: a face too large for one level's tiles is whole in the next. */
const levelStep = 2;

/** The windows that together see every face from the smallest to one that fills the picture. */
export function planTiles({ picture, network, finestZoom }: TilePlan): readonly Tile[] {
  const wholeZoom = Math.min(network.width / picture.width, network.height / picture.height);
  const tiles: Tile[] = [];
  for (let zoom = finestZoom; zoom > wholeZoom * 1.2; zoom /= levelStep) {
    const width = Math.min(picture.width, Math.floor(network.width / zoom));
    const height = Math.min(picture.height, Math.floor(network.height / zoom));
    for (const y of starts(picture.height, height)) {
      for (const x of starts(picture.width, width)) {
        tiles.push({ x, y, width, height, zoom, maxFacePixels: maxFaceInTile / zoom });
      }
    }
  }
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  return [...tiles, { ...whole, zoom: wholeZoom, maxFacePixels: Number.POSITIVE_INFINITY }];
}

/** Evenly spread first pixels of windows of `side` that cover `length`. */
function starts(length: number, side: number): readonly number[] {
  if (side >= length) return [0];
  const steps = Math.ceil((length - side) / (side * (1 - sharedPart)));
  return Array.from({ length: steps + 1 }, (_, i) => Math.round((i * (length - side)) / steps));
}

/**
 * The tiles that show whole every face whose middle lies in one of `regions` (pixels): of each level those planned ones
 * that touch a region, or as many as it takes laid around the regions where that is fewer.
 */
export function coverRegions(
  plan: readonly Tile[],
  regions: readonly Box[],
  picture: { readonly width: number; readonly height: number },
): readonly Tile[] {
  if (regions.length === 0) return [];
  return [...Map.groupBy(plan, ({ zoom }) => zoom).values()].flatMap((level) => {
    const touched = level.filter((tile) => regions.some((region) => touches(region, tile)));
    const [first] = touched;
    if (first === undefined || touched.length === 1) return touched;
    const laid = layTiles(first, cellsOf(regions, first, picture), picture);
    return laid !== undefined && laid.length < touched.length ? laid : touched;
  });
}

/** The cells that the regions touch, for a region that no tile shows whole may be shown by two; side in network pixels. */
const cellSide = 20;

function cellsOf(
  regions: readonly Box[],
  { zoom }: Tile,
  picture: { readonly width: number; readonly height: number },
): readonly Box[] {
  const side = cellSide / zoom;
  const cells: Box[] = [];
  for (let y = 0; y < picture.height; y += side) {
    for (let x = 0; x < picture.width; x += side) {
      const cell = {
        ...{ x, y },
        width: Math.min(side, picture.width - x),
        height: Math.min(side, picture.height - y),
      };
      if (regions.some((region) => touches(region, cell))) cells.push(cell);
    }
  }
  return cells;
}

/** Tiles like `form`, from the left to the right, each around as many of the regions as fit; undefined: one does not. */
function layTiles(
  form: Tile,
  regions: readonly Box[],
  picture: { readonly width: number; readonly height: number },
): readonly Tile[] | undefined {
  const laid: Tile[] = [];
  // A face whose middle lies in a region reaches over its edge, and must not end where the tile does.
  const reach = 0.55 * form.maxFacePixels;
  let left = regions.map((region) => grow(region, reach, picture));
  while (left.length > 0) {
    const x = Math.min(...left.map((region) => region.x), picture.width - form.width);
    const column = left.filter((region) => region.x + region.width <= x + form.width);
    const y = Math.min(...column.map((region) => region.y), picture.height - form.height);
    const rest = left.filter((region) => !lies(region, { ...form, x, y }));
    if (rest.length === left.length) return undefined;
    laid.push({ ...form, x, y });
    left = rest;
  }
  return laid;
}

function grow(
  { x, y, width, height }: Box,
  by: number,
  picture: { readonly width: number; readonly height: number },
): Box {
  const [left, top] = [Math.max(0, x - by), Math.max(0, y - by)];
  return {
    x: left,
    y: top,
    width: Math.min(picture.width, x + width + by) - left,
    height: Math.min(picture.height, y + height + by) - top,
  };
}

function lies(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether two boxes share at least one pixel. */
export function touches(a: Box, b: Box): boolean {
  return overlap(a, b) > 0;
}

/** Whether the tile sees the whole face, at a size it can judge. */
export function isWholeInTile(
  box: Box,
  tile: Tile,
  picture: { readonly width: number; readonly height: number },
): boolean {
  return Math.max(box.width, box.height) <= tile.maxFacePixels && !isCutByTile(box, tile, picture);
}

/** A box that ends where its tile ends is a cut face, unless the picture ends there too. */
function isCutByTile(
  box: Box,
  tile: Box,
  picture: { readonly width: number; readonly height: number },
): boolean {
  const margin = 0.06;
  const [dx, dy] = [box.width * margin, box.height * margin];
  return (
    (tile.x > 0 && box.x < tile.x + dx) ||
    (tile.y > 0 && box.y < tile.y + dy) ||
    (tile.x + tile.width < picture.width && box.x + box.width > tile.x + tile.width - dx) ||
    (tile.y + tile.height < picture.height && box.y + box.height > tile.y + tile.height - dy)
  );
}

/** Keeps the surest of boxes that mean the same face: they overlap, or one lies mostly inside the other. */
export function mergeBoxes(boxes: readonly ScoredBox[]): readonly ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score)) {
    if (!kept.some(({ box }) => isSameFace(box, candidate.box))) kept.push(candidate);
  }
  return kept;
}

function isSameFace(a: Box, b: Box): boolean {
  const union = overlap(a, b);
  if (union > 0.3) return true;
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  const shared = (union * (areaA + areaB)) / (1 + union);
  return shared / Math.min(areaA, areaB) > 0.6;
}
