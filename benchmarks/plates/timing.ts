import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { createOnnxPlateDetector } from '../../lambdas/plates/onnx-plate-detector.ts';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { renderPlate } from '../../models/plates/render-plate.ts';
import { modelPath } from './machine.ts';
import { median } from './score.ts';

export interface Timing {
  readonly what: string;
  readonly medianMilliseconds: number;
  /** Mean of what the processor worked on it, whatever else ran beside. */
  readonly cpuMilliseconds: number;
  readonly runs: number;
}

const warmUps = 5;
/** What `watch-camera` asks for. */
const detectorPixels = 640;
const plate = { letters: '1กข', digits: '1234', province: 'หนองคาย' };

/** How long each step takes, on one thread. */
export async function measureTimings(reader: PlateReader, runs = 40): Promise<readonly Timing[]> {
  const detector = await createOnnxPlateDetector({ modelPath: modelPath('plate-detector.onnx') });
  const crop = await decodePicture(await renderPlate(plate, 160));
  const [empty, street] = [
    await decodePicture(await frame([])),
    await decodePicture(await frame([[560, 520]])),
  ];
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'reader, per crop': () => reader.readCrop(crop),
    'detector, per 1280×720 frame': () => detector.detectPlates(street, detectorPixels),
    'frame without a plate, read': () => reader.readFrame(empty),
    'frame with one plate, read': () => reader.readFrame(street),
  };
  const timings: Timing[] = [];
  for (const [what, step] of Object.entries(steps)) {
    timings.push({ what, runs, ...(await timeOf(step, runs)) });
  }
  return timings;
}

async function timeOf(step: () => Promise<unknown>, runs: number) {
  const times: number[] = [];
  for (let run = 0; run < warmUps; run++) await step();
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await step();
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return { medianMilliseconds: median(times), cpuMilliseconds: (user + system) / 1000 / runs };
}

/** A gray street with plates 140 pixels wide: what is in a frame hardly changes how long the networks take. */
async function frame(places: readonly (readonly [x: number, y: number])[]): Promise<Buffer> {
  const input = await renderPlate(plate, 140);
  return sharp({ create: { width: 1280, height: 720, channels: 3, background: '#6f757b' } })
    .composite(places.map(([left, top]) => ({ input, left, top })))
    .jpeg({ quality: 90 })
    .toBuffer();
}
