import { describe, expect, it } from 'vitest';
import { photographPlate } from '../../models/plates/photograph-plate.ts';
import { filmed, StreetCameraError } from '../../models/plates/street-camera.ts';

const picture = await photographPlate(
  { letters: 'กข', digits: '1', province: 'เลย' },
  { widthPixels: 138 },
  1,
);
const frame = {
  width: 128,
  height: 64,
  data: Uint8Array.from({ length: 128 * 64 * 3 }, (_, at) => picture.picture.data[at] ?? 0),
};

const lost = (given: typeof frame, seen: { readonly data: Uint8Array } | undefined) =>
  given.data.reduce((sum, value, at) => sum + Math.abs(value - (seen?.data[at] ?? 0)), 0) / given.data.length;

describe('filmed', () => {
  it('gives as many frames of the same size back, like what they were', async () => {
    const frames = await filmed([frame, frame, frame], { framesPerSecond: 10, kilobitsPerSecond: 4000 });

    expect(frames.map(({ width, height }) => [width, height])).toEqual([
      [128, 64],
      [128, 64],
      [128, 64],
    ]);
    expect(lost(frame, frames[0])).toBeLessThan(20);
  });

  it('loses more at a lower bitrate', async () => {
    const film = (kilobitsPerSecond: number) => filmed([frame], { framesPerSecond: 10, kilobitsPerSecond });
    const [good, bad] = [await film(4000), await film(20)];

    expect(lost(frame, bad[0])).toBeGreaterThan(lost(frame, good[0]));
  });

  it('refuses pictures that video cannot hold', async () => {
    const odd = { width: 3, height: 3, data: new Uint8Array(27) };

    await expect(filmed([odd], { framesPerSecond: 10, kilobitsPerSecond: 100 })).rejects.toThrow(
      StreetCameraError,
    );
  });

  it('gives nothing for nothing', async () => {
    expect(await filmed([], { framesPerSecond: 10, kilobitsPerSecond: 100 })).toEqual([]);
  });
});
