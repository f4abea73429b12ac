import { z } from 'zod';
import { mapFile } from '../zone/map-file.ts';
import { pollFile } from '../zone/poll-file.ts';

/** A round as it was opened: it asks what the file said then, whatever becomes of the file. */
export const pollRound = z.strictObject({
  version: z.literal(1),
  roundId: z.string().min(1).max(40),
  /** Epoch ms. */
  openedAt: z.number().int().min(0),
  /** Base64; codes, forms and hashes of this round are made by it, and none of another's. */
  secret: z.string().min(40).max(100),
  questionnaire: pollFile,
  /** What the areas are drawn over. */
  map: mapFile,
});

export type PollRound = Readonly<z.infer<typeof pollRound>>;

/** What changes while a round lives. */
export interface RoundState {
  readonly round: PollRound;
  /** Epoch ms; undefined while it was never closed, or was opened again. */
  readonly closedAt: number | undefined;
  readonly codesIssued: number;
}

/** As the round's own file calls it. */
export function roundOf({ roundId, questionnaire }: Pick<PollRound, 'roundId' | 'questionnaire'>) {
  const found = questionnaire.rounds.find(({ id }) => id === roundId);
  if (found === undefined) throw new RoundUnknownError(`the questionnaire has no round "${roundId}"`);
  return found;
}

export class RoundUnknownError extends Error {
  override readonly name = 'RoundUnknownError';
}
