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
/** Boxes are not exact: the plate is read with two margins, and the surer reading counts. */
const margins = [0.03, 0.1];

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
      const crops = inside.flatMap((box) => margins.map((share) => pad(box, share, picture)));
      const readings = await readCrops({ session, alphabet, picture, crops });
      const perPlate = inside.map((box, index) => {
        const tries = readings.slice(index * margins.length, (index + 1) * margins.length);
        const reading = surest(tries);
        return reading && { ...reading, box };
      });
      return oncePerPlate(perPlate.filter((reading) => reading !== undefined));
    },

    async readCrop(picture) {
      const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
      const padded = await withMargin(picture);
      const all = { x: 0, y: 0, width: padded.width, height: padded.height };
      const reading = surest([
        ...(await readCrops({ session, alphabet, picture, crops: [whole] })),
        ...(await readCrops({ session, alphabet, picture: padded, crops: [all] })),
      ]);
      return reading && { ...reading, box: whole };
    },
  };
}

interface ReadCropsParams {
  readonly session: InferenceSession;
  readonly alphabet: PlateAlphabet;
  readonly picture: Picture;
  readonly crops: readonly Box[];
}

async function readCrops(params: ReadCropsParams): Promise<readonly (PlateReading | undefined)[]> {
  const { session, alphabet, picture, crops } = params;
  if (crops.length === 0) return [];
  const size = 3 * input.width * input.height;
  const planes = new Float32Array(crops.length * size);
  for (const [index, crop] of crops.entries()) toPlanes(await cut(picture, crop), planes, index * size);
  const plate = new Tensor('float32', planes, [crops.length, 3, input.height, input.width]);
  const output = await session.run({ plate });
  const [characters, province] = [floats(output.characters), floats(output.province)];
  const [perPlate, perProvince] = [characters.length / crops.length, province.length / crops.length];
  return crops.map((box, index) =>
    decodeReading({
      characters: characters.subarray(index * perPlate, (index + 1) * perPlate),
      province: province.subarray(index * perProvince, (index + 1) * perProvince),
      alphabet,
      box,
    }),
  );
}

async function cut(picture: Picture, box: Box): Promise<Picture> {
  const image = toSharp(picture)
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .resize(input.width, input.height, { fit: 'fill', kernel: 'linear' });
  return { ...input, data: await image.raw().toBuffer() };
}

/** A plate cut off at its very edge reads better with some border around it. */
async function withMargin(picture: Picture): Promise<Picture> {
  const [x, y] = [Math.ceil(picture.width * 0.06), Math.ceil(picture.height * 0.06)];
  const image = toSharp(picture).extend({ left: x, right: x, top: y, bottom: y, extendWith: 'copy' });
  return { width: picture.width + 2 * x, height: picture.height + 2 * y, data: await image.raw().toBuffer() };
}

/** The surest reading of each place, the surest first: several input sizes find the same plate. */
function oncePerPlate(readings: readonly PlateReading[]): readonly PlateReading[] {
  const kept: PlateReading[] = [];
  for (const reading of readings.toSorted((a, b) => b.confidence - a.confidence)) {
    if (kept.every(({ box }) => overlap(box, reading.box) < 0.3)) kept.push(reading);
  }
  return kept;
}

function surest(readings: readonly (PlateReading | undefined)[]): PlateReading | undefined {
  return readings
    .filter((reading) => reading !== undefined)
    .reduce<PlateReading | undefined>(
      (best, reading) => (best && best.confidence >= reading.confidence ? best : reading),
      undefined,
    );
}
