/** A decoded picture: 8-bit RGB, rows from the top, no padding (`data.length === width * height * 3`). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle in pixels of its picture; x and y are the top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Intersection over union of two boxes, 0 (apart) to 1 (the same). */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/** The box grown by `share` of its own size on every side and cut at the picture's edges. */
export function pad(
  box: Box,
  share: number,
  picture: { readonly width: number; readonly height: number },
): Box {
  const left = Math.max(0, Math.floor(box.x - box.width * share));
  const top = Math.max(0, Math.floor(box.y - box.height * share));
  const right = Math.min(picture.width, Math.ceil(box.x + box.width * (1 + share)));
  const bottom = Math.min(picture.height, Math.ceil(box.y + box.height * (1 + share)));
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
