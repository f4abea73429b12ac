import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { PlateAlphabet } from '../plates/decode-reading.ts';
import { createOnnxPlateReader } from '../plates/onnx-plate-reader.ts';
import type { PlateReader } from '../plates/plate-reader.ts';
import type { FaceDetector } from './face-detector.ts';
import { createOnnxFaceDetector } from './onnx-face-detector.ts';
import { createOnnxFaceLandmarks } from './onnx-face-landmarks.ts';

export interface Models {
  readonly faceDetector: FaceDetector;
  readonly plateReader: PlateReader;
}

/** Loads the networks that lie in `folder`: faces (detector, landmarks) and plates (detector, reader, alphabet). */
export async function openOnnxModels(folder: string): Promise<Models> {
  const file = (name: string) => join(folder, name);
  const intraOpNumThreads = availableParallelism();
  const alphabet = JSON.parse(await readFile(file('alphabet.json'), 'utf8')) as PlateAlphabet;
  const landmarks = await createOnnxFaceLandmarks({
    modelPath: file('fr_landmark.onnx'),
    intraOpNumThreads,
  });
  const faceDetector = await createOnnxFaceDetector({
    modelPath: file('fr_detect.onnx'),
    intraOpNumThreads,
    landmarks,
  });
  const plateReader = await createOnnxPlateReader({
    detectorPath: file('plate-detector.onnx'),
    readerPath: file('plate-reader.onnx'),
    alphabet,
    intraOpNumThreads,
  });
  return { faceDetector, plateReader };
}
