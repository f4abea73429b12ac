import { formatPatternWithProvince } from '../lambdas/plates/plate-pattern.ts';
import type { Thresholds } from '../lambdas/sightings/dry-run.ts';
import { type CurvePoint, curveOf } from '../lambdas/sightings/dry-run-curve.ts';
import type { Counts, DryRunReport, Fired, LostAlert, Pair } from '../lambdas/sightings/dry-run-report.ts';
import { isVisibleTo, type WatchlistEntry } from '../lambdas/watchlist/watchlist-entry.ts';
import type { RulesToTry } from './rules-to-try.ts';
import type { Remark } from './rules-warnings.ts';
import { millisecondsPerDay } from './search-options.ts';

/** An entry as the person who asks may see it. */
export interface ShownEntry {
  readonly kind: WatchlistEntry['kind'];
  readonly category: WatchlistEntry['category'];
  /** The plate or the person's id; `null`: for other agencies alone. */
  readonly name: string | null;
}

export interface ShownAlert {
  readonly sightingId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly cameraId: string;
  readonly entry: ShownEntry;
  /** Of a plate how sure the reading is (0–1), of a person the similarity in percent. */
  readonly level: number;
  /** The plate as it was read; only with an entry that may be seen. */
  readonly seen?: string;
  readonly how?: string;
  /** An operator called it false. */
  readonly isCorrected: boolean;
  /** Of a lost alert: perhaps the plate would still be told by its number alone. */
  readonly mayRemain?: true;
}

export interface Group<Name> extends Pair<Counts> {
  readonly name: Name;
}

export interface CurveOfAlerts {
  readonly threshold: keyof Thresholds;
  readonly points: readonly (CurvePoint & { readonly alertsPerDay: number })[];
}

/** All that was found, for people and programs alike. */
export interface RulesResult {
  readonly from: number;
  readonly to: number;
  /** Over how many days rates are taken: from the first stored sighting on. */
  readonly days: number;
  readonly thresholds: Pair<Thresholds>;
  readonly kinds: readonly WatchlistEntry['kind'][];
  readonly examined: DryRunReport['examined'];
  readonly total: Pair<Counts>;
  readonly alertsPerDay: Pair<number>;
  readonly corrected: Pair<number>;
  readonly byDay: readonly Group<string>[];
  readonly byCamera: readonly Group<string>[];
  readonly byEntry: readonly Group<ShownEntry>[];
  /** Newest first. */
  readonly added: readonly ShownAlert[];
  readonly lost: readonly ShownAlert[];
  readonly curves: readonly CurveOfAlerts[];
  readonly warnings: readonly Remark[];
  readonly limits: readonly Remark[];
}

export interface ResultParams {
  readonly rules: RulesToTry;
  readonly report: DryRunReport;
  readonly from: number;
  readonly to: number;
  /** Whose eyes read it; absent: what every agency may see. */
  readonly agency?: string;
  readonly isCorrected: (fired: Fired) => boolean;
  readonly warnings: readonly Remark[];
  readonly limits: readonly Remark[];
}

/** The report with what the person who asks may see, newest first, in rates per day. */
export function toResult(params: ResultParams): RulesResult {
  const { rules, report, from, to, agency, isCorrected, warnings, limits } = params;
  const { total, examined, byDay, byCamera, byEntry, alerts } = report;
  const days = Math.max(1, (to - Math.max(from, examined.oldest ?? from)) / millisecondsPerDay);
  const perDay = (count: number) => Math.round((count / days) * 100) / 100;
  const { present, tried } = rules;
  return {
    ...{ from, to, days: Math.round(days * 10) / 10, examined, total, warnings, limits },
    thresholds: { present: present.thresholds, tried: tried.thresholds },
    kinds: [...rules.kinds],
    alertsPerDay: { present: perDay(total.present.alerts), tried: perDay(total.tried.alerts) },
    corrected: {
      present: alerts.present.filter(isCorrected).length,
      tried: alerts.tried.filter(isCorrected).length,
    },
    byDay: groupsOf(byDay),
    byCamera: groupsOf(byCamera),
    byEntry: [...byEntry.values()]
      .map(({ entry, ...counts }) => ({ name: showEntry(entry, agency), ...counts }))
      .sort((a, b) => b.tried.alerts - a.tried.alerts || b.present.alerts - a.present.alerts),
    added: showAlerts(report.added, params),
    lost: showAlerts(report.lost, params),
    curves: [...rules.kinds].map((kind) => curveFor(kind, params, perDay)),
  };
}

function groupsOf(groups: ReadonlyMap<string, Pair<Counts>>): readonly Group<string>[] {
  return [...groups]
    .map(([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function showEntry(entry: WatchlistEntry, agency: string | undefined): ShownEntry {
  const { kind, category } = entry;
  const name = entry.kind === 'plate' ? formatPatternWithProvince(entry) : entry.entryId;
  return { kind, category, name: mayBeSeen(entry, agency) ? name : null };
}

function mayBeSeen(entry: WatchlistEntry, agency: string | undefined): boolean {
  return isVisibleTo(entry, agency ?? '');
}

function showAlerts(
  alerts: readonly (Fired | LostAlert)[],
  { agency, isCorrected }: ResultParams,
): readonly ShownAlert[] {
  return alerts
    .toSorted((a, b) => b.sighting.lastSeenAt - a.sighting.lastSeenAt)
    .map((fired) => {
      const { sighting, entry, level } = fired;
      return {
        ...{ sightingId: sighting.sightingId, at: sighting.lastSeenAt, cameraId: sighting.cameraId, level },
        entry: showEntry(entry, agency),
        ...(mayBeSeen(entry, agency) ? readingOf(fired) : {}),
        isCorrected: isCorrected(fired),
        ...('mayRemain' in fired && fired.mayRemain ? { mayRemain: true as const } : {}),
      };
    });
}

function readingOf({ sighting, plate }: Fired): Pick<ShownAlert, 'seen' | 'how'> {
  if (plate === undefined) return {};
  return { seen: plate.seen, how: sighting.kind === 'unread-plate' ? `${plate.how}, unread` : plate.how };
}

const thresholdOf = { plate: 'plateConfidence', person: 'faceAlertPercent' } as const;
const steps = {
  plate: [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95],
  person: [90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 99.5, 100],
} as const;

/** Over the usual values, those as they are and those tried; nothing where nothing is stored that could tell. */
function curveFor(
  kind: WatchlistEntry['kind'],
  { rules: { present, tried }, report: { trials }, isCorrected }: ResultParams,
  perDay: (count: number) => number,
): CurveOfAlerts {
  const threshold = thresholdOf[kind];
  const least = kind === 'plate' ? 0 : present.thresholds.faceCandidatePercent;
  const all = new Set([...steps[kind], present.thresholds[threshold], tried.thresholds[threshold]]);
  const values = [...all].filter((value) => value >= least).sort((a, b) => a - b);
  const points = curveOf({ trials, thresholds: tried.thresholds, name: threshold, values, isCorrected });
  return { threshold, points: points.map((point) => ({ ...point, alertsPerDay: perDay(point.alerts) })) };
}
