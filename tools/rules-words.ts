import type { Counts, Pair } from '../lambdas/sightings/dry-run-report.ts';
import { formatTime } from './plate-search-words.ts';
import type { CurveOfAlerts, Group, RulesResult, ShownAlert, ShownEntry } from './rules-result.ts';
import type { Remark } from './rules-warnings.ts';
import { thaiTable } from './thai-table.ts';

/** The result as tables for people; of new and lost alerts, and of entries, the first `limit`. */
export function describeRules(result: RulesResult, limit: number): string {
  const { byDay, byCamera, byEntry, added, lost, warnings, limits } = result;
  return [
    headline(result),
    totalTable(result),
    groupTable('วัน\nday', byDay, String),
    groupTable('กล้อง\ncamera', byCamera, String),
    groupTable('รายการ\nentry', byEntry.slice(0, limit), entryText),
    alertTable('แจ้งเตือนที่จะเพิ่มขึ้น · alerts that would be new', added, limit),
    alertTable('แจ้งเตือนที่จะหายไป · alerts that would be lost', lost, limit),
    ...result.curves.map((curve) => curveTable(curve, result)),
    remarkList('ข้อควรระวัง · warnings', warnings),
    remarkList('สิ่งที่บอกไม่ได้ · what this cannot tell', limits),
  ]
    .filter(Boolean)
    .join('\n');
}

function headline({ from, to, examined, kinds }: RulesResult): string {
  const { plates, unreadPlates, faces } = examined;
  const seen = [
    kinds.includes('plate') ? `${plates} plates, ${unreadPlates} unread plates` : '',
    kinds.includes('person') ? `${faces} faces` : '',
  ].filter(Boolean);
  return `${formatTime(from)} – ${formatTime(to)} (+07:00): ${seen.join(', ')}`;
}

function totalTable({ kinds, total, alertsPerDay, corrected, days, thresholds }: RulesResult): string {
  const { present, tried } = thresholds;
  const row = (title: string, before: number, after: number) => [title, ...change(before, after)];
  const plateRows = [
    row('เกณฑ์ป้ายทะเบียน plate confidence', present.plateConfidence, tried.plateConfidence),
    row('ป้ายที่อ่านได้ plates told', total.present.plates, total.tried.plates),
  ];
  const faceRows = [
    row('เกณฑ์ผู้ต้องสงสัย % face candidate', present.faceCandidatePercent, tried.faceCandidatePercent),
    row('เกณฑ์แจ้งเตือนใบหน้า % face alert', present.faceAlertPercent, tried.faceAlertPercent),
    row('ใบหน้าที่อาจตรง faces that may match', total.present.faces, total.tried.faces),
  ];
  return thaiTable(
    ['', 'ปัจจุบัน\nas it is', 'ที่ลอง\nas tried', 'ต่าง\nchange'],
    [
      ...(kinds.includes('plate') ? plateRows : []),
      ...(kinds.includes('person') ? faceRows : []),
      row('ตรงกับรายการ matches', total.present.matches, total.tried.matches),
      row('แจ้งเตือน alerts', total.present.alerts, total.tried.alerts),
      row(`ต่อวัน (${days} วัน) alerts a day`, alertsPerDay.present, alertsPerDay.tried),
      row('แจ้งผิด (แก้แล้ว) of them corrected', corrected.present, corrected.tried),
    ],
    { compact: true },
  );
}

function change(before: number, after: number): readonly [string, string, string] {
  const difference = Math.round((after - before) * 1000) / 1000;
  return [String(before), String(after), difference > 0 ? `+${difference}` : String(difference || '')];
}

function groupTable<Name>(
  title: string,
  groups: readonly Group<Name>[],
  textOf: (name: Name) => string,
): string {
  if (groups.length === 0) return '';
  const told = ({ plates, faces }: Counts) => plates + faces;
  const isEntry = groups.every(({ present, tried }) => told(present) + told(tried) === 0);
  const head = [title, 'พบ\nsightings', 'ตรง\nmatches', 'แจ้งเตือน\nalerts'];
  const rows = groups.map(({ name, ...pair }) => [
    textOf(name),
    both(pair, told),
    both(pair, ({ matches }) => matches),
    both(pair, ({ alerts }) => alerts),
  ]);
  const shown = isEntry ? [head, ...rows].map((row) => row.toSpliced(1, 1)) : [head, ...rows];
  const [first = [], ...others] = shown;
  return thaiTable(first, others, { compact: true });
}

function both({ present, tried }: Pair<Counts>, countOf: (counts: Counts) => number): string {
  const [before, after] = [countOf(present), countOf(tried)];
  return before === after ? String(after) : `${before} → ${after}`;
}

function entryText({ category, name }: ShownEntry): string {
  return `${name ?? 'เฉพาะบางหน่วย for some agencies alone'} (${category})`;
}

function alertTable(title: string, alerts: readonly ShownAlert[], limit: number): string {
  if (alerts.length === 0) return '';
  const more = alerts.length > limit ? ` (${limit}/${alerts.length})` : '';
  const head = ['เวลา\ntime (+07:00)', 'กล้อง\ncamera', 'รายการ\nentry', 'มั่นใจ\nsure', 'อย่างไร\nhow'];
  const rows = alerts
    .slice(0, limit)
    .map((alert) => [
      formatTime(alert.at),
      alert.cameraId,
      entryText(alert.entry),
      levelText(alert),
      howText(alert),
    ]);
  return `${title}${more}\n${thaiTable(head, rows, { compact: true })}`;
}

/** Rounded down, so that nothing looks surer than it is. */
function levelText({ entry, level }: ShownAlert): string {
  return entry.kind === 'plate' ? `${Math.floor(level * 100)} %` : `${Math.floor(level * 10) / 10} %`;
}

function howText({ seen, how, isCorrected, mayRemain }: ShownAlert): string {
  return [
    seen === undefined ? '' : `${seen} (${how})`,
    isCorrected ? 'แจ้งผิด corrected' : '',
    mayRemain ? 'อาจเหลือเฉพาะเลข perhaps by its number' : '',
  ]
    .filter(Boolean)
    .join('\n');
}

const curveTitle = {
  plateConfidence: 'เกณฑ์ป้าย\nplate confidence',
  faceAlertPercent: 'เกณฑ์ใบหน้า %\nface alert',
  faceCandidatePercent: '',
} as const;

function curveTable({ threshold, points }: CurveOfAlerts, { thresholds }: RulesResult): string {
  const marks = (value: number) =>
    [
      value === thresholds.present[threshold] ? 'ปัจจุบัน as it is' : '',
      value === thresholds.tried[threshold] ? 'ที่ลอง as tried' : '',
    ]
      .filter(Boolean)
      .join(', ');
  return thaiTable(
    [curveTitle[threshold], 'แจ้งเตือน\nalerts', 'ต่อวัน\na day', 'แจ้งผิด\ncorrected', ''],
    points.map(({ threshold: value, alerts, alertsPerDay, corrected }) =>
      [value, alerts, alertsPerDay, corrected, marks(value)].map(String),
    ),
    { compact: true },
  );
}

function remarkList(title: string, remarks: readonly Remark[]): string {
  if (remarks.length === 0) return '';
  return [title, ...remarks.map(({ th, en }) => `- ${th}\n  ${en}`)].join('\n');
}
