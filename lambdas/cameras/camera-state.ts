import { z } from 'zod';
import { plateClasses } from '../plates/plate.ts';
import { type CameraHealth, cameraHealth } from './camera-health.ts';
import type { FacePass } from './face-pass.ts';
import { storedBox as box, type PeopleState, peopleState } from './people-state.ts';
import type { PlatePass } from './plate-pass.ts';

const passFields = {
  passId: z.string().min(1),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  box,
  velocity: z.object({ x: z.number(), y: z.number() }).nullable(),
  stands: z.object({ box, since: z.number() }).optional(),
  told: z.boolean(),
};

interface Place {
  readonly box: z.infer<typeof box>;
  readonly lastSeenAt: number;
  readonly stands?: { readonly box: z.infer<typeof box>; readonly since: number } | undefined;
}
/** A pass from before its place was kept stands there from now on. */
const withPlace = <P extends Place>({ stands, ...pass }: P) => ({
  ...pass,
  stands: stands ?? { box: pass.box, since: pass.lastSeenAt },
});

const faceShot = z.object({
  takenAt: z.number(),
  sizePixels: z.number(),
  score: z.number(),
  clothes: z.array(z.number()).readonly().optional(),
});

const plateText = {
  class: z.enum(plateClasses).nullable().default(null),
  letters: z.string(),
  digits: z.string(),
  province: z.string().nullable(),
};

const candidates = z.array(z.object({ plate: z.object(plateText), probability: z.number() }));

const plateReading = z
  .object({
    ...plateText,
    text: z.string(),
    confidence: z.number(),
    candidates: candidates.default([]),
    fields: z.object({
      class: z.number().default(0),
      letters: z.number(),
      digits: z.number(),
      province: z.number(),
    }),
    box,
  })
  // A state from before readings had candidates: the reading itself is its only one.
  .transform(({ candidates: named, ...reading }) => {
    const { class: plateClass, letters, digits, province, confidence: probability } = reading;
    const own = { plate: { class: plateClass, letters, digits, province }, probability };
    return { ...reading, candidates: named.length > 0 ? named : [own] };
  });

const unreadPlate = z.object({
  reason: z.enum(['no plate', 'foreign plate', 'word plate', 'not sure']),
  confidence: z.number(),
  candidates,
  box,
});

const plateShot = z.object({ takenAt: z.number(), reading: z.union([unreadPlate, plateReading]) });

/**
 * Where a camera stands between two windows: what it was watched up to (epoch ms) and the passes that are still
 * open, without pictures. A few kilobytes; a change of its shape is a new version.
 */
export const cameraState = z.object({
  version: z.literal(1),
  watchedTo: z.int().min(0),
  faces: z.array(z.object({ ...passFields, shots: z.array(faceShot) }).transform(withPlace)),
  plates: z.array(z.object({ ...passFields, shots: z.array(plateShot) }).transform(withPlace)),
  people: peopleState.optional(),
  health: cameraHealth.optional(),
});

export interface CameraState {
  readonly version: 1;
  readonly watchedTo: number;
  readonly faces: readonly FacePass[];
  readonly plates: readonly PlatePass[];
  readonly people?: PeopleState | undefined;
  readonly health?: CameraHealth | undefined;
}

/** A camera without open passes, watched up to `watchedTo`. */
export function emptyState(watchedTo: number): CameraState {
  return { version: 1, watchedTo, faces: [], plates: [] };
}
