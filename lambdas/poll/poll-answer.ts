import { z } from 'zod';

const text = z.string().min(1).max(40);

/** One person's answers, as they are stored. Nothing in it is personal, nor says when within the day it came. */
export const pollAnswer = z.strictObject({
  version: z.literal(1),
  roundId: text,
  /** A keyed hash of the invitation's code, or of the form in an open round: one answer for each. */
  answerId: z.string().min(16).max(64),
  /** A keyed hash of the form it was sent by: the same form again is a repeated delivery, not a second answer. */
  formId: z.string().min(16).max(64),
  /** On the zone's clock, e.g. `2026-11-23`. */
  day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  area: text,
  /** Left out where nothing was chosen. */
  age: text.optional(),
  /** By question: a point of a scale, an option or area, several of them, or a text. What was left empty is not in it. */
  values: z.record(text, z.union([z.number(), z.string().max(1000), z.array(text).min(1).max(20)])),
});

export type PollAnswer = Readonly<z.infer<typeof pollAnswer>>;
export type PollValue = PollAnswer['values'][string];
