import { plateKey } from '../plates/plate.ts';
import type { PlateReading } from '../plates/plate-reader.ts';
import { readingWeight, votePlate } from '../plates/vote.ts';
import { evidencePrefix } from '../zone/names.ts';
import type { Detection, JoinRules, Pass } from './passes.ts';

/** One plate as read from one frame. */
export interface PlateShot {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly reading: PlateReading;
}
export type PlatePass = Pass<PlateShot>;

/** Enough for a vote; more would only make the camera's state grow. */
const keptShots = 8;
/** So many equal readings need no more frames. */
const agreeingShots = 3;
/** Two readings both this sure and this far apart are two plates. */
const sureConfidence = 0.7;
const differentCharacters = 3;
/** A plate that cannot be read is told as unread after this long, so that a parked car costs no more frames. */
const maxWaitMilliseconds = 30_000;

/** A car at 30 km/h that crosses the view moves about 35 sizes of its plate in a second, one that comes near far less. */
export const plateRules: JoinRules<PlateShot> = {
  reachPerSecond: 15,
  steadyReachPerSecond: 6,
  compare: comparePlates,
  keepBest: (shots) =>
    shots.toSorted((a, b) => readingWeight(b.reading) - readingWeight(a.reading)).slice(0, keptShots),
};

export function toPlateDetection(takenAt: number, reading: PlateReading): Detection<PlateShot> {
  return { box: reading.box, shot: { takenAt, reading } };
}

/** What the frames say together; `undefined` when no plate is sure enough. */
export function readPass(pass: PlatePass, minConfidence: number): PlateReading | undefined {
  const voted = votePlate(pass.shots.map(({ reading }) => reading));
  return voted !== undefined && voted.confidence >= minConfidence ? voted : undefined;
}

/** Whether an open pass need not wait for better shots. */
export function isPlateReady(pass: PlatePass, minConfidence: number): boolean {
  if (pass.lastSeenAt - pass.firstSeenAt >= maxWaitMilliseconds) return true;
  const voted = readPass(pass, minConfidence);
  if (voted === undefined) return false;
  const key = plateKey(voted);
  return pass.shots.filter(({ reading }) => plateKey(reading) === key).length >= agreeingShots;
}

/** The one picture of a plate pass: a better shot replaces it. */
export function platePictureKey(passId: string): string {
  return `${evidencePrefix.sightings}${passId}.jpg`;
}

function comparePlates(
  shots: readonly PlateShot[],
  { reading }: PlateShot,
): 'same' | 'different' | 'unclear' {
  const key = plateKey(reading);
  if (shots.some((shot) => plateKey(shot.reading) === key)) return 'same';
  const best = shots[0]?.reading;
  if (best === undefined || Math.min(best.confidence, reading.confidence) < sureConfidence) return 'unclear';
  return editDistance(plateKey(best), key) >= differentCharacters ? 'different' : 'unclear';
}

/** Characters to insert, delete or replace to turn one text into the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (left === right ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
