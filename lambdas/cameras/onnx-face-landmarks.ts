import { InferenceSession, Tensor } from 'onnxruntime-node';
import { toSharp } from '../runtime/jpeg.ts';
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
      const gray = await toSharp(picture)
        .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
        .resize(side, side, { fit: 'fill', kernel: 'linear' })
        .grayscale()
        .raw()
        .toBuffer();
      const input = new Tensor(
        'float32',
        Float32Array.from(gray, (value) => value / 256),
        [1, 1, side, side],
      );
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

function toPoints(values: Float32Array, box: Box): readonly Point[] {
  return Array.from({ length: values.length / 2 }, (_, i) => ({
    x: box.x + (values[2 * i] ?? 0) * box.width,
    y: box.y + (values[2 * i + 1] ?? 0) * box.height,
  }));
}
