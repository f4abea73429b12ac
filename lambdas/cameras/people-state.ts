import { z } from 'zod';
import { headings } from './heading.ts';

export const storedBox = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

const count = z.int().min(0);

/** What a camera counted in one minute (docs/adr/0012): numbers, never who. */
export const peopleCount = z.object({
  /** Frames that were watched; the mean number of people is `seen` by `frames`. */
  frames: count,
  /** Faces over all frames. */
  seen: count,
  /** Most faces in one frame. */
  atOnce: count,
  /** Passes that were last seen in this minute, and how long they were in view, together. */
  passed: count,
  dwellSeconds: z.number().min(0),
  /** Which way they went; of who hardly moved nothing is said. */
  headings: z.partialRecord(z.enum(headings), count),
});
export type PeopleCount = Readonly<z.infer<typeof peopleCount>>;

/**
 * A minute, or the part of it that was watched in one go: after an outage the rest is counted by itself. `at`: when
 * the minute began; `from`: its first frame (epoch ms).
 */
export interface PeopleMinute extends PeopleCount {
  readonly at: number;
  readonly from: number;
}

const unfinishedMinute = peopleCount.extend({
  at: z.int().min(0),
  from: z.number().min(0),
  /** Frames that showed more people than the camera's crowd limit. */
  crowdedFrames: count,
});
export type UnfinishedMinute = Readonly<z.infer<typeof unfinishedMinute>>;

const facePlace = z.object({ x: z.number(), size: z.number() });

const crowd = z.object({
  /** When its first and last crowded minute began (epoch ms). */
  since: z.int().min(0),
  until: z.int().min(0),
  /** Most faces in one frame of it. */
  most: count,
  told: z.boolean(),
});
export type Crowd = Readonly<z.infer<typeof crowd>>;

const stay = z.object({
  region: z.string().min(1),
  /** The pass it began with and the one that shows it now: a face that turned away comes back as another pass. */
  firstPassId: z.string().min(1),
  passId: z.string().min(1),
  since: z.number(),
  lastSeenAt: z.number(),
  /** For how long the face was in view meanwhile. */
  seenMilliseconds: z.number(),
  box: storedBox,
  /** Whether it stood still when it was last seen. */
  stood: z.boolean(),
  told: z.boolean(),
});
export type Stay = Readonly<z.infer<typeof stay>>;

/** What counting people keeps between two windows of a camera; nothing of it outlives the passes by more than minutes. */
export const peopleState = z.object({
  /** Oldest first. */
  minutes: z.array(unfinishedMinute),
  /** Of each open face pass where it was first and last. */
  ways: z.array(z.object({ passId: z.string().min(1), from: facePlace, to: facePlace })),
  crowd: crowd.optional(),
  stays: z.array(stay),
});

export interface PeopleState {
  readonly minutes: readonly UnfinishedMinute[];
  readonly ways: readonly Readonly<z.infer<typeof peopleState>['ways'][number]>[];
  readonly crowd?: Crowd | undefined;
  readonly stays: readonly Stay[];
}
