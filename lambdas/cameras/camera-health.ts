import { z } from 'zod';
import { type CameraFault, cameraFaults } from '../zone/messages.ts';
import { type Evidence, evidenceOf, nextDarkHours } from './health-evidence.ts';
import type { WindowSigns } from './picture-health.ts';
import { learningMilliseconds, learnView, noViews, recognizeView, viewMemory } from './view-memory.ts';

const minutes = 60_000;

/** How long a fault must be seen before it is told, and must be gone before its end is. Windows that say nothing do not count. */
export const faultRules: Readonly<
  Record<CameraFault, { readonly tellAfter: number; readonly endAfter: number }>
> = {
  // A bridge comes back from a lost line within half a minute; a camera that restarts or is updated within three.
  silent: { tellAfter: 5 * minutes, endAfter: 2 * minutes },
  // A picture that stands still hurts nobody for minutes, and chance has longer to prove otherwise.
  frozen: { tellAfter: 10 * minutes, endAfter: 2 * minutes },
  // A power cut that the grid mends by itself is over sooner. Headlights make an unlit street light for minutes.
  dark: { tellAfter: 10 * minutes, endAfter: 30 * minutes },
  // Somebody cleans the lens; a bus stands right before it.
  covered: { tellAfter: 10 * minutes, endAfter: 5 * minutes },
  // A lorry that fills the picture unloads; an operator looks around with a camera that can turn.
  moved: { tellAfter: 20 * minutes, endAfter: 5 * minutes },
};

/** After the zone file was applied streams are made, cameras restarted and turned: nothing is told of that time. */
export const graceAfterApply = 15 * minutes;
const graceBeforeApply = 5 * minutes;
/** Video older than this is a backlog: what it shows is told when the present is reached, if it still is so. */
const liveMilliseconds = 5 * minutes;
/** A view that has stood this long after it was told is the camera's new view. */
const acceptViewAfter = 24 * 60 * minutes;
const mark = z.object({ turnedAt: z.number().optional(), told: z.number().optional() });
/** `told`: since when the fault that was told has been. `turnedAt`: since when the pictures say otherwise. */
type Mark = Readonly<z.infer<typeof mark>>;

/** What a camera's pictures said of it so far: about a kilobyte. All times are epoch ms of the video. */
export const cameraHealth = z.object({
  seenTo: z.number(),
  faults: z.partialRecord(z.enum(cameraFaults), mark),
  /** There was a picture once: until then a new camera is being installed. */
  hadPicture: z.boolean(),
  /** Of the last picture. */
  light: z.string().optional(),
  /** One bit per hour of the day (UTC) at which this camera was dark and became light again by itself. */
  darkHours: z.int(),
  memory: viewMemory,
});
export type CameraHealth = Readonly<z.infer<typeof cameraHealth>>;

/** Something to tell people: a fault, or with `recoveredAt` its end. */
export interface HealthNews {
  readonly fault: CameraFault;
  readonly since: number;
  readonly recoveredAt?: number;
}

export interface HealthStep {
  readonly health: CameraHealth;
  readonly news: readonly HealthNews[];
}

export interface HealthTimes {
  /** When the zone file was last applied. */
  readonly appliedAt: number | undefined;
  readonly now: number;
}

/**
 * The camera's health after one more window, and what people must be told. The same state and window always give the
 * same, save that nothing of an old window is told. A window seen before changes nothing.
 */
export function nextHealth(
  before: CameraHealth | undefined,
  seen: WindowSigns,
  { appliedAt, now }: HealthTimes,
): HealthStep {
  const known = before ?? newHealth(seen.from);
  if (seen.to <= known.seenTo) return { health: known, news: [] };
  const isGrace = appliedAt !== undefined && isInGrace(seen, appliedAt);
  const view = seen.signature && recognizeView(known.memory, seen.signature);
  const evidence = evidenceOf(known, seen, view);
  const isLive = now - seen.to <= liveMilliseconds;
  const steps = cameraFaults.map((fault) => {
    const says = isGrace && evidence[fault] === true ? undefined : evidence[fault];
    return { fault, ...nextMark(known.faults[fault], says, faultRules[fault], { ...seen, known, isLive }) };
  });
  return {
    health: {
      seenTo: seen.to,
      faults: Object.fromEntries(steps.flatMap(({ fault, mark }) => (mark ? [[fault, mark]] : []))),
      hadPicture: known.hadPicture || seen.hasPicture,
      light: seen.light ?? known.light,
      darkHours: nextDarkHours(known, seen, evidence),
      memory: nextMemory(known, seen, { view, evidence, isGrace }),
    },
    news: steps.flatMap(({ fault, told }) => (told ? [{ fault, ...told }] : [])),
  };
}

function newHealth(seenTo: number): CameraHealth {
  return { seenTo, faults: {}, hadPicture: false, darkHours: 0, memory: noViews };
}

const isInGrace = ({ from, to }: WindowSigns, appliedAt: number) =>
  to > appliedAt - graceBeforeApply && from < appliedAt + graceAfterApply;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly known: CameraHealth;
  readonly isLive: boolean;
}

interface MarkStep {
  readonly mark: Mark | undefined;
  readonly told?: Omit<HealthNews, 'fault'>;
}

function nextMark(
  before: Mark = {},
  says: boolean | undefined,
  { tellAfter, endAfter }: { readonly tellAfter: number; readonly endAfter: number },
  { from, to, known, isLive }: Stretch,
): MarkStep {
  const { told } = before;
  // Time of which nothing is known, in a gap or in this window, passes without counting.
  const unknown = from - known.seenTo + (says === undefined ? to - from : 0);
  const running = before.turnedAt === undefined ? undefined : before.turnedAt + unknown;
  if (says === undefined) return { mark: kept(told, running) };
  if (says === (told !== undefined)) return { mark: kept(told, undefined) };
  const turnedAt = running ?? from;
  if (to - turnedAt < (told === undefined ? tellAfter : endAfter) || !isLive)
    return { mark: kept(told, turnedAt) };
  if (told !== undefined) return { mark: undefined, told: { since: told, recoveredAt: turnedAt } };
  return { mark: { told: turnedAt }, told: { since: turnedAt } };
}

function kept(told: number | undefined, turnedAt: number | undefined): Mark | undefined {
  if (told === undefined && turnedAt === undefined) return undefined;
  return { ...(told !== undefined && { told }), ...(turnedAt !== undefined && { turnedAt }) };
}

function nextMemory(
  { memory, faults }: CameraHealth,
  { signature, from, to }: WindowSigns,
  {
    view,
    evidence,
    isGrace,
  }: {
    readonly view: ReturnType<typeof recognizeView>;
    readonly evidence: Evidence;
    readonly isGrace: boolean;
  },
) {
  if (signature === undefined || evidence.covered !== false) return memory;
  const toldAt = faults.moved?.told;
  const takesUnknown =
    isGrace ||
    memory.learnedMilliseconds < learningMilliseconds ||
    (toldAt !== undefined && to - toldAt > acceptViewAfter);
  return learnView(memory, { signature, seen: view, from, to, takesUnknown });
}
