import type { PollAnswer } from './poll-answer.ts';
import type { PollRound, RoundState } from './poll-round.ts';

/** A count within an hour, which ends by itself. */
export interface HourCount {
  /** E.g. `area#tha-sadet`. */
  readonly what: string;
  /** ISO, e.g. `2026-11-23T04`. */
  readonly hour: string;
  readonly most: number;
}

/** What the page needs. */
export interface PollStore {
  /** The round that is open now. */
  current(): Promise<PollRound | undefined>;
  /** Counts one more; false, and counts nothing, where there are as many already. */
  count(roundId: string, count: HourCount): Promise<boolean>;
  /** Keeps the answer in one write. Where there is one of this id, it changes nothing and gives that one's form. */
  keep(answer: PollAnswer, expiresAt: number): Promise<'kept' | { readonly formId: string }>;
}

/** What the results need. */
export interface PollReader {
  /** All rounds that were ever opened, the oldest first. */
  rounds(): Promise<readonly (RoundState & { readonly isOpen: boolean })[]>;
  /** In no order that tells anything. */
  answers(roundId: string): Promise<readonly PollAnswer[]>;
}

/** What whoever keeps the poll needs. */
export interface PollKeeper extends PollReader {
  /** Stores a round that was never opened before; the stored one where it was. */
  add(round: PollRound): Promise<PollRound>;
  /** The id of the round that is open now: this one, or another, which then stays. */
  makeCurrent(roundId: string): Promise<string>;
  /** False where it was not open. */
  close(roundId: string, at: number): Promise<boolean>;
  /** Takes the next `count` numbers of codes; gives the first. Undefined where there are not so many left. */
  takeCodes(roundId: string, count: number, most: number): Promise<number | undefined>;
}
