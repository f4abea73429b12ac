import { z } from 'zod';
import { alertKind } from './messages.ts';

/** What the zone file says of incidents. */

const instruction = z
  .string()
  .min(1)
  .max(500, 'must be at most 500 characters: it is read on a phone, in a hurry');
const bilingualInstruction = z.strictObject({ th: instruction, en: instruction });

/** What to do about an incident of a kind; left out: the words that come with the zone. */
export const standingInstructions = z.partialRecord(alertKind, bilingualInstruction);
export type StandingInstructions = Readonly<z.infer<typeof standingInstructions>>;

const joining = z.strictObject({
  /** A press within this time of the one before joins the open incident of its pole. */
  pressMinutes: z.int().min(1).max(120).default(10),
  /** So does a person or plate, at any camera of the zone. */
  sightingMinutes: z.int().min(1).max(1440).default(10),
});

/** Of the zone file's settings. */
export const incidentSettings = {
  joining: joining.prefault({}),
  instructions: standingInstructions.prefault({}),
};
export const defaultJoining = joining.parse({});
