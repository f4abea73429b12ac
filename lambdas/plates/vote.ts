import type { Box } from '../zone/picture.ts';
import { isRead } from './decode-reading.ts';
import { type Plate, plateClasses, plateKey } from './plate.ts';
import type { PlateCandidate, PlateReading, UnreadPlate } from './plate-reader.ts';
import { poolOpinions } from './pool-opinions.ts';

/** What a frame showed of a plate: read or not, its candidates count. */
export type PlateInFrame = PlateReading | UnreadPlate;

/** The plate that the frames of a pass agree on. */
export interface VotedPlate extends Plate {
  /** 0–1: how likely letters and digits are right, of digits alone where the letters were not agreed on. */
  readonly confidence: number;
  /** How likely each part alone is right. */
  readonly fields: PlateReading['fields'];
  /** The three likeliest plates; the first is this one, or one with its digits where the letters stay open. */
  readonly candidates: readonly PlateCandidate[];
}

/** Nothing was good enough: why, and what it may have been. */
export interface PlateDoubt {
  readonly reason: 'too-small' | 'not-sure' | 'frames-disagree' | 'foreign-plate' | 'word-plate';
  readonly candidates: readonly PlateCandidate[];
}

/** Two frames name it, or one is very sure: less is not worth telling anybody. */
const minFrames = 2;
const sureAlone = 0.9;
/** A frame that thinks a plate less likely than this does not name it. */
const namedShare = 0.1;
/** A class or province less likely than this stays open. */
const clearShare = 0.5;
const keptCandidates = 3;
/** Under this width few plates are read right (models/plates/MODEL-CARD.md). */
export const smallPlatePixels = 70;
/** From this width on more size adds nothing. */
const fullPixels = 100;

/**
 * One plate for a pass: each frame's likeliest readings are evidence, so that a plate which is second in every frame
 * wins over a scatter of firsts. Of 1,500 simulated passes with hard frames (65 % of them read right) this gave about
 * 81 % right (with 2 and with 4 independent frames at most), counting sure frames 73 %; voting sign by sign gave no
 * more. Where the frames agree on the digits alone,
 * those are the result, with empty letters.
 */
export function votePlate(views: readonly PlateInFrame[], minConfidence: number): VotedPlate | PlateDoubt {
  const candidates = likeliestPlates(views);
  const isEnough = (probability: number, isNamed: (plate: Plate) => boolean) =>
    probability >= minConfidence &&
    (probability >= sureAlone || views.filter((view) => names(view, isNamed)).length >= minFrames);

  const best = candidates[0];
  if (best && isEnough(best.probability, (plate) => plateKey(plate) === plateKey(best.plate)))
    return elect({ views, plate: best.plate, confidence: best.probability, candidates });
  const [digits, probability] = [...pool(views, (plate) => plate.digits)][0] ?? ['', 0];
  if (digits !== '' && isEnough(probability, (plate) => plate.digits === digits)) {
    const plate = { class: null, letters: '', digits, province: null };
    return elect({ views, plate, confidence: probability, candidates });
  }
  return { reason: doubtOf(views), candidates };
}

/** Whether the vote gave a plate. */
export function isVoted(vote: VotedPlate | PlateDoubt): vote is VotedPlate {
  return !('reason' in vote);
}

/** How much a frame tells: how sure it is, less where the plate is small. */
export function seenWeight({ candidates, box }: PlateInFrame): number {
  return (candidates[0]?.probability ?? 0) ** 2 * Math.min(1, box.width / (2 * fullPixels));
}

const sizeWeight = ({ width }: Box) => Math.min(1, width / fullPixels);

/** What the frames together say of the text that `textOf` takes from a plate, the likeliest first. */
function pool(views: readonly PlateInFrame[], textOf: (plate: Plate) => string): ReadonlyMap<string, number> {
  return poolOpinions(
    views.map(({ candidates, box }) => {
      const shares = new Map<string, number>();
      for (const { plate, probability } of candidates) {
        const text = textOf(plate);
        shares.set(text, (shares.get(text) ?? 0) + probability);
      }
      return { weight: sizeWeight(box), shares };
    }),
  );
}

function likeliestPlates(views: readonly PlateInFrame[]): readonly PlateCandidate[] {
  const named = views
    .flatMap(({ candidates }) => candidates)
    .toSorted((a, b) => b.probability - a.probability);
  return [...pool(views, plateKey)].slice(0, keptCandidates).flatMap(([key, probability]) => {
    const surest = named.find(({ plate }) => plateKey(plate) === key);
    return surest === undefined ? [] : [{ plate: surest.plate, probability }];
  });
}

function names({ candidates }: PlateInFrame, isNamed: (plate: Plate) => boolean): boolean {
  const naming = candidates.filter(({ plate }) => isNamed(plate));
  return naming.reduce((sum, { probability }) => sum + probability, 0) >= namedShare;
}

interface Election {
  readonly views: readonly PlateInFrame[];
  readonly plate: Plate;
  readonly confidence: number;
  readonly candidates: readonly PlateCandidate[];
}

/** The plate with class and province as the frames that read it see them. */
function elect({ views, plate, confidence, candidates }: Election): VotedPlate {
  const { letters, digits } = plate;
  const readings = views
    .filter(isRead)
    .filter((one) => one.digits === digits && (letters === '' || one.letters === letters));
  const [className, classShare] = voteField(readings, 'class');
  const [province, provinceShare] = voteField(readings, 'province');
  const isWhole = candidates.some((one) => plateKey(one.plate) === plateKey(plate));
  // A part is at least as likely right as the whole.
  const shareOf = (text: string, textOf: (plate: Plate) => string) =>
    Math.max(isWhole ? confidence : 0, pool(views, textOf).get(text) ?? 0);
  const voted = {
    class: plateClasses.find((name) => name === className) ?? plate.class,
    letters,
    digits,
    province,
  };
  return {
    ...voted,
    confidence,
    fields: {
      class: classShare,
      letters: shareOf(letters, (one) => one.letters),
      digits: shareOf(digits, (one) => one.digits),
      province: provinceShare,
    },
    candidates: candidates.map((one) =>
      plateKey(one.plate) === plateKey(plate) ? { ...one, plate: voted } : one,
    ),
  };
}

/** The likeliest class or province; nothing where the frames leave it open or contradict each other. */
function voteField(
  readings: readonly PlateReading[],
  field: 'class' | 'province',
): readonly [name: string | null, probability: number] {
  const opinions = readings.flatMap(({ [field]: name, fields, box }) =>
    name === null ? [] : [{ weight: sizeWeight(box), shares: new Map([[name, fields[field]]]) }],
  );
  const [name, probability] = [...poolOpinions(opinions)][0] ?? [null, 0];
  return probability >= clearShare ? [name, probability] : [null, probability];
}

function doubtOf(views: readonly PlateInFrame[]): PlateDoubt['reason'] {
  const mostly = (reason: UnreadPlate['reason']) =>
    2 * views.filter((view) => 'reason' in view && view.reason === reason).length > views.length;
  if (mostly('foreign plate')) return 'foreign-plate';
  if (mostly('word plate')) return 'word-plate';
  if (Math.max(0, ...views.map(({ box }) => box.width)) < smallPlatePixels) return 'too-small';
  const read = views.filter(isRead).map(plateKey);
  return new Set(read).size > 1 ? 'frames-disagree' : 'not-sure';
}
