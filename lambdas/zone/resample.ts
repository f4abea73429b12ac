import type { Box, Picture } from './picture.ts';

type Size = Pick<Picture, 'width' | 'height'>;

/** What new pixels along one side are made of: `taps` old ones each, and how much each of these counts. */
interface Mixture {
  readonly taps: number;
  readonly from: Int32Array;
  readonly shares: Float64Array;
}

/**
 * A box of the picture at another size. Each new pixel is the mean of the old ones near it, the nearest counting most
 * (a triangle filter, as image libraries do it); beyond the picture its border pixels are carried on. By hand, because
 * a plate is small: a pipeline of sharp takes nearly as long for it as the network does to read it.
 */
export function resample(picture: Picture, { x, y, width, height }: Box, size: Size): Picture {
  const columns = mixture({ start: x, length: width, count: size.width, available: picture.width });
  const rows = mixture({ start: y, length: height, count: size.height, available: picture.height });
  const data = new Uint8Array(size.width * size.height * 3);
  const [left, right] = [Math.min(...columns.from), Math.max(...columns.from) + 1];
  const row = new Float64Array((right - left) * 3);
  for (let index = 0; index < size.height; index++) {
    mixRows(picture, rows, index, left, row);
    mixColumns(row, columns, left, data.subarray(index * size.width * 3));
  }
  return { ...size, data };
}

function mixture(params: { start: number; length: number; count: number; available: number }): Mixture {
  const { start, length, count, available } = params;
  const scale = length / count;
  const reach = Math.max(1, scale);
  const taps = Math.ceil(2 * reach);
  const from = new Int32Array(count * taps);
  const shares = new Float64Array(count * taps);
  for (let index = 0; index < count; index++) {
    const center = start + (index + 0.5) * scale;
    const first = Math.ceil(center - reach - 0.5);
    const share = (tap: number) => Math.max(0, 1 - Math.abs(first + tap + 0.5 - center) / reach);
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) sum += share(tap);
    for (let tap = 0; tap < taps; tap++) {
      from[index * taps + tap] = Math.min(Math.max(first + tap, 0), available - 1);
      shares[index * taps + tap] = share(tap) / sum;
    }
  }
  return { taps, from, shares };
}

/** Into `row`, as wide as the picture, goes what the new row `index` is made of. */
function mixRows(
  { width, data }: Picture,
  rows: Mixture,
  index: number,
  left: number,
  row: Float64Array,
): void {
  row.fill(0);
  for (let at = index * rows.taps; at < (index + 1) * rows.taps; at++) {
    const share = rows.shares[at] ?? 0;
    const start = ((rows.from[at] ?? 0) * width + left) * 3;
    for (let x = 0; x < row.length; x++) row[x] = (row[x] ?? 0) + (data[start + x] ?? 0) * share;
  }
}

function mixColumns(
  row: Float64Array,
  { taps, from, shares }: Mixture,
  left: number,
  into: Uint8Array,
): void {
  for (let to = 0, at = 0; at < from.length; to += 3) {
    let red = 0.5;
    let green = 0.5;
    let blue = 0.5;
    for (const end = at + taps; at < end; at++) {
      const pixel = ((from[at] ?? 0) - left) * 3;
      const share = shares[at] ?? 0;
      red += (row[pixel] ?? 0) * share;
      green += (row[pixel + 1] ?? 0) * share;
      blue += (row[pixel + 2] ?? 0) * share;
    }
    into[to] = red;
    into[to + 1] = green;
    into[to + 2] = blue;
  }
}
