import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toSharp } from '../runtime/jpeg.ts';
import type { Picture } from '../zone/picture.ts';
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
  /** `inputPixels`: what the picture's longer side is brought to; plates much narrower than 24 of them are missed. */
  detectPlates(picture: Picture, inputPixels: number): Promise<readonly PlateDetection[]>;
}

/** Finds places that look like plates; whether they are is for the reader to say. */
export async function createOnnxPlateDetector(params: OnnxPlateDetectorParams): Promise<PlateDetector> {
  const { modelPath, intraOpNumThreads = 1, minConfidence = 0.3 } = params;
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads, interOpNumThreads: 1 });
  return {
    async detectPlates(picture, inputPixels) {
      const small = await shrink(picture, inputPixels);
      const input = new Float32Array(3 * small.width * small.height);
      toPlanes(small, input);
      const image = new Tensor('float32', input, [1, 3, small.height, small.width]);
      const { heatmap, box, corners } = await session.run({ image });
      return decodeDetections({
        heatmap: floats(heatmap),
        sides: floats(box),
        corners: corners && floats(corners),
        rows: small.height / cellPixels,
        columns: small.width / cellPixels,
        scale: { x: picture.width / small.width, y: picture.height / small.height },
        minConfidence,
      });
    },
  };
}

/** To whole cells on both sides, which bends the picture by less than one cell. */
async function shrink(picture: Picture, inputPixels: number): Promise<Picture> {
  const scale = inputPixels / Math.max(picture.width, picture.height);
  const whole = (side: number) => Math.max(2, Math.round((side * scale) / cellPixels)) * cellPixels;
  const [width, height] = [whole(picture.width), whole(picture.height)];
  const image = toSharp(picture).resize(width, height, { fit: 'fill', kernel: 'linear' });
  return { width, height, data: await image.raw().toBuffer() };
}

export function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError('the plate model does not give floats');
  return tensor.data;
}
