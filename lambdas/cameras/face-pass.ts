import { evidencePrefix } from '../zone/names.ts';
import { type Clothes, unlikeness } from './clothes.ts';
import type { DetectedFace } from './face-detector.ts';
import { worthOfLight } from './face-quality.ts';
import type { Detection, JoinRules, Pass } from './passes.ts';

/** What is kept of one face in one frame; its crop lies under `cropKey`. */
export interface FaceShot {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly sizePixels: number;
  /** Size × sharpness × frontality × light: the best shot is the largest one that is crisp, well lit and faces the camera. */
  readonly score: number;
  /** Absent where they are not to be seen; kept for as long as the pass is open. */
  readonly clothes?: Clothes | undefined;
}
export type FacePass = Pass<FaceShot>;

/** The smallest face Rekognition finds in 1920×1080: https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
export const minFacePixels = 40;
/** From this width a shot is as good as it needs to be; a smaller face may still come nearer. */
const goodFacePixels = 60;
const goodShots = 2;
/** One to search, one to confirm, one in reserve. */
const usedShots = 3;
/** And one more to choose from: while somebody comes nearer, the best shot of now is soon the one to confirm with. */
const keptShots = usedShots + 1;
/** Shots taken closer together show the same blink, blur and shadow; one could not confirm the other. */
const apartMilliseconds = 250;
/** Someone who stands in view is searched at the latest after this long. */
const maxWaitMilliseconds = 30_000;

/** Up to here clothes are the same in another light, from there they are others (tried on generated streets). */
const [likeClothes, otherClothes] = [0.15, 0.6];
/** Others join all the same where nobody else can have come: what hides a chest is no other person. */
const otherClothesDoubt = 6;

/** A walker (1.5 m/s) moves seven widths of a face (0.2 m) in a second. */
export const faceRules: JoinRules<FaceShot> = {
  reachPerSecond: 10,
  steadyReachPerSecond: 2.5,
  compare: () => 'unclear',
  doubt: doubtOf,
  keepBest: (shots) => {
    const apart = apartFrom(shots).slice(0, usedShots);
    const others = byScore(shots).filter((shot) => !apart.includes(shot));
    return [...apart, ...others].slice(0, keptShots);
  },
};

const byScore = (shots: readonly FaceShot[]) => shots.toSorted((a, b) => b.score - a.score);

/** The best shot, the best one at another moment, and so on. */
function apartFrom(shots: readonly FaceShot[]): readonly FaceShot[] {
  const chosen: FaceShot[] = [];
  for (const shot of byScore(shots)) {
    const isApart = chosen.every(({ takenAt }) => Math.abs(takenAt - shot.takenAt) >= apartMilliseconds);
    if (isApart) chosen.push(shot);
  }
  return chosen;
}

export function toFaceDetection(
  takenAt: number,
  { box, quality }: DetectedFace,
  clothes?: Clothes,
): Detection<FaceShot> {
  const { sizePixels, sharpness, brightness, frontality = 1 } = quality;
  const score = sizePixels * (0.1 + sharpness) * (0.3 + 0.7 * frontality) * worthOfLight(brightness);
  return { box, shot: { takenAt, sizePixels, score, ...(clothes && { clothes }) } };
}

/**
 * The shots worth searching, the best one first, the next ones from other moments where there are any; empty when the
 * face was never large enough.
 */
export function usableShots(pass: FacePass): readonly FaceShot[] {
  const large = pass.shots.filter(({ sizePixels }) => sizePixels >= minFacePixels);
  return faceRules.keepBest(large).slice(0, usedShots);
}

/** Whether an open pass need not wait for better shots. */
export function isFaceReady(pass: FacePass): boolean {
  const good = apartFrom(pass.shots.filter(({ sizePixels }) => sizePixels >= goodFacePixels));
  return good.length >= goodShots || pass.lastSeenAt - pass.firstSeenAt >= maxWaitMilliseconds;
}

/** By the clothes: those of the shot that shows them most alike, for one may show a bag, or who walked in front. */
function doubtOf({ shots }: FacePass, { clothes }: FaceShot): number | undefined {
  if (clothes === undefined) return undefined;
  const gaps = shots.flatMap((shot) => (shot.clothes ? unlikeness(shot.clothes, clothes) : []));
  if (gaps.length === 0) return undefined;
  const share = (Math.min(...gaps) - likeClothes) / (otherClothes - likeClothes);
  return otherClothesDoubt * Math.min(1, Math.max(0, share));
}

export function cropKey(passId: string, { takenAt }: FaceShot): string {
  return `${evidencePrefix.pendingFaces}${passId}/${takenAt}.jpg`;
}
