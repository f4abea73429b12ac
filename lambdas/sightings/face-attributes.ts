import { z } from 'zod';

export const expressions = [
  'angry',
  'calm',
  'confused',
  'disgusted',
  'fearful',
  'happy',
  'sad',
  'surprised',
] as const;

/**
 * What somebody looked like, as far as it was told: a filter when people search, never a reason to alert. An
 * expression is of the face, not of the mind.
 */
export const faceAttributes = z
  .strictObject({
    /** Years, from the youngest to the oldest likely. */
    age: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }),
    expression: z.enum(expressions),
    glasses: z.boolean(),
    sunglasses: z.boolean(),
    beard: z.boolean(),
    /** Partly hidden: by a mask, a hand, a helmet. */
    occluded: z.boolean(),
  })
  .partial();
export type FaceAttributes = Readonly<z.infer<typeof faceAttributes>>;
