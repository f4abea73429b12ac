import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameSource } from '../../lambdas/cameras/frame-source.ts';
import { CameraViewError, cameraViewCommand } from '../../tools/camera-view.ts';

let folder: string;
let zone: string;
let frame: string;
let green: Buffer;

const camera = `id: nk-cam-pier
    regions: [{ id: landing, outline: [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1]] }]
    masks: [[[0, 0], [0.25, 0], [0.25, 0.5], [0, 0.5]]]
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camera-view-'));
  [zone, frame] = [join(folder, 'zone.yaml'), join(folder, 'frame.jpg')];
  const text = await readFile('zones/nongkhai.yaml', 'utf8');
  await writeFile(zone, text.replace(/id: nk-cam-pier\n/, camera));
  green = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#00c000' } })
    .jpeg()
    .toBuffer();
  await writeFile(frame, green);
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], frames: FrameSource['listFrames'] = async function* () {}) {
  let printed = '';
  const command = cameraViewCommand({
    out: (text) => {
      printed += text;
    },
    openFrames: async () => ({ listFrames: frames }),
    clock: () => 1_000_000,
  });
  await command.exitOverride().parseAsync(['--zone', zone, ...args], { from: 'user' });
  return printed;
}

async function colorAt(file: string, left: number, top: number): Promise<readonly number[]> {
  return [...(await sharp(file).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

describe('zone camera view', () => {
  it('draws regions and masks on a picture at hand', async () => {
    const out = join(folder, 'view.jpg');

    const printed = await run(['nk-cam-pier', '--frame', frame, '--out', out]);

    expect(printed).toContain('landing, 25.');
    expect(printed).toContain('mask 1, 12.');
    const [masked, plain, watched] = [
      await colorAt(out, 80, 120),
      await colorAt(out, 240, 100),
      await colorAt(out, 480, 300),
    ];
    expect(Math.max(...masked)).toBeLessThan(20);
    expect(plain[1]).toBeGreaterThan(170);
    expect(plain[2]).toBeLessThan(30);
    expect(watched[2]).toBeGreaterThan(25);
  });

  it('draws on the newest frame of the running zone, and tells it as JSON', async () => {
    const out = join(folder, 'newest.jpg');

    const printed = await run(['nk-cam-pier', '--out', out, '--json'], async function* (_id, { from, to }) {
      yield { takenAt: from, jpeg: Buffer.from('an older one, never decoded') };
      yield { takenAt: to - 2_000, jpeg: green };
      yield { takenAt: to - 1_000, missing: 'no-video' };
    });

    expect(JSON.parse(printed)).toMatchObject({
      cameraId: 'nk-cam-pier',
      file: out,
      width: 640,
      height: 360,
      takenAt: '1970-01-01T00:16:38.000Z',
      regions: [{ id: 'landing', bounds: { x: 0.5, y: 0.5, width: 0.5, height: 0.5 } }],
      masks: [{ bounds: { x: 0, y: 0, width: 0.25, height: 0.5 } }],
    });
  });

  it.each([
    [
      'a camera that is not in the zone file',
      ['nk-cam-nowhere', '--frame', 'x.jpg'],
      /no camera .* there are: /,
    ],
    ['a picture that is not there', ['nk-cam-pier', '--frame', 'missing.jpg'], /missing\.jpg cannot be read/],
    [
      'a file that is no picture',
      ['nk-cam-pier', '--frame', 'package.json'],
      /package\.json is not a readable/,
    ],
    ['a zone file that is not there', ['nk-cam-pier', '--zone', 'none.yaml'], /zone file none\.yaml/],
    ['a camera without video', ['nk-cam-pier'], /no video in the last two minutes/],
  ])('says what is wrong with %s', async (_what, args, message) => {
    const failed = run(args);

    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toBeInstanceOf(CameraViewError);
  });
});
