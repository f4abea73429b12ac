import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { framesPerSecond, type StreetScene, standingAt } from '../../sandbox/demo/street-scene.ts';
import { cachedStreetVideo, makeStreetVideo, VideoFailedError } from '../../sandbox/demo/street-video.ts';
import { runFfmpeg } from '../../sandbox/kinesis-video/ffmpeg.ts';

const plate = { letters: 'กข', digits: '1234', province: 'หนองคาย' };
const car = { at: 0, lane: -0.9, car: 'sedan', paint: '#8c1f28', plate } as const;
const person = { at: 0, lane: 0.6, person: 'somebody', shirt: '#36c', trousers: '#333' };
const scene: StreetScene = { place: 'station', seconds: 3, passings: [car, person] };

let folder: string;
let faces: Record<string, { photo: string; box: { x: number; y: number; width: number; height: number } }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'street-'));
  const photo = join(folder, 'face.png');
  await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c98' } })
    .png()
    .toFile(photo);
  faces = { somebody: { photo, box: { x: 100, y: 100, width: 90, height: 110 } } };
});
afterAll(() => rm(folder, { recursive: true }));

/** Small pictures of all frames of a video. */
async function framesOf(file: string): Promise<readonly Buffer[]> {
  const { output } = await runFfmpeg([
    '-i',
    file,
    '-vf',
    'scale=64:36',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    'pipe:1',
  ]);
  const size = 64 * 36 * 3;
  return Array.from({ length: output.length / size }, (_, i) => output.subarray(i * size, (i + 1) * size));
}

describe('a passing through the street', () => {
  it('shows a face at least 60 pixels wide for 4 seconds, and a plate at least 120', () => {
    const secondsWith = (passing: typeof car | typeof person, centimeters: number, pixels: number) =>
      Array.from({ length: 200 }, (_, i) => standingAt(passing, i / 10)).filter(
        (standing) => standing !== undefined && (standing.pixelsPerMeter * centimeters) / 100 >= pixels,
      ).length / 10;

    expect(secondsWith(person, 20, 60)).toBeGreaterThan(4);
    expect(secondsWith(car, 46, 120)).toBeGreaterThan(4);
  });

  it('never gets smaller while it comes closer, and is seen only between its coming and its leaving', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 600 }), fc.constantFrom(car, person), (tenths, passing) => {
        const second = tenths / 10;
        const [now, next] = [standingAt(passing, second), standingAt(passing, second + 0.1)];
        if (second < 0 || second > 20) expect(now).toBeUndefined();
        if (now && next) expect(next.pixelsPerMeter).toBeGreaterThan(now.pixelsPerMeter);
      }),
    );
  });
});

describe('a street video', () => {
  it('has a keyframe every second and every frame of the scene', async () => {
    const outFile = join(folder, 'street.mp4');

    await makeStreetVideo({ scene, outFile, faces });

    expect(await framesOf(outFile)).toHaveLength(scene.seconds * framesPerSecond);
    const keys = await runFfmpeg([
      '-skip_frame',
      'nokey',
      '-i',
      outFile,
      '-vsync',
      '0',
      '-vf',
      'scale=16:9',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      'pipe:1',
    ]);
    expect(keys.output.length / (16 * 9)).toBe(scene.seconds);
  });

  it('is the same for the same scene and shows who passes', async () => {
    const make = async (name: string, passings: StreetScene['passings']) => {
      const outFile = join(folder, name);
      await makeStreetVideo({ scene: { ...scene, passings }, outFile, faces });
      return framesOf(outFile);
    };

    const [once, again, empty] = [
      await make('a.mp4', scene.passings),
      await make('b.mp4', scene.passings),
      await make('c.mp4', []),
    ];

    expect(Buffer.concat(once)).toEqual(Buffer.concat(again));
    expect(once.at(-1)).not.toEqual(empty.at(-1));
  });

  it('is made once and taken from the cache afterwards', async () => {
    const params = { scene: { ...scene, seconds: 1 }, faces, cacheDir: join(folder, 'cache') };

    const first = await cachedStreetVideo(params);
    const made = (await stat(first)).mtimeMs;
    const second = await cachedStreetVideo(params);

    expect(second).toBe(first);
    expect((await stat(second)).mtimeMs).toBe(made);
    expect(await cachedStreetVideo({ ...params, scene: { ...params.scene, seconds: 2 } })).not.toBe(first);
  });

  it('leaves no half file when it cannot be made', async () => {
    const cacheDir = join(folder, 'broken');
    const unknown = { ...scene, passings: [{ ...person, person: 'nobody' }] };

    await expect(cachedStreetVideo({ scene: unknown, faces, cacheDir })).rejects.toThrow(VideoFailedError);

    expect(await readdir(cacheDir).catch(() => [])).toEqual([]);
  });
});
