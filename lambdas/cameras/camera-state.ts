import { z } from 'zod';
import { plateClasses } from '../plates/plate.ts';
import type { FacePass } from './face-pass.ts';
import type { PlatePass } from './plate-pass.ts';

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const passFields = {
  passId: z.string().min(1),
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  box,
  velocity: z.object({ x: z.number(), y: z.number() }).nullable(),
  told: z.boolean(),
};

const faceShot = z.object({ takenAt: z.number(), sizePixels: z.number(), score: z.number() });

const plateText = {
  class: z.enum(plateClasses).nullable(),
  letters: z.string(),
  digits: z.string(),
  province: z.string().nullable(),
};

const plateShot = z.object({
  takenAt: z.number(),
  reading: z.object({
    ...plateText,
    text: z.string(),
    confidence: z.number(),
    candidates: z.array(z.object({ plate: z.object(plateText), probability: z.number() })),
    fields: z.object({ class: z.number(), letters: z.number(), digits: z.number(), province: z.number() }),
    box,
  }),
});

/**
 * Where a camera stands between two windows: what it was watched up to (epoch ms) and the passes that are still
 * open, without pictures. A few kilobytes; a change of its shape is a new version.
 */
export const cameraState = z.object({
  version: z.literal(1),
  watchedTo: z.int().min(0),
  faces: z.array(z.object({ ...passFields, shots: z.array(faceShot) })),
  plates: z.array(z.object({ ...passFields, shots: z.array(plateShot) })),
});

export interface CameraState {
  readonly version: 1;
  readonly watchedTo: number;
  readonly faces: readonly FacePass[];
  readonly plates: readonly PlatePass[];
}

/** A camera without open passes, watched up to `watchedTo`. */
export function emptyState(watchedTo: number): CameraState {
  return { version: 1, watchedTo, faces: [], plates: [] };
}
