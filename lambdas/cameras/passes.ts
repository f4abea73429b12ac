import { type Box, overlap } from '../zone/picture.ts';
import { assign } from './assignment.ts';
import { boxGap, center } from './box-gap.ts';
import { distance, jitter } from './expected-place.ts';

/** One face or plate box in one frame, with what was seen of it. */
export interface Detection<Shot> {
  readonly box: Box;
  readonly shot: Shot;
}

/** One person or vehicle going by: its detections joined over frames. Times are epoch milliseconds. */
export interface Pass<Shot> {
  readonly passId: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** Where it was last. */
  readonly box: Box;
  /** How its center moved between its last two boxes, in pixels per second; `null`: seen once so far. */
  readonly velocity: { readonly x: number; readonly y: number } | null;
  /** Where it stands and since when, as long as it has not left that place. */
  readonly stands: { readonly box: Box; readonly since: number };
  /** The best shots so far, the best one first; once told, only that one. */
  readonly shots: readonly Shot[];
  /** Its sighting or search has been handed on; it stays open only so that it is not told again. */
  readonly told: boolean;
}

export interface JoinRules<Shot> {
  /** How far a thing that was seen once may get in a second, in lengths of its own box. */
  readonly reachPerSecond: number;
  /** How far a thing may be from where its movement takes it. Too far loses the second of two who follow each other. */
  readonly steadyReachPerSecond: number;
  /** What the shots themselves say about being the same thing: a plate's text does, a face's box does not. */
  compare(pass: Pass<Shot>, shot: Shot): 'same' | 'different' | 'unclear';
  /**
   * What the shots say against it that is no proof: it is added to how far apart they are. 0: they look alike, and who
   * turned on the spot is then sought as far as anybody gets. Undefined: nothing is known.
   */
  readonly doubt?: (pass: Pass<Shot>, shot: Shot) => number | undefined;
  /** Which shots are worth keeping, the best one first; never none of some. */
  keepBest(shots: readonly Shot[]): readonly Shot[];
}

/** How long a thing may be unseen, in milliseconds. */
export interface Patience {
  readonly unseen: number;
  /** The same of one that comes back where it was and looks the same. */
  readonly hidden: number;
  /** And if it stood still there. */
  readonly standing: number;
}

export interface FrameDetections<Shot> {
  readonly takenAt: number;
  readonly patience: Patience;
  readonly detections: readonly Detection<Shot>[];
  readonly rules: JoinRules<Shot>;
  /** The id of the pass that begins as number `ordinal` (0, 1, …) in this frame. */
  readonly newPassId: (ordinal: number) => string;
}

/** More than the worst gap: who can be joined is. */
const unpairedGap = 9;
/** So much of its place must a thing still cover that stands; a jittering or half hidden box does. */
const standingOverlap = 0.3;
/** A car that comes straight at the camera from afar may seem to stand for a shorter time. */
const stoodMilliseconds = 5_000;

