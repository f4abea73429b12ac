import { userInfo } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { formatPatternWithProvince } from '../lambdas/plates/plate-pattern.ts';
import { keysOf } from '../lambdas/sightings/plate-query.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { SightingIndex, TimeRange } from '../lambdas/sightings/sighting-index.ts';
import {
  type PlateAcceptance,
  type PlateEntry,
  plateAcceptance,
  plateEntryId,
} from '../lambdas/watchlist/watchlist-entry.ts';
import { describePreview, previewJson } from './plate-preview-words.ts';
import { previewEntry } from './preview-entry.ts';
import { createProgress, type Progress } from './progress.ts';
import { createTraffic } from './traffic.ts';
import { inPlainWords, parseWatchedPlate } from './watchlist-words.ts';

export interface PlatePreviewParams {
  readonly openPorts: (stackName?: string) => Promise<SearchSightingsPorts>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly userName: () => string;
}

interface PreviewOptions {
  readonly accept?: PlateAcceptance;
  readonly days: number;
  readonly limit: number;
  readonly json: boolean;
  readonly by?: string;
  readonly reason: string;
  readonly stack?: string;
}

const defaults: PlatePreviewParams = {
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./plate-search-ports.ts')).openPlateSearchPorts(stackName),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  clock: Date.now,
  userName: () => userInfo().username,
};

const millisecondsPerDay = 86_400_000;

/** `zone plate preview PLATE`: what a watchlist entry would accept, and have fired on. Errors are in plain words. */
export function platePreviewCommand(overrides: Partial<PlatePreviewParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('preview')
    .description('what a plate on the watchlist would accept and have fired on; written to the audit log')
    .argument('<plate>', 'as for zone watchlist add plate: "1กข 1234 หนองคาย", "?ข 12?4"')
    .addOption(
      new Option('--accept <what>', 'as for zone watchlist add plate (default: one-confusion)').choices(
        plateAcceptance.options,
      ),
    )
    .option('--days <number>', 'how far back to look, 1 to 400', wholeNumber(400), 30)
    .option('--limit <number>', 'how many sightings to show, up to 1000', wholeNumber(1000), 20)
    .option('--json', 'print an object with all that was found', false)
    .option('--reason <text>', 'why, for the audit log', 'not stated')
    .option('--by <name>', 'who asks; default: the user of this computer')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action((text: string, options: PreviewOptions) => inPlainWords(() => preview(text, options, params)));
}

async function preview(text: string, options: PreviewOptions, params: PlatePreviewParams): Promise<void> {
  const { days, limit, json, stack, reason, by = params.userName() } = options;
  const now = params.clock();
  const entry = entryOf(text, options.accept, now);
  const { index, audit } = await params.openPorts(stack);
  const query = `preview ${formatPatternWithProvince(entry)}, ${days} days`;
  await audit.record({ subject: 'search#plates', at: now, action: 'search', by, reason, query });
  const progress = createProgress({ write: params.err, now: params.clock });
  const range = { from: now - days * millisecondsPerDay, to: now };
  const found = await previewEntry(entry, walkPlates(index, range, progress), createTraffic());
  const words = { entry, preview: found, days };
  params.out(`${json ? previewJson(words) : describePreview({ ...words, limit })}\n`);
}

/** An entry that exists nowhere, as `zone watchlist add plate` would keep it. */
function entryOf(text: string, accept: PlateAcceptance | undefined, now: number): PlateEntry {
  const plate = parseWatchedPlate(text, accept);
  return {
    ...{ version: 1, kind: 'plate', entryId: plateEntryId(plate), category: 'wanted', ...plate },
    ...{ label: { th: '-', en: '-' }, reason: 'preview', addedBy: 'preview', addedAt: now },
  };
}

/** An index answers with at most 1 MB, which is some 1,000 sightings. */
const pageSize = 1_000;

/** Every plate of the time, newest first, day by day. */
async function* walkPlates(
  index: SightingIndex,
  range: TimeRange,
  progress: Progress,
): AsyncGenerator<Sighting> {
  for (const key of keysOf(range).flat()) {
    let count = 0;
    for await (const sighting of index.walk(key, { ...range, now: range.to, pageSize })) {
      count++;
      yield sighting;
    }
    if (key.by === 'day' && count > 0) progress.step(`${key.day}: ${count} passes`);
  }
}

function wholeNumber(most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > most)
      throw new InvalidArgumentError(`it must be a whole number from 1 to ${most}.`);
    return number;
  };
}
