import { cameraFaultLabels } from '../cameras/camera-fault-labels.ts';
import type { ListedCamera } from '../cameras/camera-list.ts';
import { type CameraSummary, summarizeCameras } from '../cameras/camera-summary.ts';
import { viewDegreesOf } from '../cameras/sight.ts';
import { faultLabel } from '../poles/pole-labels.ts';
import type { ListedPole, PoleRules } from '../poles/pole-registry.ts';
import { type PoleSummary, summarizePoles } from '../poles/pole-summary.ts';
import type { Place } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { condition } from './device-words.ts';
import type { Language } from './widget.ts';

/** How a device looks on a map and in a list, the worst first. */
export const deviceLooks = ['silent', 'faulty', 'unwatched', 'new', 'well'] as const;
export type DeviceLook = (typeof deviceLooks)[number];

/** A camera or a pole, as operators see it. Times are epoch ms. */
export interface DeviceStatus {
  readonly deviceId: string;
  readonly kind: 'camera' | 'pole';
  readonly place: Place;
  readonly look: DeviceLook;
  /** What is wrong, the worst first, in words. */
  readonly faults: readonly Bilingual[];
  readonly lastSeenAt?: number;
  readonly mutedUntil?: number;
  /** Of a camera: clockwise from north. */
  readonly bearingDegrees?: number;
  /** Of a camera: across its picture, where its lens is known. */
  readonly viewDegrees?: number;
  readonly pole?: PoleSummary;
}

export interface DeviceLists {
  readonly cameras: readonly ListedCamera[];
  readonly poles: readonly ListedPole[];
  readonly poleRules: PoleRules;
  /** Until when each camera is, or was, muted (epoch ms). */
  readonly mutes?: ReadonlyMap<string, number>;
  readonly now: number;
}

/** All cameras and poles of the zone, those that need a hand first. */
export function statusOfDevices({
  cameras,
  poles,
  poleRules,
  mutes,
  now,
}: DeviceLists): readonly DeviceStatus[] {
  const cameraOf = new Map(cameras.map(({ camera }) => [camera.id, camera]));
  const poleOf = new Map(poles.map((pole) => [pole.poleId, pole]));
  const ofCameras = summarizeCameras(cameras, now).flatMap((summary) => {
    const camera = cameraOf.get(summary.cameraId);
    const mutedUntil = mutes?.get(summary.cameraId) ?? 0;
    return camera ? [statusOfCamera(summary, camera, mutedUntil > now ? mutedUntil : undefined)] : [];
  });
  const ofPoles = summarizePoles(poles, poleRules, now).poles.flatMap((summary) => {
    const pole = poleOf.get(summary.poleId);
    return pole ? [statusOfPole(summary, pole)] : [];
  });
  // A silent pole calls nobody, so of two silent devices the pole comes first.
  return [...ofPoles, ...ofCameras].toSorted((a, b) => needOf(a) - needOf(b));
}

function statusOfCamera(
  { cameraId, condition, faults, lastSeenAt }: CameraSummary,
  { place, bearingDegrees, view }: ListedCamera['camera'],
  mutedUntil: number | undefined,
): DeviceStatus {
  return {
    deviceId: cameraId,
    kind: 'camera',
    place,
    look: condition === 'never-seen' ? 'new' : condition,
    faults: faults.map((fault) => cameraFaultLabels[fault]),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
    ...(mutedUntil !== undefined && { mutedUntil }),
    ...(bearingDegrees !== undefined && { bearingDegrees }),
    ...(view && { viewDegrees: viewDegreesOf(view) }),
  };
}

function statusOfPole(pole: PoleSummary, { place, state }: ListedPole): DeviceStatus {
  const { poleId, condition, faults } = pole;
  return {
    deviceId: poleId,
    kind: 'pole',
    place,
    look: condition === 'never-heard' ? 'new' : condition,
    faults: faults.map(faultLabel),
    ...(state.heartbeat && { lastSeenAt: state.heartbeat.at }),
    pole,
  };
}

/** A pole that only owes a test works: it comes behind everything that does not. */
function needOf({ look, pole }: DeviceStatus): number {
  const owesTest = look === 'faulty' && pole?.faults.every((fault) => fault === 'self-test-overdue');
  const rank = owesTest ? deviceLooks.indexOf('new') - 0.5 : deviceLooks.indexOf(look);
  return look === 'well' && pole?.isTestOverdue ? deviceLooks.indexOf('well') - 0.5 : rank;
}

/** What stands beside the device: its worst fault, or its condition. */
export function statusText({ kind, look, faults: [worst] }: DeviceStatus, language: Language): string {
  return (worst ?? condition(kind, look))[language];
}
