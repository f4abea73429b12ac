import { InferenceSession, Tensor } from 'onnxruntime-node';
import { floats } from './onnx-plate-detector.ts';
import { toPlanes } from './picture-planes.ts';
import { networkInput, type PlateNetwork } from './read-views.ts';

interface OnnxPlateNetworkParams {
  /** `plate-reader.onnx`: `plate` N×3×80×160 → `characters` N×8×55, `province` N×78, `class` N×10. */
  readonly modelPath: string;
  readonly intraOpNumThreads: number;
}

/** Looks at pictures of the size `networkInput`. */
export async function createOnnxPlateNetwork(params: OnnxPlateNetworkParams): Promise<PlateNetwork> {
  const { modelPath, intraOpNumThreads } = params;
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads, interOpNumThreads: 1 });
  return {
    async look(pictures) {
      const size = 3 * networkInput.width * networkInput.height;
      const planes = new Float32Array(pictures.length * size);
      for (const [index, picture] of pictures.entries()) toPlanes(picture, planes, index * size);
      const plate = new Tensor('float32', planes, [
        pictures.length,
        3,
        networkInput.height,
        networkInput.width,
      ]);
      const output = await session.run({ plate });
      const [characters, province, classes] = [
        floats(output.characters),
        floats(output.province),
        floats(output.class),
      ];
      return pictures.map((_, index) => ({
        characters: part(characters, index, pictures.length),
        province: part(province, index, pictures.length),
        class: part(classes, index, pictures.length),
      }));
    },
  };
}

const part = (values: Float32Array, index: number, count: number) =>
  values.subarray((index * values.length) / count, ((index + 1) * values.length) / count);
