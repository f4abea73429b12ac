import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { FrameSource } from '../lambdas/cameras/frame-source.ts';
import { boundsOf, fillOutline } from '../lambdas/cameras/outline.ts';
import { decodePicture, PictureUnreadableError } from '../lambdas/runtime/jpeg.ts';
import type { Outline } from '../lambdas/zone/camera-file.ts';
import { parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import type { Camera } from '../lambdas/zone/zone-file.ts';
import { asCameraId } from './camera-credentials-command.ts';
import { drawCameraView } from './draw-camera-view.ts';

/** There is nothing to draw, or nothing to draw on. */
export class CameraViewError extends Error {
  override readonly name = 'CameraViewError';
}

interface CameraViewParams {
  readonly openFrames: () => Promise<FrameSource>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

interface ViewOptions {
  readonly zone: string;
  readonly frame?: string;
  readonly out?: string;
  readonly json: boolean;
}

const defaults: CameraViewParams = {
  // Loaded when it is needed: a picture at hand needs no AWS SDK.
  openFrames: async () => (await import('./camera-frames.ts')).openCameraFrames(),
  out: (text) => process.stdout.write(text),
  clock: Date.now,
};

/** `zone camera view ID`: a picture of what the zone file says about a camera's view. Throws CameraViewError. */
export function cameraViewCommand(overrides: Partial<CameraViewParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('view')
    .description("draw a camera's regions and masks, as the zone file has them, on its newest frame")
    .argument('<id>', 'the camera in the zone file', asCameraId)
    .option('--zone <file>', 'the zone file', 'zones/nongkhai.yaml')
    .option(
      '--frame <picture>',
      'draw on this JPEG or PNG; default: the newest frame of the last two minutes',
    )
    .option('--out <file>', 'where the picture goes (default: <id>-view.jpg)')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nWhat lies under a mask is black, as it is for the zone.')
    .action(async (cameraId: string, options: ViewOptions) => {
      const camera = await findCamera(cameraId, options.zone);
      const frame = await findFrame(cameraId, options.frame, params);
      const file = options.out ?? `${cameraId}-view.jpg`;
      const picture = await decodeFrame(frame.jpeg, options.frame ?? 'the newest frame');
      const { width, height } = picture;
      await writeFile(file, await drawCameraView(picture, camera));
      const result = { cameraId, file, width, height, takenAt: frame.takenAt, ...describeParts(camera) };
      params.out(options.json ? `${JSON.stringify(result)}\n` : explain(result));
    });
}

async function findCamera(cameraId: string, file: string): Promise<Camera> {
  const { cameras } = parseZoneFile(await readText(file), file);
  const camera = cameras.find(({ id }) => id === cameraId);
  if (camera !== undefined) return camera;
  const known = cameras.map(({ id }) => id).join(', ');
  throw new CameraViewError(`there is no camera "${cameraId}" in ${file}; there are: ${known}`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CameraViewError(`the zone file ${file} cannot be read`, { cause });
  }
}

const lookBackMilliseconds = 120_000;

interface FoundFrame {
  readonly jpeg: Uint8Array;
  /** ISO 8601; null for a picture at hand. */
  readonly takenAt: string | null;
}

async function findFrame(
  cameraId: string,
  file: string | undefined,
  { openFrames, clock }: CameraViewParams,
): Promise<FoundFrame> {
  if (file !== undefined) {
    const jpeg = await readFile(file).catch((cause: unknown) => {
      throw new CameraViewError(`${file} cannot be read`, { cause });
    });
    return { jpeg, takenAt: null };
  }
  const to = clock();
  const window = { from: to - lookBackMilliseconds, to, intervalMilliseconds: 2_000 };
  let newest: FoundFrame | undefined;
  for await (const frame of (await openFrames()).listFrames(cameraId, window)) {
    if ('jpeg' in frame) newest = { jpeg: frame.jpeg, takenAt: new Date(frame.takenAt).toISOString() };
  }
  if (newest !== undefined) return newest;
  const advice = 'Is it deployed and sending (zone camera send)? Or draw on a picture: --frame picture.jpg';
  throw new CameraViewError(`${cameraId} has sent no video in the last two minutes.\n${advice}`);
}

async function decodeFrame(jpeg: Uint8Array, name: string) {
  try {
    return await decodePicture(jpeg);
  } catch (cause) {
    if (!(cause instanceof PictureUnreadableError)) throw cause;
    throw new CameraViewError(`${name} is not a readable JPEG or PNG`, { cause });
  }
}

function describeParts({ regions = [], masks = [] }: Pick<Camera, 'regions' | 'masks'>) {
  return {
    regions: regions.map(({ id, outline }) => ({ id, share: shareOf(outline), bounds: boundsOf(outline) })),
    masks: masks.map((outline) => ({ share: shareOf(outline), bounds: boundsOf(outline) })),
  };
}

/** How much of the picture lies in an outline, to a thousandth. */
function shareOf(outline: Outline): number {
  const cells = new Uint8Array(400 * 225);
  fillOutline(outline, { width: 400, height: 225, margin: 0 }, (from, to) => cells.fill(1, from, to));
  return Math.round((1000 * cells.reduce((sum, cell) => sum + cell, 0)) / cells.length) / 1000;
}

interface ViewResult extends ReturnType<typeof describeParts> {
  readonly cameraId: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
}

function explain({ cameraId, file, width, height, takenAt, regions, masks }: ViewResult): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} % of the picture`;
  return [
    `${file}: ${cameraId}, ${width}×${height}${takenAt === null ? '' : `, taken ${takenAt}`}`,
    regions.length === 0 ? 'no regions: the whole picture is watched' : 'watched are only',
    ...regions.map(({ id, share }) => `  ${id}, ${percent(share)}`),
    masks.length === 0 ? 'no masks' : 'black for everybody',
    ...masks.map(({ share }, i) => `  mask ${i + 1}, ${percent(share)}`),
    '',
  ].join('\n');
}
