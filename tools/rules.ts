import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { dryRun } from '../lambdas/sightings/dry-run-report.ts';
import type { TimeRange } from '../lambdas/sightings/sighting-index.ts';
import { plateAcceptance } from '../lambdas/watchlist/watchlist-entry.ts';
import { formatTime } from './plate-search-words.ts';
import { createProgress } from './progress.ts';
import type { RulesPorts } from './rules-ports.ts';
import { findCorrected, walkSightings } from './rules-read.ts';
import { toResult } from './rules-result.ts';
import { type Change, rulesToTry } from './rules-to-try.ts';
import { limitsOf, warningsOf } from './rules-warnings.ts';
import { describeRules } from './rules-words.ts';
import {
  type AuditOptions,
  between,
  rangeOf,
  type SearchCommandParams,
  searchDefaults,
  type TimeOptions,
  timeOf,
  wholeNumber,
  withAuditOptions,
} from './search-options.ts';
import { inPlainWords } from './watchlist-words.ts';

export type RulesCommandParams = SearchCommandParams<RulesPorts> & {
  readonly writePlot: (file: string, png: Uint8Array) => Promise<void>;
};

interface TryOptions extends Change, TimeOptions, AuditOptions {
  readonly camera?: readonly string[];
  readonly days: number;
  readonly limit: number;
  readonly agency?: string;
  readonly plot?: string;
}

const defaults: RulesCommandParams = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./rules-ports.ts')).openRulesPorts(stackName),
  writePlot: (file, png) => writeFile(file, png),
};

/** `zone rules try`: what other thresholds or entries would have done. Its action throws errors in plain words. */
export function rulesCommand(overrides: Partial<RulesCommandParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('try')
    .description('compare the rule as it is with another over the stored sightings; written to the audit log')
    .option('--plate-confidence <fraction>', 'from which a plate is told, e.g. 0.8', between(0, 1))
    .option('--face-alert <percent>', 'similarity from which a face alerts, e.g. 97', between(0, 100))
    .option('--face-candidate <percent>', 'similarity from which a face is a match at all', between(0, 100))
    .addOption(
      new Option('--accept, --acceptance <what>', 'what whole plates on the list accept').choices(
        plateAcceptance.options,
      ),
    )
    .option('--entry <id...>', 'these alone: ids of persons, plates on the list, plates to be added')
    .option('--camera <id...>', 'seen by one of these cameras')
    .option('--days <number>', 'how far back to look, 1 to 400', wholeNumber(1, 400), 7)
    .option('--from <time>', 'not before, e.g. 2026-11-23T08:30', timeOf('start'))
    .option('--to <time>', 'not after, e.g. 2026-11-23; default: now', timeOf('end'))
    .option('--limit <number>', 'how many new and lost alerts to show, up to 1000', wholeNumber(1, 1000), 20)
    .option('--agency <name>', 'whose eyes read it; default: what every agency may see')
    .option('--plot <file>', 'write a PNG of alerts a day against the threshold');
  withAuditOptions(command).action((options: TryOptions) => inPlainWords(() => tryRules(options, params)));
  return new Command('rules').description('thresholds and watchlist entries: try others').addCommand(command);
}

async function tryRules(options: TryOptions, params: RulesCommandParams): Promise<void> {
  const now = params.clock();
  const range = rangeOf(options, options.days, now);
  const { agency, reason, by = params.userName() } = options;
  const ports = await params.openPorts(options.stack);
  const [settings, entries] = [await ports.settings.read(), await ports.watchlist.list()];
  const rules = rulesToTry({ change: options, thresholds: settings.thresholds, entries, now });
  const query = `try ${describeChange(options)} · ${isoRange(range)}`;
  for (const kind of rules.kinds)
    await ports.audit.record({ subject: auditSubject[kind], at: now, action: 'search', by, reason, query });
  const progress = createProgress({ write: params.err, now: params.clock });
  const sightings = walkSightings({ rules, range, now, cameraIds: options.camera, ports, progress });
  const report = await dryRun(sightings, { ...rules, dayOf: (time) => formatTime(time).slice(0, 10) });
  const remarks = { rules, change: options, settings, report, from: range.from };
  const result = toResult({
    ...{ rules, report, ...range, warnings: warningsOf(remarks), limits: limitsOf(remarks) },
    isCorrected: await findCorrected(report, ports),
    ...(agency === undefined ? {} : { agency }),
  });
  if (options.plot !== undefined) {
    const { plotRules } = await import('./rules-plot.ts');
    await params.writePlot(options.plot, await plotRules(result));
  }
  params.out(`${options.json ? JSON.stringify(result, null, 2) : describeRules(result, options.limit)}\n`);
}

const auditSubject = { plate: 'search#plates', person: 'search#faces' } as const;

function describeChange({
  plateConfidence,
  faceAlert,
  faceCandidate,
  acceptance,
  entry,
  camera,
}: TryOptions) {
  const named = Object.entries({ plateConfidence, faceAlert, faceCandidate, acceptance });
  const parts = named.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return [...parts, ...(entry ?? []), ...(camera ?? [])].join(' · ') || 'the rule as it is';
}

function isoRange({ from, to }: TimeRange): string {
  return [from, to].map((time) => new Date(time).toISOString()).join('…');
}
