import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toSharp } from '../runtime/jpeg.ts';
import { type Box, overlap, type Picture, pad } from '../zone/picture.ts';
import { decodeReading, type PlateAlphabet } from './decode-reading.ts';
import { createOnnxPlateDetector, floats } from './onnx-plate-detector.ts';
import { toPlanes } from './picture-planes.ts';
import type { PlateReader, PlateReading } from './plate-reader.ts';

interface OnnxPlateReaderParams {
  readonly detectorPath: string;
  /** `plate-reader.onnx`: `plate` N×3×80×160 → `characters` N×8×55, `province` N×78. */
  readonly readerPath: string;
  readonly alphabet: PlateAlphabet;
  /** @default 1 */
  readonly intraOpNumThreads?: number;
  /** The detector's input sizes; a larger one finds plates that are farther away, at a cost by the square. @default [640] */
  readonly detectorPixels?: readonly number[];
}

const input = { width: 160, height: 80 };
/**
 * Each plate is read with these margins at once and the probabilities are averaged: one more plate in forty is read
 * right than with a single view, and a sign read twice or cut off makes the views disagree (benchmarks/RESULTS.md).
 */
const margins = [0, 0.05, 0.1];

/** Finds plates with one network and reads them with another, both run in this process. */
export async function createOnnxPlateReader(params: OnnxPlateReaderParams): Promise<PlateReader> {
  const { detectorPath, readerPath, alphabet, intraOpNumThreads = 1, detectorPixels = [640] } = params;
  const session = await InferenceSession.create(readerPath, { intraOpNumThreads, interOpNumThreads: 1 });
  const detector = await createOnnxPlateDetector({ modelPath: detectorPath, intraOpNumThreads });

  return {
    async readFrame(picture) {
      const inside: Box[] = [];
      for (const pixels of detectorPixels) {
        const found = await detector.detectPlates(picture, pixels);
        inside.push(...found.map(({ box }) => pad(box, 0, picture)));
      }
      const views = inside.flatMap((box) =>
        margins.map((share) => ({ picture, box: pad(box, share, picture) })),
      );
      return oncePerPlate(await readViews({ session, alphabet, views, boxes: inside }));
    },

    async readCrop(picture) {
      const box = { x: 0, y: 0, width: picture.width, height: picture.height };
      const views = await Promise.all(margins.map((share) => withMargin(picture, share)));
      return (await readViews({ session, alphabet, views, boxes: [box] }))[0];
    },
  };
}

interface View {
  readonly picture: Picture;
  readonly box: Box;
}

interface ReadViewsParams {
  readonly session: InferenceSession;
  readonly alphabet: PlateAlphabet;
  /** For each box in turn as many views as there are margins. */
  readonly views: readonly View[];
  readonly boxes: readonly Box[];
}

async function readViews({
  session,
  alphabet,
  views,
  boxes,
}: ReadViewsParams): Promise<readonly PlateReading[]> {
  if (boxes.length === 0) return [];
  const size = 3 * input.width * input.height;
  const planes = new Float32Array(views.length * size);
  for (const [index, view] of views.entries()) toPlanes(await cut(view), planes, index * size);
  const plate = new Tensor('float32', planes, [views.length, 3, input.height, input.width]);
  const output = await session.run({ plate });
  const [characters, province] = [floats(output.characters), floats(output.province)];
  const readings = boxes.map((box, index) =>
    decodeReading({
      characters: meanOfViews(characters, boxes.length, index),
      province: meanOfViews(province, boxes.length, index),
      alphabet,
      box,
    }),
  );
  return readings.filter((reading) => reading !== undefined);
}

/** The average over the views of plate `index` out of `count` plates. */
function meanOfViews(values: Float32Array, count: number, index: number): Float32Array {
  const size = values.length / count / margins.length;
  const start = index * margins.length * size;
  return Float32Array.from({ length: size }, (_, at) => {
    const sum = margins.reduce((total, _, view) => total + (values[start + view * size + at] ?? 0), 0);
    return sum / margins.length;
  });
}

async function cut({ picture, box }: View): Promise<Picture> {
  const image = toSharp(picture)
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .resize(input.width, input.height, { fit: 'fill', kernel: 'linear' });
  return { ...input, data: await image.raw().toBuffer() };
}

/** The picture with its border pixels carried on outwards. */
async function withMargin(picture: Picture, share: number): Promise<View> {
  if (share === 0) return { picture, box: { x: 0, y: 0, width: picture.width, height: picture.height } };
  const [x, y] = [Math.ceil(picture.width * share), Math.ceil(picture.height * share)];
  const size = { width: picture.width + 2 * x, height: picture.height + 2 * y };
  const image = toSharp(picture).extend({ left: x, right: x, top: y, bottom: y, extendWith: 'copy' });
  return { picture: { ...size, data: await image.raw().toBuffer() }, box: { x: 0, y: 0, ...size } };
}

/** The surest reading of each place, the surest first: several input sizes find the same plate. */
function oncePerPlate(readings: readonly PlateReading[]): readonly PlateReading[] {
  const kept: PlateReading[] = [];
  for (const reading of readings.toSorted((a, b) => b.confidence - a.confidence)) {
    if (kept.every(({ box }) => overlap(box, reading.box) < 0.3)) kept.push(reading);
  }
  return kept;
}
