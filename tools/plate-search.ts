import { Command, InvalidArgumentError } from 'commander';
import { PlateFormatError } from '../lambdas/plates/plate.ts';
import { type PlatePattern, parsePlatePattern } from '../lambdas/plates/plate-pattern.ts';
import { findProvince } from '../lambdas/plates/provinces.ts';
import type { PlateQuery } from '../lambdas/sightings/plate-query.ts';
import { type SearchSightingsPorts, searchSightings } from '../lambdas/sightings/search-sightings.ts';
import { describePage, PlateSearchError } from './plate-search-words.ts';
import {
  type AuditOptions,
  rangeOf,
  type SearchCommandParams,
  searchDefaults,
  type TimeOptions,
  timeOf,
  wholeNumber,
  withAuditOptions,
} from './search-options.ts';

export type PlateSearchParams = Omit<SearchCommandParams<SearchSightingsPorts>, 'err'>;

interface SearchOptions extends AuditOptions, TimeOptions {
  readonly province?: string;
  readonly camera?: readonly string[];
  readonly limit: number;
  readonly next?: string;
}

const defaults: PlateSearchParams = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./plate-search-ports.ts')).openPlateSearchPorts(stackName),
};

const usualDays = 30;
const mostAtOnce = 1000;

/** `zone plate search [PATTERN]`: plates that passed, newest first. Its action throws errors in plain words. */
export function plateSearchCommand(overrides: Partial<PlateSearchParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('search')
    .description('find plates that passed, newest first; the search is written to the audit log')
    .argument('[pattern]', 'e.g. "1กข 1234 หนองคาย", "1234" or "?ข 12?4", "?" for an unknown sign', patternOf)
    .option('--province <name>', 'of this province', provinceOf)
    .option('--camera <id...>', 'seen by one of these cameras')
    .option('--from <time>', 'not before, e.g. 2026-11-23T08:30; default: 30 days ago', timeOf('start'))
    .option('--to <time>', 'not after, e.g. 2026-11-23; default: now', timeOf('end'))
    .option('--limit <number>', `how many at most, up to ${mostAtOnce}`, wholeNumber(1, mostAtOnce), 20)
    .option('--next <token>', 'go on where an earlier search stopped');
  return withAuditOptions(command).action(
    async (pattern: PlatePattern | undefined, options: SearchOptions) => {
      const { limit, next, reason, by = params.userName() } = options;
      const now = params.clock();
      const query = queryOf(pattern, options, now);
      const token = next === undefined ? {} : { token: next };
      const ports = await params.openPorts(options.stack);
      const page = await searchSightings({ query, limit, now, by, reason, ...token }, ports);
      params.out(options.json ? `${JSON.stringify(page, null, 2)}\n` : describePage(page));
    },
  );
}

function queryOf(
  pattern: PlatePattern | undefined,
  { province, camera, ...time }: SearchOptions,
  now: number,
): PlateQuery {
  const named = pattern?.province;
  if (named && province && named !== province)
    throw new PlateSearchError(`the plate says ${named} and --province says ${province}`);
  return {
    ...rangeOf(time, usualDays, now),
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
