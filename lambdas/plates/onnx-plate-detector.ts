import { InferenceSession, Tensor } from 'onnxruntime-node';
import { shrinkPicture } from '../runtime/shrink-picture.ts';
import { createSpareFloats } from '../runtime/spare-floats.ts';
import { type Box, overlap, type Picture } from '../zone/picture.ts';
import { cellPixels, decodeDetections, type PlateDetection } from './decode-detections.ts';
import { toPlanes } from './picture-planes.ts';

export interface OnnxPlateDetectorParams {
  /** `plate-detector.onnx`: `image` 1×3×H×W → `heatmap` 1×1×H/8×W/8, `box` 1×4×H/8×W/8, and maybe `corners` 1×8×H/8×W/8. */
  readonly modelPath: string;
  readonly intraOpNumThreads?: number;
  /** @default 0.3 */
  readonly minConfidence?: number;
}

export interface PlateDetector {
  /**
   * `inputPixels`: what the picture's longer side is brought to; plates much narrower than 24 of them are missed.
   * `regions` (pixels of the picture): only plates that touch one of them are wanted; left out: all.
   */
  detectPlates(
    picture: Picture,
    inputPixels: number,
    regions?: readonly Box[],
  ): Promise<readonly PlateDetection[]>;
}

/** Finds places that look like plates; whether they are is for the reader to say. */
export async function createOnnxPlateDetector(params: OnnxPlateDetectorParams): Promise<PlateDetector> {
  const { modelPath, intraOpNumThreads = 1, minConfidence = 0.3 } = params;
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads, interOpNumThreads: 1 });
  const spareFloats = createSpareFloats();
  const run = (part: Picture) =>
    spareFloats(3 * part.width * part.height, async (input) => {
      toPlanes(part, input);
      return session.run({ image: new Tensor('float32', input, [1, 3, part.height, part.width]) });
    });
  return {
    async detectPlates(picture, inputPixels, regions) {
      const small = shrink(picture, inputPixels);
      const scale = { x: picture.width / small.width, y: picture.height / small.height };
      const part = regions === undefined ? wholeOf(small) : partAround(regions, small, scale);
      if (part === undefined) return [];
      const { heatmap, box, corners } = await run(cut(small, part));
      const found = decodeDetections({
        heatmap: floats(heatmap),
        sides: floats(box),
        corners: corners && floats(corners),
        rows: part.height / cellPixels,
        columns: part.width / cellPixels,
        origin: part,
        scale,
        minConfidence,
      });
      return regions === undefined
        ? found
        : found.filter((plate) => regions.some((region) => overlap(region, plate.box) > 0));
    },
  };
}

/** To whole cells on both sides, which bends the picture by less than one cell. */
function shrink(picture: Picture, inputPixels: number): Picture {
  const scale = inputPixels / Math.max(picture.width, picture.height);
  const whole = (side: number) => Math.max(2, Math.round((side * scale) / cellPixels)) * cellPixels;
  return shrinkPicture(picture, whole(picture.width), whole(picture.height));
}

const wholeOf = ({ width, height }: Picture): Box => ({ x: 0, y: 0, width, height });

/** What the network sees around a plate before it calls it one, in its own pixels. */
const surroundings = 32;
/** Parts begin where the network's coarsest cells do, and are of few sizes, for each of which it plans its memory anew. */
const partStep = 64;

/** The part of the small picture that shows the regions and what is around them; undefined: there is none. */
function partAround(
  regions: readonly Box[],
  small: Picture,
  scale: { readonly x: number; readonly y: number },
): Box | undefined {
  if (regions.length === 0) return undefined;
  const first = (pixels: number) => Math.max(0, Math.floor((pixels - surroundings) / partStep) * partStep);
  const end = (pixels: number, side: number) =>
    Math.min(side, Math.ceil((pixels + surroundings) / partStep) * partStep);
  const x = first(Math.min(...regions.map((box) => box.x / scale.x)));
  const y = first(Math.min(...regions.map((box) => box.y / scale.y)));
  const right = end(Math.max(...regions.map((box) => (box.x + box.width) / scale.x)), small.width);
  const bottom = end(Math.max(...regions.map((box) => (box.y + box.height) / scale.y)), small.height);
  return { x, y, width: right - x, height: bottom - y };
}

function cut({ width, height, data }: Picture, part: Box): Picture {
  if (part.width === width && part.height === height) return { width, height, data };
  const cutOut = new Uint8Array(part.width * part.height * 3);
  for (let row = 0; row < part.height; row++) {
    const from = ((part.y + row) * width + part.x) * 3;
    cutOut.set(data.subarray(from, from + part.width * 3), row * part.width * 3);
  }
  return { width: part.width, height: part.height, data: cutOut };
}

export function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the plate model does not give floats');
  return tensor.data;
}
