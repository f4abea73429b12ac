import { Command, Option } from 'commander';
import { type LooksQuery, searchCamera } from '../lambdas/sightings/search-camera.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import { isVisibleTo } from '../lambdas/watchlist/watchlist-entry.ts';
import { PlateSearchError } from './plate-search-words.ts';
import type { RulesPorts } from './rules-ports.ts';
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
import { attributeHelp, parseAttribute } from './sightings-options.ts';
import { describeSightings } from './sightings-words.ts';
import { strangersCommand } from './strangers.ts';

export type SightingsPorts = Pick<RulesPorts, 'index' | 'audit' | 'watchlist' | 'cameras'>;

interface ListOptions extends TimeOptions, AuditOptions {
  readonly camera?: readonly string[];
  readonly kind?: readonly Sighting['kind'][];
  readonly attributes?: LooksQuery;
  readonly minAge?: number;
  readonly maxAge?: number;
  readonly person?: string;
  readonly agency?: string;
  readonly days: number;
  readonly limit: number;
  readonly next?: string;
}

const defaults: SearchCommandParams<SightingsPorts> = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./rules-ports.ts')).openRulesPorts(stackName),
};

const kinds = ['face', 'plate', 'unread-plate'] as const;
const oldest = 150;

/** `zone sightings list`: what cameras saw, newest first. Its action throws errors in plain words. */
export function sightingsCommand(overrides: Partial<SearchCommandParams<SightingsPorts>> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('list')
    .description('list what cameras saw, newest first; the search is written to the audit log')
    .option('--camera <id...>', 'these cameras; default: all of the zone')
    .addOption(new Option('--kind <kind...>', 'default: all, or faces where looks are given').choices(kinds))
    .option('--person <id>', 'faces that may be this person of the watchlist')
    .option(
      '--attributes <name=value...>',
      `what the face looked like: ${attributeHelp}`,
      (text: string, before?: LooksQuery) => parseAttribute(text, before),
    )
    .option('--min-age <years>', 'the likely ages reach above this', wholeNumber(0, oldest))
    .option('--max-age <years>', 'the likely ages reach below this', wholeNumber(0, oldest))
    .option('--from <time>', 'not before, e.g. 2026-11-23T08:30', timeOf('start'))
    .option('--to <time>', 'not after, e.g. 2026-11-23; default: now', timeOf('end'))
    .option('--days <number>', 'how far back to look without --from, 1 to 400', wholeNumber(1, 400), 1)
    .option('--limit <number>', 'how many at most, up to 1000', wholeNumber(1, 1000), 20)
    .option('--next <token>', 'go on where an earlier search stopped')
    .option('--agency <name>', 'who asks: entries for other agencies alone stay hidden');
  withAuditOptions(command).action((options: ListOptions) => list(options, params));
  return new Command('sightings')
    .description('what cameras saw')
    .addCommand(command)
    .addCommand(strangersCommand());
}

async function list(options: ListOptions, params: SearchCommandParams<SightingsPorts>): Promise<void> {
  const { limit, next, reason, by = params.userName() } = options;
  const now = params.clock();
  const asked = { ...rangeOf(options, options.days, now), ...whatOf(options) };
  const ports = await params.openPorts(options.stack);
  const cameraIds = options.camera ?? (await ports.cameras.list()).map(({ id }) => id);
  const hiddenPersons = new Set(
    (await ports.watchlist.list())
      .filter((entry) => entry.kind === 'person' && !isVisibleTo(entry, options.agency ?? ''))
      .map(({ entryId }) => entryId),
  );
  const query = { ...asked, cameraIds, hiddenPersons };
  const token = next === undefined ? {} : { token: next };
  const page = await searchCamera({ query, limit, now, by, reason, ...token }, ports);
  params.out(options.json ? `${JSON.stringify(page, null, 2)}\n` : describeSightings(page));
}

/** Throws PlateSearchError where plates should have faces. */
function whatOf({ kind, attributes, minAge, maxAge, person }: ListOptions) {
  const ages = { ...(minAge === undefined ? {} : { minAge }), ...(maxAge === undefined ? {} : { maxAge }) };
  const looks = { ...attributes, ...ages };
  const isFace = Object.keys(looks).length > 0 || person !== undefined;
  if (isFace && kind !== undefined && !kind.includes('face'))
    throw new PlateSearchError('plates have no face: leave out --kind, or the looks and the person');
  return {
    kinds: kind ?? (isFace ? (['face'] as const) : kinds),
    ...(Object.keys(looks).length > 0 ? { looks } : {}),
    ...(person === undefined ? {} : { personId: person }),
  };
}
