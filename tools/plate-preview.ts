import { Command, Option } from 'commander';
import { formatPatternWithProvince } from '../lambdas/plates/plate-pattern.ts';
import { keysOf } from '../lambdas/sightings/plate-query.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import { parseWatchedPlate } from '../lambdas/watchlist/watched-plate.ts';
import { type PlateAcceptance, plateAcceptance } from '../lambdas/watchlist/watchlist-entry.ts';
import { describePreview, previewJson } from './plate-preview-words.ts';
import { entryToTry, previewEntry } from './preview-entry.ts';
import { createProgress } from './progress.ts';
import {
  type AuditOptions,
  millisecondsPerDay,
  type SearchCommandParams,
  searchDefaults,
  wholeNumber,
  withAuditOptions,
} from './search-options.ts';
import { createTraffic } from './traffic.ts';
import { walkKeys } from './walk-sightings.ts';
import { inPlainWords } from './watchlist-words.ts';

export type PlatePreviewParams = SearchCommandParams<SearchSightingsPorts>;

interface PreviewOptions extends AuditOptions {
  readonly accept?: PlateAcceptance;
  readonly days: number;
  readonly limit: number;
}

const defaults: PlatePreviewParams = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./plate-search-ports.ts')).openPlateSearchPorts(stackName),
};

/** `zone plate preview PLATE`: what a watchlist entry would accept, and have fired on. Errors are in plain words. */
export function platePreviewCommand(overrides: Partial<PlatePreviewParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('preview')
    .description('what a plate on the watchlist would accept and have fired on; written to the audit log')
    .argument('<plate>', 'as for zone watchlist add plate: "1กข 1234 หนองคาย", "?ข 12?4"')
    .addOption(
      new Option('--accept <what>', 'as for zone watchlist add plate (default: one-confusion)').choices(
        plateAcceptance.options,
      ),
    )
    .option('--days <number>', 'how far back to look, 1 to 400', wholeNumber(1, 400), 30)
    .option('--limit <number>', 'how many sightings to show, up to 1000', wholeNumber(1, 1000), 20);
  return withAuditOptions(command).action((text: string, options: PreviewOptions) =>
    inPlainWords(() => preview(text, options, params)),
  );
}

async function preview(text: string, options: PreviewOptions, params: PlatePreviewParams): Promise<void> {
  const { days, limit, json, stack, reason, by = params.userName() } = options;
  const now = params.clock();
  const entry = entryToTry(parseWatchedPlate(text, options.accept), now);
  const { index, audit } = await params.openPorts(stack);
  const query = `preview ${formatPatternWithProvince(entry)}, ${days} days`;
  await audit.record({ subject: 'search#plates', at: now, action: 'search', by, reason, query });
  const progress = createProgress({ write: params.err, now: params.clock });
  const range = { from: now - days * millisecondsPerDay, to: now };
  const plates = walkKeys(keysOf(range).flat(), { index, range, now, progress });
  const found = await previewEntry(entry, plates, createTraffic());
  const words = { entry, preview: found, days };
  params.out(`${json ? previewJson(words) : describePreview({ ...words, limit })}\n`);
}
