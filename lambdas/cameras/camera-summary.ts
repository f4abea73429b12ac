import { type CameraFault, cameraFaults } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import type { CameraWatch, ListedCamera } from './camera-list.ts';

/** `unwatched`: its video may be well, but nobody has looked for minutes. `never-seen`: no picture has come yet. */
export type CameraCondition = 'silent' | 'faulty' | 'unwatched' | 'never-seen' | 'well';

export interface CameraSummary {
  readonly cameraId: string;
  readonly site: Bilingual;
  readonly condition: CameraCondition;
  /** Told and not over yet, the worst first. */
  readonly faults: readonly CameraFault[];
  /** Of its last picture, to the slot (epoch ms). */
  readonly lastSeenAt?: number;
}

/** Slots come every ten seconds or so: whoever is minutes behind is not watched. */
export const watchedWithinMilliseconds = 5 * 60_000;

/** How all cameras are at `now` (epoch ms), those that need a hand first. */
export function summarizeCameras(listed: readonly ListedCamera[], now: number): readonly CameraSummary[] {
  return listed.map((one) => summarize(one, now)).toSorted(byNeed);
}

function summarize({ camera, watch }: ListedCamera, now: number): CameraSummary {
  const faults = cameraFaults.filter((fault) => watch?.faults[fault]?.told !== undefined);
  const lastSeenAt = watch && lastPictureOf(watch);
  return {
    cameraId: camera.id,
    site: camera.place.name,
    condition: conditionOf(watch, faults, now),
    faults,
    ...(lastSeenAt !== undefined && { lastSeenAt }),
  };
}

function conditionOf(
  watch: CameraWatch | undefined,
  faults: readonly CameraFault[],
  now: number,
): CameraCondition {
  if (watch === undefined) return 'never-seen';
  if (faults.includes('silent')) return 'silent';
  if (now - watch.watchedTo > watchedWithinMilliseconds) return 'unwatched';
  if (faults.length > 0) return 'faulty';
  return watch.hadPicture ? 'well' : 'never-seen';
}

/** A silent camera is watched on, so how far it was watched says nothing of its last picture. */
function lastPictureOf({ hadPicture, faults, watchedTo }: CameraWatch): number | undefined {
  if (!hadPicture) return undefined;
  const { told, turnedAt } = faults.silent ?? {};
  return told ?? turnedAt ?? watchedTo;
}

function byNeed(a: CameraSummary, b: CameraSummary): number {
  return needOf(a) - needOf(b) || (a.cameraId < b.cameraId ? -1 : 1);
}

const needs: Readonly<Record<CameraCondition, number>> = {
  silent: 0,
  unwatched: 1,
  faulty: 2,
  'never-seen': 3,
  well: 4,
};

function needOf({ condition, faults: [worst] }: CameraSummary): number {
  return needs[condition] * cameraFaults.length + (worst === undefined ? 0 : cameraFaults.indexOf(worst));
}
