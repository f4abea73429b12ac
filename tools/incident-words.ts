import { type Incident, type MovedState, moveOf } from '../lambdas/incidents/incident.ts';
import { kindWords, stateWords, stepWordsOf } from '../lambdas/incidents/incident-words.ts';
import { systemActor, type TimelineStep } from '../lambdas/incidents/timeline.ts';
import type { Bilingual } from '../lambdas/zone/zone-file.ts';
import { thaiTable } from './thai-table.ts';

/** What was asked cannot be done; the message says why in plain words. */
export class IncidentCommandError extends Error {
  override readonly name = 'IncidentCommandError';
}

/** An incident as it is shown. */
export interface IncidentView {
  readonly incident: Incident;
  readonly steps: readonly TimelineStep[];
  readonly instruction: Bilingual;
  /** IANA name. */
  readonly timeZone: string;
}

/** `2026-11-23 08:30:05` on the zone's clock. */
export function zoneTime(time: number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(time);
}

/** `0.3 s`, `42 s`, `3 min 05 s`, `2 h 07 min`, `3 d 04 h`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const pair = (large: number, unit: string, small: number, part: string) =>
    `${large} ${unit} ${String(small).padStart(2, '0')} ${part}`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1440) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  return pair(Math.floor(minutes / 1440), 'd', Math.floor(minutes / 60) % 24, 'h');
}

/** What people wrote could move a terminal's cursor or hide lines of a timeline. */
export function harmless(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, ' ');
}

/** Who did a step. */
export const actorText = (by: string) => (by === systemActor ? 'ระบบ system' : harmless(by));

const both = ({ th, en }: Bilingual, between = '\n') => (th === en ? th : `${th}${between}${en}`);

/** `SOS · drill`, in the two languages. */
export function kindText({ kind, drill }: Incident): Bilingual {
  const { th, en } = kindWords[kind];
  return drill ? { th: `ซ้อม ${th}`, en: `drill: ${en}` } : { th, en };
}

const listHead = [
  'เหตุ\nincident',
  'เวลา\ntime',
  'ชนิด\nkind',
  'สถานะ\nstate',
  'สถานที่\nplace',
  'ผู้รับผิดชอบ\nassignee',
];

/** Incidents as a table; the time of day is the zone's. */
export function describeIncidents(
  found: readonly Incident[],
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): string {
  if (found.length === 0) return 'ไม่มีเหตุ no incidents\n';
  const rows = found.map((incident) => [
    incident.incidentId,
    `${zoneTime(incident.openedAt, timeZone)}\n${ageText(incident, now)}`,
    [both(kindText(incident)), countText(incident)].filter(Boolean).join('\n'),
    `${both(stateWords[incident.state])}\n${lastMover(incident)}`.trimEnd(),
    `${both(incident.place.name)}\n${incident.deviceId}`,
    harmless(incident.assignee ?? '–'),
  ]);
  return `${thaiTable(listHead, rows)}\n`;
}

/** How long it was open, or has been. */
function ageText({ openedAt, closedAt }: Incident, now: number): string {
  return closedAt === undefined
    ? `${duration(now - openedAt)} แล้ว so far`
    : `นาน took ${duration(closedAt - openedAt)}`;
}

export function countText({ pressCount, seenCount }: Incident): string {
  if (pressCount !== undefined) return `กด ${pressCount} ครั้ง ${pressCount} presses`;
  return seenCount === undefined ? '' : `${seenCount} ครั้ง ${seenCount} times`;
}

function lastMover(incident: Incident): string {
  return incident.state === 'open' ? '' : actorText(moveOf(incident, incident.state)?.by ?? '');
}

const stepHead = ['เวลา\ntime', 'หลังเปิดเหตุ\nafter', 'อะไร\nwhat', 'โดย\nby', 'ข้อความ\ntext'];

/** One incident with all that happened to it. */
export function describeIncident({ incident, steps, instruction, timeZone }: IncidentView): string {
  const { incidentId, openedAt, place, deviceId, assignee, subject } = incident;
  const lines: readonly (readonly [string, string])[] = [
    ['เหตุ incident', `${incidentId} · ${both(kindText(incident), ' ')}`],
    ['สถานะ state', both(stateWords[incident.state], ' ')],
    ['สถานที่ place', `${both(place.name, ' · ')} (${deviceId})`],
    ...(subject === undefined ? [] : [['เรื่อง about', both(subject.label, ' · ')] as const]),
    ...(countText(incident) === '' ? [] : [['จำนวน count', countText(incident)] as const]),
    ...(assignee === undefined ? [] : [['ผู้รับผิดชอบ assignee', harmless(assignee)] as const]),
    ...tookLines(incident),
    ['คำสั่งประจำ to do', `${instruction.th}\n    ${instruction.en}`],
  ];
  const rows = steps.map(({ at, what, by, text = '' }) => [
    zoneTime(at, timeZone),
    duration(at - openedAt),
    both(stepWordsOf(what)),
    actorText(by).replace(' system', '\nsystem'),
    wrapped(harmless(text)),
  ]);
  const head = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${head}\n${thaiTable(stepHead, rows)}\n`;
}

/** How long people took. */
function tookLines(incident: Incident): (readonly [string, string])[] {
  const names: Readonly<Record<MovedState, string>> = {
    acknowledged: 'รับทราบใน acknowledged after',
    responding: 'เริ่มดำเนินการใน responding after',
    resolved: 'ปิดเหตุใน resolved after',
    'false-alarm': 'ปิดเหตุใน closed after',
  };
  return (Object.keys(names) as MovedState[]).flatMap((state) => {
    const move = moveOf(incident, state);
    if (move === undefined) return [];
    return [[names[state], `${duration(move.at - incident.openedAt)} · ${actorText(move.by)}`] as const];
  });
}

const lineLetters = 48;

/** Thai writes no spaces between words, so lines break at word bounds as its dictionary has them. */
export function wrapped(text: string, most = lineLetters): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(paragraph)) {
      if (line !== '' && line.length + segment.length > most) {
        lines.push(line.trimEnd());
        line = '';
      }
      if (line !== '' || lines.length === 0 || segment.trim() !== '') line += segment;
    }
    lines.push(line);
  }
  return lines.join('\n');
}