/** Joins one frame's detections to the open passes; each detection lands in exactly one pass, old or new. */
export function joinFrame<Shot>(
  open: readonly Pass<Shot>[],
  frame: FrameDetections<Shot>,
): readonly Pass<Shot>[] {
  const detections = frame.detections.toSorted((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
  const passOf = pair(open, detections, frame);
  const detectionOf = new Map([...passOf].map(([detection, pass]) => [pass, detection]));
  const carried = open.map((pass) => {
    const detection = detectionOf.get(pass);
    return detection === undefined ? pass : extend(pass, detection, frame);
  });
  const begun = detections
    .filter((detection) => !passOf.has(detection))
    .map((detection, ordinal) => begin(frame.newPassId(ordinal), detection, frame));
  return [...carried, ...begun];
}

/** Whether it stood still when it was last seen. */
export function hasStood({ lastSeenAt, stands }: Pick<Pass<unknown>, 'lastSeenAt' | 'stands'>): boolean {
  return lastSeenAt - stands.since >= stoodMilliseconds;
}

/** Whether it has been unseen for so long that only its coming back to the same place continues it. */
export function isResting(
  { lastSeenAt }: Pick<Pass<unknown>, 'lastSeenAt'>,
  now: number,
  { unseen }: Patience,
): boolean {
  return now - lastSeenAt > unseen;
}

/** Closes what was unseen for too long; order is kept. */
export function splitClosed<Shot>(
  passes: readonly Pass<Shot>[],
  now: number,
  { hidden, standing }: Patience,
): { readonly open: readonly Pass<Shot>[]; readonly closed: readonly Pass<Shot>[] } {
  const isClosed = (pass: Pass<Shot>) => now - pass.lastSeenAt > (hasStood(pass) ? standing : hidden);
  return { open: passes.filter((pass) => !isClosed(pass)), closed: passes.filter(isClosed) };
}

/** What was there at `seenAt` is still there at `takenAt` if nothing moved where it stands. */
export function carryStill<Shot>(
  passes: readonly Pass<Shot>[],
  still: {
    readonly seenAt: number;
    readonly takenAt: number;
    readonly hasMotion: (box: Box) => boolean;
  },
): readonly Pass<Shot>[] {
  return passes.map((pass) =>
    pass.lastSeenAt === still.seenAt && !still.hasMotion(pass.box)
      ? { ...pass, lastSeenAt: still.takenAt }
      : pass,
  );
}

/** The pass after its story was handed on. */
export function markTold<Shot>(pass: Pass<Shot>): Pass<Shot> {
  return { ...pass, told: true, shots: pass.shots.slice(0, 1) };
}

function begin<Shot>(
  passId: string,
  { box, shot }: Detection<Shot>,
  { takenAt, rules }: FrameDetections<Shot>,
): Pass<Shot> {
  const stands = { box, since: takenAt };
  const seen = { firstSeenAt: takenAt, lastSeenAt: takenAt, box, velocity: null, stands };
  return { passId, ...seen, shots: rules.keepBest([shot]), told: false };
}

function extend<Shot>(
  pass: Pass<Shot>,
  { box, shot }: Detection<Shot>,
  { takenAt, rules }: FrameDetections<Shot>,
): Pass<Shot> {
  const seconds = Math.max(0.001, (takenAt - pass.lastSeenAt) / 1000);
  const [from, to] = [center(pass.box), center(box)];
  const velocity = { x: (to.x - from.x) / seconds, y: (to.y - from.y) / seconds };
  const shots = pass.told ? pass.shots : rules.keepBest([...pass.shots, shot]);
  const stands = overlap(pass.stands.box, box) >= standingOverlap ? pass.stands : { box, since: takenAt };
  return { ...pass, lastSeenAt: takenAt, box, velocity, stands, shots };
}

/** The pairs that fit best all together, each pass and each detection at most once. */
function pair<Shot>(
  open: readonly Pass<Shot>[],
  detections: readonly Detection<Shot>[],
  frame: FrameDetections<Shot>,
): ReadonlyMap<Detection<Shot>, Pass<Shot>> {
  const costs = open.map((pass) => detections.map((detection) => gap(pass, detection, frame)));
  const passOf = new Map<Detection<Shot>, Pass<Shot>>();
  for (const [row, column] of assign(costs, unpairedGap).entries()) {
    const [pass, detection] = [open[row], column === undefined ? undefined : detections[column]];
    if (pass !== undefined && detection !== undefined) passOf.set(detection, pass);
  }
  return passOf;
}

/** How badly a detection fits a pass: under 0 same by its content, 0–1 overlapping, more within reach, else infinite. */
function gap<Shot>(
  pass: Pass<Shot>,
  { box, shot }: Detection<Shot>,
  { takenAt, rules, patience }: FrameDetections<Shot>,
): number {
  const content = rules.compare(pass, shot);
  if (content === 'different') return Number.POSITIVE_INFINITY;
  if (isResting(pass, takenAt, patience))
    return content === 'same' ? boxGap(pass.box, box, jitter) : Number.POSITIVE_INFINITY;
  const doubt = rules.doubt?.(pass, shot);
  const seconds = Math.max(0, (takenAt - pass.lastSeenAt) / 1000);
  const near = distance(pass, box, seconds, { ...rules, mayTurn: doubt === 0 }) + (doubt ?? 0);
  return content === 'same' ? Math.min(near, 2) - 3 : near;
}
