import type { Picture } from '../zone/picture.ts';

/** Planes of red, green and blue, 0–1, as networks take them. `into` gets 3 × width × height values from `offset` on. */
export function toPlanes({ width, height, data }: Picture, into: Float32Array, offset = 0): void {
  const plane = width * height;
  for (let pixel = 0, from = 0; pixel < plane; pixel++, from += 3) {
    into[offset + pixel] = (data[from] ?? 0) / 255;
    into[offset + plane + pixel] = (data[from + 1] ?? 0) / 255;
    into[offset + 2 * plane + pixel] = (data[from + 2] ?? 0) / 255;
  }
}
