import { formatPlate, plateKey } from '../plates/plate.ts';
import {
  isVoted,
  type PlateDoubt,
  type PlateInFrame,
  seenWeight,
  type VotedPlate,
  votePlate,
} from '../plates/vote.ts';
import { evidencePrefix } from '../zone/names.ts';
import { overlap } from '../zone/picture.ts';
import { editDistance } from './edit-distance.ts';
import { type Detection, hasStood, type JoinRules, markTold, type Pass } from './passes.ts';

/** One plate as seen in one frame, read or not. */
export interface PlateShot {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly reading: PlateInFrame;
}
export type PlatePass = Pass<PlateShot>;

/** Enough for a vote; more would only make the camera's state grow. */
const keptShots = 8;
/** Of a car that was told: what it was told as and what it was taken for since. */
const keptToldShots = 3;
/** A vote that is this sure over so many frames needs no more of them. */
const decisiveConfidence = 0.98;
const decisiveShots = 3;
/** Two readings both this sure and this far apart are two plates. */
const sureConfidence = 0.7;
const differentCharacters = 3;
/** What could not be told of a plate is told after all when a frame reads it this surely. */
const sureAlone = 0.9;
/**
 * A car that stands is far likelier than another whose plate differs by a sign: its own plate need not be much of a
 * possibility. What three sure frames do not name at all stays below this.
 */
const possibleProbability = 1e-4;
const samePlaceOverlap = 0.3;
/** A plate that cannot be read is told as unread after this long, so that a parked car costs no more frames. */
const maxWaitMilliseconds = 30_000;

/** A car at 30 km/h that crosses the view moves about 35 sizes of its plate in a second, one that comes near far less. */
export const plateRules: JoinRules<PlateShot> = {
  reachPerSecond: 15,
  steadyReachPerSecond: 6,
  compare: comparePlates,
  keepBest: (shots) =>
    shots.toSorted((a, b) => seenWeight(b.reading) - seenWeight(a.reading)).slice(0, keptShots),
};

export function toPlateDetection(takenAt: number, reading: PlateInFrame): Detection<PlateShot> {
  return { box: reading.box, shot: { takenAt, reading } };
}

/** What the frames say together, or why they say nothing that is sure enough. */
export function readPass({ shots }: PlatePass, minConfidence: number): VotedPlate | PlateDoubt {
  return votePlate(
    shots.map(({ reading }) => reading),
    minConfidence,
  );
}

/** Whether an open pass need not wait for better shots. */
export function isPlateReady(pass: PlatePass, minConfidence: number): boolean {
  if (pass.lastSeenAt - pass.firstSeenAt >= maxWaitMilliseconds) return true;
  const vote = readPass(pass, minConfidence);
  const [likeliest] = vote.candidates;
  if (!isVoted(vote) || likeliest === undefined || plateKey(likeliest.plate) !== plateKey(vote)) return false;
  const { length } = pass.shots;
  return length >= keptShots || (length >= decisiveShots && vote.confidence >= decisiveConfidence);
}

/** The pass after it was told: what it was told as is what its car is known again by. */
export function markPlateTold(pass: PlatePass, minConfidence: number): PlatePass {
  const { candidates, ...vote } = readPass(pass, minConfidence);
  const [best] = pass.shots;
  if (best === undefined) return markTold(pass);
  const { box } = best.reading;
  const confidence = candidates[0]?.probability ?? 0;
  const reading: PlateInFrame =
    'reason' in vote
      ? { reason: 'not sure', confidence, candidates, box }
      : { ...vote, text: formatPlate(vote), candidates, box };
  return markTold({ ...pass, shots: [{ takenAt: best.takenAt, reading }] });
}

/**
 * Whether a pass that would be told now is the car of one that was told and stands: at the same place, with a
 * possible reading in common; or with one that hardly differs while that car was there, which leaves no room for another. A
 * car that could not be read may still be told once it can.
 */
export function isToldAlready(pass: PlatePass, told: PlatePass, minConfidence: number): boolean {
  if (!told.told || !hasStood(told) || overlap(told.box, pass.box) < samePlaceOverlap) return false;
  const vote = readPass(pass, minConfidence);
  if (isVoted(vote) && told.shots.every(({ reading }) => 'reason' in reading)) return false;
  const known = told.shots.flatMap(({ reading }) => possibleKeys(reading));
  const possible = possibleKeys(vote);
  if (possible.some((key) => known.includes(key))) return true;
  if (told.lastSeenAt < pass.firstSeenAt) return false;
  return !isVoted(vote) || known.some((key) => editDistance(key, possible[0] ?? '') < differentCharacters);
}

/** The told pass with what another one showed of the same car. */
export function continueTold(told: PlatePass, pass: PlatePass, minConfidence: number): PlatePass {
  const { shots } = markPlateTold(pass, minConfidence);
  const known = [...told.shots, ...shots].slice(0, keptToldShots);
  if (pass.lastSeenAt < told.lastSeenAt) return { ...told, shots: known };
  return { ...told, lastSeenAt: pass.lastSeenAt, box: pass.box, velocity: pass.velocity, shots: known };
}

/** The one picture of a plate pass: a better shot replaces it. */
export function platePictureKey(passId: string): string {
  return `${evidencePrefix.sightings}${passId}.jpg`;
}

function comparePlates({ told, shots }: PlatePass, { reading }: PlateShot): 'same' | 'different' | 'unclear' {
  const [seen] = reading.candidates;
  const known = shots.flatMap((shot) => shot.reading.candidates.slice(0, 1));
  const [best] = known;
  if (seen === undefined || best === undefined) return 'unclear';
  if (told && shots.every((shot) => 'reason' in shot.reading) && seen.probability >= sureAlone)
    return 'different';
  const key = plateKey(seen.plate);
  if (known.some(({ plate }) => plateKey(plate) === key)) return 'same';
  if (Math.min(best.probability, seen.probability) < sureConfidence) return 'unclear';
  return editDistance(plateKey(best.plate), key) >= differentCharacters ? 'different' : 'unclear';
}

function possibleKeys({ candidates }: Pick<PlateInFrame, 'candidates'>): readonly string[] {
  return candidates
    .filter(({ probability }) => probability >= possibleProbability)
    .map(({ plate }) => plateKey(plate));
}
