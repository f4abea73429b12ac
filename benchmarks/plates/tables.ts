import type { Share } from './intervals.ts';
import type { Report } from './report.ts';
import type { Score } from './score.ts';

export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const percent = (value: number) => (value * 100).toFixed(1);
/** `96.5 (93.7–98.1)`; a dash where nothing was counted. */
export const withInterval = (share: Share) =>
  share.whole === 0 ? '–' : `${percent(share.value)} (${percent(share.low)}–${percent(share.high)})`;
export const milliseconds = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** The report as tables, for the terminal and for RESULTS.md alike. Percents with 95 % intervals in brackets. */
export function reportTables(report: Report): readonly ReportTable[] {
  const tables = [
    setsTable(report),
    fieldsTable(report),
    limitsTable(report),
    groupsTable(report),
    falseReadsTable(report),
    confusionsTable(report),
    timingsTable(report),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

interface ScoredSet {
  readonly set: string;
  readonly way: string;
  readonly score: Score;
}

function scored({ scores, tesseract }: Report): readonly ScoredSet[] {
  if (tesseract === undefined) return scores;
  return [...scores, { set: `${tesseract.version}: ${tesseract.set}`, way: 'crop', score: tesseract.score }];
}

function setsTable(report: Report): ReportTable {
  return {
    title: 'Plates read right, percent',
    head: ['set', 'read as', 'pictures', 'exact plate', 'province', 'wrong', 'unread', 'ms each'],
    rows: scored(report).map(({ set, way, score }) => [
      ...[set, way, String(score.pictures), withInterval(score.exact), withInterval(score.province)],
      ...[String(score.wrong), String(score.unread), milliseconds(score.medianMilliseconds)],
    ]),
  };
}

function fieldsTable(report: Report): ReportTable {
  return {
    title: 'By field, percent',
    head: ['set', 'read as', 'characters', 'letters', 'digits', 'class'],
    rows: scored(report).map(({ set, way, score }) => [
      ...[set, way, ...[score.characters, score.letters, score.digits, score.class].map(withInterval)],
    ]),
  };
}

function limitsTable({ scores }: Report): ReportTable {
  const limits = scores[0]?.score.accepted ?? [];
  return {
    title: 'What a limit on the confidence leaves, percent',
    head: ['set', 'read as', ...limits.flatMap(({ limit }) => [`≥ ${limit}: accepted`, 'of these right'])],
    rows: scores.map(({ set, way, score }) => [
      ...[set, way],
      ...score.accepted.flatMap(({ coverage, exact }) => [withInterval(coverage), withInterval(exact)]),
    ]),
  };
}

function groupsTable({ groups }: Report): ReportTable {
  return {
    title: 'By layout, light, angle and width of the plate, percent',
    head: ['pictures are', 'by', '', 'pictures', 'exact plate', 'unread'],
    rows: groups.map(({ origin, by, name, exact, unread }) => [
      ...[origin, by, name, String(exact.whole), withInterval(exact), String(unread)],
    ]),
  };
}

function falseReadsTable({ falseReads }: Report): ReportTable {
  const limits = falseReads[0]?.limits.map(({ limit }) => `≥ ${limit}`) ?? [];
  return {
    title: 'False readings on pictures without a Thai plate (95 % interval per 1,000)',
    head: ['set', 'pictures', ...limits],
    rows: falseReads.map(({ set, limits: counted }) => [
      ...[set, String(counted[0]?.accepted.whole ?? 0)],
      ...counted.map(({ accepted: { part, low, high } }) => {
        return `${part} (${(low * 1000).toFixed(1)}–${(high * 1000).toFixed(1)})`;
      }),
    ]),
  };
}

function confusionsTable({ origins }: Report): ReportTable {
  const sign = (text: string) => text || 'nothing';
  return {
    title: 'Most frequent confusions (true sign → sign read)',
    head: ['pictures are', 'confusions'],
    rows: origins
      .filter(({ confusions }) => confusions.length > 0)
      .map(({ origin, confusions }) => [
        origin,
        confusions
          .slice(0, 12)
          .map(({ truth, read, count }) => `${sign(truth)} → ${sign(read)}: ${count}`)
          .join(', '),
      ]),
  };
}

function timingsTable({ timings, machine }: Report): ReportTable {
  const rows = timings.map(({ what, runs, medianMilliseconds, cpuMilliseconds }) => [
    ...[what, `${milliseconds(medianMilliseconds)} ms`, `${milliseconds(cpuMilliseconds)} ms`, String(runs)],
  ]);
  const size = ['models together', `${machine.modelMegabytes.toFixed(1)} MB`, '', ''];
  return {
    title: 'Time on one thread',
    head: ['what', 'median', 'processor time', 'runs'],
    rows: rows.length === 0 ? [] : [...rows, size],
  };
}

/** As GitHub shows tables. */
export function toMarkdown({ title, head, rows }: ReportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`**${title}**`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
