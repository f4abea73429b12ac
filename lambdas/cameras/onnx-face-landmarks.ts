import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Box, Picture } from '../zone/picture.ts';
import type { FaceLandmarks, Point } from './face-landmarks.ts';

interface OnnxFaceLandmarksParams {
  /** Input `input` 1×1×64×64 (gray / 256), output `output` 1×136: x, y of each point as fractions of the input. */
  readonly modelPath: string;
  readonly intraOpNumThreads: number;
}

const side = 64;

export async function createOnnxFaceLandmarks(params: OnnxFaceLandmarksParams): Promise<FaceLandmarks> {
  const { modelPath, intraOpNumThreads } = params;
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads, interOpNumThreads: 1 });
  return {
    async locate(picture, face) {
      const box = squareAround(face, picture);
      const input = new Tensor('float32', toGray(picture, box), [1, 1, side, side]);
      const { output } = await session.run({ input });
      if (!(output?.data instanceof Float32Array))
        throw new TypeError('the landmark model does not give floats');
      return toPoints(output.data, box);
    },
  };
}

/** The model was trained on squares as high as the face box. */
function squareAround(face: Box, picture: Picture): Box {
  const left = Math.max(0, Math.round(face.x + (face.width - face.height) / 2));
  const top = Math.max(0, Math.round(face.y));
  const right = Math.min(picture.width, Math.round(face.x + (face.width + face.height) / 2));
  const bottom = Math.min(picture.height, Math.round(face.y + face.height));
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** The box as gray / 256, stretched to the network's size: of each of its pixels the mean of what it stands for. */
function toGray({ width, data }: Picture, box: Box): Float32Array {
  const gray = new Float32Array(side * side);
  const step = { x: box.width / side, y: box.height / side };
  // So many samples each way that no pixel is left out; of a small face the same pixel counts twice.
  const samples = Math.max(2, Math.ceil(Math.max(step.x, step.y)));
  for (let at = 0; at < gray.length; at++) {
    const [left, top] = [box.x + (at % side) * step.x, box.y + Math.floor(at / side) * step.y];
    let sum = 0;
    for (let v = 0; v < samples; v++) {
      const row = Math.floor(top + ((v + 0.5) * step.y) / samples) * width;
      for (let u = 0; u < samples; u++) {
        const from = (row + Math.floor(left + ((u + 0.5) * step.x) / samples)) * 3;
        sum += 0.299 * (data[from] ?? 0) + 0.587 * (data[from + 1] ?? 0) + 0.114 * (data[from + 2] ?? 0);
      }
    }
    gray[at] = sum / (256 * samples * samples);
  }
  return gray;
}

function toPoints(values: Float32Array, box: Box): readonly Point[] {
  return Array.from({ length: values.length / 2 }, (_, i) => ({
    x: box.x + (values[2 * i] ?? 0) * box.width,
    y: box.y + (values[2 * i + 1] ?? 0) * box.height,
  }));
}
