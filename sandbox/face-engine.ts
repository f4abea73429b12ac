import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { DetectedFace, FaceDetector } from '../lambdas/cameras/face-detector.ts';
import {
  type FaceLandmarks,
  type FacePose,
  facePoints,
  type Point,
  poseOf,
} from '../lambdas/cameras/face-landmarks.ts';
import { createOnnxFaceDetector } from '../lambdas/cameras/onnx-face-detector.ts';
import { createOnnxFaceLandmarks } from '../lambdas/cameras/onnx-face-landmarks.ts';
import type { Picture } from '../lambdas/zone/picture.ts';
import { alignedSide, alignFace } from './align-face.ts';

/** A face with what the local Rekognition tells about it. */
export interface FoundFace extends DetectedFace {
  /** 68 points in pixels of the picture. */
  readonly points: readonly Point[];
  readonly pose: FacePose;
}

/** Finds faces and turns them into vectors that can be compared. */
export interface FaceEngine {
  /** Every face, the largest first. */
  findFaces(picture: Picture): Promise<readonly FoundFace[]>;
  /** 512 numbers of length 1 that describe the person's face. */
  describe(picture: Picture, face: FoundFace): Promise<Float32Array>;
}

export interface FaceModelPaths {
  readonly detect: string;
  readonly landmark: string;
  readonly feature: string;
}

const threads = { intraOpNumThreads: 1, interOpNumThreads: 1 };

/** Open models for detection, landmarks and comparison; loaded here, about 0.2 s. */
export async function createFaceEngine(paths: FaceModelPaths): Promise<FaceEngine> {
  const detector = await createOnnxFaceDetector({
    modelPath: paths.detect,
    intraOpNumThreads: 1,
    minFacePixels: 32,
  });
  const landmarks = await createOnnxFaceLandmarks({ modelPath: paths.landmark, intraOpNumThreads: 1 });
  const feature = await InferenceSession.create(paths.feature, threads);
  return {
    findFaces: (picture) => findFaces(detector, landmarks, picture),
    async describe(picture, face) {
      const aligned = await alignFace(picture, face.box, facePoints(face.points));
      const input = new Tensor('float32', toPlanes(aligned), [1, 3, alignedSide, alignedSide]);
      const [output] = Object.values(await feature.run({ [feature.inputNames[0] ?? 'input']: input }));
      if (!(output?.data instanceof Float32Array)) throw new TypeError('the face model does not give floats');
      return toUnitLength(output.data);
    },
  };
}

async function findFaces(
  detector: FaceDetector,
  landmarks: FaceLandmarks,
  picture: Picture,
): Promise<readonly FoundFace[]> {
  const faces: FoundFace[] = [];
  for (const face of await detector.detectFaces(picture)) {
    const points = await landmarks.locate(picture, face.box);
    faces.push({ ...face, points, pose: poseOf(facePoints(points)) });
  }
  return faces.sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
}

/**
 * Luma in all three planes: colored light (a neon sign on one cheek) made different people alike in color,
 * and on the sample photos gray parts the same from different people better than RGB or BGR do.
 */
function toPlanes({ data }: Picture): Float32Array {
  const plane = data.length / 3;
  const planes = new Float32Array(data.length);
  for (let i = 0; i < plane; i++) {
    const luma = 0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0);
    for (let channel = 0; channel < 3; channel++) planes[channel * plane + i] = (luma - 127) / 128;
  }
  return planes;
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Cosine of two vectors of length 1: −1 to 1. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Slope and middle of the curve below: 80 % at cosine .43, 99 % at .56; no two strangers of the sample photos reach .43. */
const steepness = 24.7;
const evenCosine = 0.374;

/**
 * Cosine as a similarity of 0–100 that rises like Rekognition's. The sandbox's own curve, set on these models and the
 * sample photos: AWS publishes none, so a percent of the local run says nothing about the percent of AWS.
 */
export function similarityPercent(cosineOfTwo: number): number {
  return 100 / (1 + Math.exp(-steepness * (cosineOfTwo - evenCosine)));
}
