import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { parseTime, rangeOf as rangeOfTimes, SearchTimeError } from '../lambdas/sightings/search-time.ts';
import { PlateSearchError } from './plate-search-words.ts';

export { millisecondsPerDay } from '../lambdas/sightings/search-time.ts';

/** What a command that reads sightings gets from outside. */
export interface SearchCommandParams<Ports> {
  readonly openPorts: (stackName?: string) => Promise<Ports>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
}

/** All but the ports. */
export const searchDefaults = {
  out: (text: string) => void process.stdout.write(text),
  err: (text: string) => void process.stderr.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
};

/** What each of them is asked beside what it looks for. */
export interface AuditOptions {
  readonly json: boolean;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

export function withAuditOptions(command: Command): Command {
  return command
    .option('--json', 'print an object with all that was found', false)
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--by <name>', 'who asks; default: the user of this computer')
    .option('--stack <name>', 'the stack, if it is not the usual one');
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(
        `it must be a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`}.`,
      );
    return number;
  };
}

export function between(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (text.trim() === '' || !(number >= least && number <= most))
      throw new InvalidArgumentError(`it must be a number from ${least} to ${most}.`);
    return number;
  };
}

/** A day or a time, in epoch milliseconds; a day is its start or its end. */
export function timeOf(edge: 'start' | 'end') {
  return (text: string): number => {
    try {
      return parseTime(text, edge);
    } catch (error) {
      throw error instanceof SearchTimeError ? new InvalidArgumentError(error.message) : error;
    }
  };
}

export interface TimeOptions {
  readonly from?: number;
  readonly to?: number;
}

/** The time that was asked for, the last `days` if nothing was. Throws PlateSearchError. */
export function rangeOf(times: TimeOptions, days: number, now: number) {
  try {
    return rangeOfTimes(times, days, now);
  } catch (error) {
    if (!(error instanceof SearchTimeError)) throw error;
    throw new PlateSearchError('--from is later than --to', { cause: error });
  }
}
