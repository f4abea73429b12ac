import { evidencePrefix } from '../zone/names.ts';
import type { DetectedFace } from './face-detector.ts';
import type { Detection, JoinRules, Pass } from './passes.ts';

/** What is kept of one face in one frame; its crop lies under `cropKey`. */
export interface FaceShot {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly sizePixels: number;
  /** Size times sharpness times frontality: the best shot is the largest one that is crisp and looks at the camera. */
  readonly score: number;
}
export type FacePass = Pass<FaceShot>;

/** The smallest face Rekognition finds in 1920×1080: https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
export const minFacePixels = 40;
/** From this width a shot is as good as it needs to be; a smaller face may still come nearer. */
const goodFacePixels = 60;
const goodShots = 2;
/** One to search, one to confirm, one in reserve. */
const keptShots = 3;
/** Someone who stands in view is searched at the latest after this long. */
const maxWaitMilliseconds = 30_000;

/** A walker (1.5 m/s) moves seven widths of a face (0.2 m) in a second. */
export const faceRules: JoinRules<FaceShot> = {
  reachPerSecond: 10,
  steadyReachPerSecond: 2.5,
  compare: () => 'unclear',
  keepBest: (shots) => shots.toSorted((a, b) => b.score - a.score).slice(0, keptShots),
};

export function toFaceDetection(takenAt: number, { box, quality }: DetectedFace): Detection<FaceShot> {
  const { sizePixels, sharpness, frontality = 1 } = quality;
  const score = sizePixels * (0.1 + sharpness) * (0.3 + 0.7 * frontality);
  return { box, shot: { takenAt, sizePixels, score } };
}

/** The shots worth searching, the best one first; empty when the face was never large enough. */
export function usableShots(pass: FacePass): readonly FaceShot[] {
  return pass.shots.filter(({ sizePixels }) => sizePixels >= minFacePixels);
}

/** Whether an open pass need not wait for better shots. */
export function isFaceReady(pass: FacePass): boolean {
  const good = pass.shots.filter(({ sizePixels }) => sizePixels >= goodFacePixels);
  return good.length >= goodShots || pass.lastSeenAt - pass.firstSeenAt >= maxWaitMilliseconds;
}

export function cropKey(passId: string, { takenAt }: FaceShot): string {
  return `${evidencePrefix.pendingFaces}${passId}/${takenAt}.jpg`;
}
