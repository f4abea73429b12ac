import type { Picture } from '../zone/picture.ts';

/** 0–1 for each value of a color. */
const shareOf = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** Planes of red, green and blue, 0–1, as networks take them. `into` gets 3 × width × height values from `offset` on. */
export function toPlanes({ width, height, data }: Picture, into: Float32Array, offset = 0): void {
  const plane = width * height;
  for (let pixel = 0, from = 0; pixel < plane; pixel++, from += 3) {
    into[offset + pixel] = shareOf[data[from] ?? 0] ?? 0;
    into[offset + plane + pixel] = shareOf[data[from + 1] ?? 0] ?? 0;
    into[offset + 2 * plane + pixel] = shareOf[data[from + 2] ?? 0] ?? 0;
  }
}
