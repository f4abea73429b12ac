import { emptyMap, type MapFile } from '../zone/map-file.ts';
import type { PollFile } from '../zone/poll-file.ts';
import { makeCode, mostCodes } from './invitation-code.ts';
import { formPage, mostPageBytes } from './poll-page.ts';
import { type PollRound, roundOf } from './poll-round.ts';
import type { PollKeeper } from './poll-store.ts';

/** A round cannot be opened, closed or given codes; the message says why and what to do. */
export class RoundRefusedError extends Error {
  override readonly name = 'RoundRefusedError';
}

export interface OpenRoundParams {
  readonly roundId: string;
  readonly questionnaire: PollFile;
  readonly map?: MapFile;
  /** Epoch ms. */
  readonly now: number;
  /** 32 bytes. */
  readonly random: Uint8Array;
}

/**
 * Opens a round, with the questionnaire as it is now. One that was open before goes on with what it asked then: else its
 * answers could not be counted together. Throws RoundUnknownError, RoundRefusedError.
 */
export async function openRound(
  { roundId, questionnaire, map = emptyMap, now, random }: OpenRoundParams,
  polls: Pick<PollKeeper, 'add' | 'makeCurrent'>,
): Promise<{ readonly round: PollRound; readonly isNew: boolean }> {
  const drawn = map.features.filter(({ kind }) => kind !== 'road').map(({ kind, line }) => ({ kind, line }));
  const round: PollRound = {
    ...{ version: 1, roundId, openedAt: now, questionnaire },
    secret: Buffer.from(random).toString('base64'),
    map: { ...map, features: drawn, labels: [] },
  };
  roundOf(round);
  checkSize(round);
  const stored = await polls.add(round);
  const current = await polls.makeCurrent(roundId);
  if (current !== roundId)
    throw new RoundRefusedError(
      `the round "${current}" is open: close it first, as a visitor sees one page alone`,
    );
  return { round: stored, isNew: stored.secret === round.secret };
}

function checkSize(round: PollRound): void {
  for (const language of ['th', 'en'] as const) {
    const { markup } = formPage({
      ...{ round, language, token: 'x'.repeat(60), form: new URLSearchParams(), problems: [] },
    });
    const bytes = Buffer.byteLength(markup);
    if (bytes > mostPageBytes)
      throw new RoundRefusedError(
        `questions: the page would have ${bytes} bytes, over ${mostPageBytes}: an old phone waits too long for it. Ask fewer questions or use fewer words.`,
      );
  }
}

/** Throws RoundRefusedError where the round is not open. */
export async function closeRound(
  { roundId, now }: { readonly roundId: string; readonly now: number },
  polls: Pick<PollKeeper, 'close'>,
): Promise<void> {
  if (!(await polls.close(roundId, now))) throw new RoundRefusedError(`the round "${roundId}" is not open`);
}

export interface IssueCodesParams {
  readonly roundId: string;
  readonly count: number;
}

/** New codes of a round, none of which was given out before. Throws RoundRefusedError. */
export async function issueCodes(
  { roundId, count }: IssueCodesParams,
  polls: Pick<PollKeeper, 'rounds' | 'takeCodes'>,
): Promise<readonly string[]> {
  const found = (await polls.rounds()).find(({ round }) => round.roundId === roundId);
  if (found === undefined)
    throw new RoundRefusedError(`the round "${roundId}" was never opened: its codes are made with its key`);
  if (roundOf(found.round).mode !== 'codes')
    throw new RoundRefusedError(`the round "${roundId}" is open to everybody and asks for no code`);
  const first = await polls.takeCodes(roundId, count, mostCodes);
  if (first === undefined) throw new RoundRefusedError(`a round has ${mostCodes} codes at most`);
  return Array.from({ length: count }, (_, i) => makeCode(found.round.secret, first + i));
}
