import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { PlateFormatError } from '../lambdas/plates/plate.ts';
import { type PlatePattern, parsePlatePattern } from '../lambdas/plates/plate-pattern.ts';
import { findProvince } from '../lambdas/plates/provinces.ts';
import type { PlateQuery } from '../lambdas/sightings/plate-query.ts';
import { type SearchSightingsPorts, searchSightings } from '../lambdas/sightings/search-sightings.ts';
import { describePage, PlateSearchError, parseTime } from './plate-search-words.ts';

export interface PlateSearchParams {
  readonly openPorts: (stackName?: string) => Promise<SearchSightingsPorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
}

interface SearchOptions {
  readonly province?: string;
  readonly camera?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
  readonly next?: string;
  readonly json: boolean;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

const defaults: PlateSearchParams = {
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./plate-search-ports.ts')).openPlateSearchPorts(stackName),
  out: (text) => process.stdout.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
};

const millisecondsPerDay = 86_400_000;
const mostAtOnce = 1000;

/** `zone plate search [PATTERN]`: plates that passed, newest first. Its action throws errors in plain words. */
export function plateSearchCommand(overrides: Partial<PlateSearchParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('search')
    .description('find plates that passed, newest first; the search is written to the audit log')
    .argument('[pattern]', 'e.g. "1กข 1234 หนองคาย", "1234" or "?ข 12?4", "?" for an unknown sign', patternOf)
    .option('--province <name>', 'of this province', provinceOf)
    .option('--camera <id...>', 'seen by one of these cameras')
    .option('--from <time>', 'not before, e.g. 2026-11-23T08:30; default: 30 days ago', timeOf('start'))
    .option('--to <time>', 'not after, e.g. 2026-11-23; default: now', timeOf('end'))
    .option('--limit <number>', `how many at most, up to ${mostAtOnce}`, limitOf, 20)
    .option('--next <token>', 'go on where an earlier search stopped')
    .option('--json', 'print an object with what was found', false)
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--by <name>', 'who searches; default: the user of this computer')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async (pattern: PlatePattern | undefined, options: SearchOptions) => {
      const { limit, next, reason, by = params.userName() } = options;
      const now = params.clock();
      const query = queryOf(pattern, options, now);
      const token = next === undefined ? {} : { token: next };
      const ports = await params.openPorts(options.stack);
      const page = await searchSightings({ query, limit, now, by, reason, ...token }, ports);
      params.out(options.json ? `${JSON.stringify(page, null, 2)}\n` : describePage(page));
    });
}

function queryOf(
  pattern: PlatePattern | undefined,
  { province, camera, from, to }: SearchOptions,
  now: number,
): PlateQuery {
  const end = to ?? now;
  const start = from ?? end - 30 * millisecondsPerDay;
  if (start > end) throw new PlateSearchError('--from is later than --to');
  const named = pattern?.province;
  if (named && province && named !== province)
    throw new PlateSearchError(`the plate says ${named} and --province says ${province}`);
  return {
    from: start,
    to: end,
    ...(pattern === undefined ? {} : { pattern }),
    ...(province === undefined ? {} : { province }),
    ...(camera === undefined ? {} : { cameraIds: camera }),
  };
}

function patternOf(text: string): PlatePattern {
  try {
    return parsePlatePattern(text);
  } catch (error) {
    throw error instanceof PlateFormatError ? new InvalidArgumentError(error.message) : error;
  }
}

function provinceOf(text: string): string {
  const province = findProvince(text);
  if (province === undefined) throw new InvalidArgumentError('it is no province of Thailand.');
  return province;
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostAtOnce)
    throw new InvalidArgumentError(`it must be a whole number from 1 to ${mostAtOnce}.`);
  return limit;
}

function timeOf(edge: 'start' | 'end') {
  return (text: string): number => {
    try {
      return parseTime(text, edge);
    } catch (error) {
      throw error instanceof PlateSearchError ? new InvalidArgumentError(error.message) : error;
    }
  };
}
