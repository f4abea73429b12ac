import type { Incident } from '../lambdas/incidents/incident.ts';
import { stepWordsOf } from '../lambdas/incidents/incident-words.ts';
import type { TimelineStep } from '../lambdas/incidents/timeline.ts';
import type { Decision } from '../lambdas/zone/decision.ts';
import type { Bilingual } from '../lambdas/zone/zone-file.ts';
import type { Verdict } from './explain-sighting.ts';
import type { StoredLine } from './explain-stored.ts';
import { actorText, harmless, kindText, zoneTime } from './incident-words.ts';
import { thaiTable } from './thai-table.ts';

/** What happened to an incident and what was decided about telling it, in one order. */
export type Line =
  | { readonly at: number; readonly step: TimelineStep }
  | { readonly at: number; readonly decision: Decision };

/** Oldest first; a step that says no more than a decision does is left out. */
export function linesOf(steps: readonly TimelineStep[], decisions: readonly Decision[]): readonly Line[] {
  const sentAt = new Set(decisions.filter(({ outcome }) => outcome === 'sent').map(({ at }) => at));
  const isTwice = ({ what, at }: TimelineStep) =>
    what.startsWith('sms-') || (what === 'alert-sent' && sentAt.has(at));
  const told = steps.filter((step) => !isTwice(step));
  const lines: Line[] = [
    ...told.map((step) => ({ at: step.at, step })),
    ...decisions.map((decision) => ({ at: decision.at, decision })),
  ];
  return lines.sort((a, b) => a.at - b.at);
}

const outcomeWords: Readonly<Record<Decision['outcome'], Bilingual>> = {
  sent: { th: 'ส่งแล้ว', en: 'sent' },
  stopped: { th: 'ไม่ส่ง', en: 'not sent' },
  passed: { th: 'ผ่าน', en: 'passed' },
};

const gateWords: Readonly<Record<string, Bilingual>> = {
  delivery: { th: 'การส่ง', en: 'delivery' },
  joined: { th: 'รวมกับเหตุเดิม', en: 'joined an open incident' },
  cooldown: { th: 'เพิ่งแจ้งไปแล้ว', en: 'told a short time ago' },
  muted: { th: 'พักการแจ้งเตือนของกล้อง', en: 'muted camera' },
  'quiet-hours': { th: 'ช่วงเวลางดแจ้ง', en: 'quiet hours' },
  storm: { th: 'แจ้งเตือนถี่เกินไป', en: 'too many at a time' },
  acknowledged: { th: 'มีผู้รับทราบแล้ว', en: 'somebody acknowledged' },
  'press-answered': { th: 'ผู้กดแจ้งกลับ', en: 'the person answered' },
  evidence: { th: 'หลักฐาน', en: 'evidence' },
  reading: { th: 'การอ่านป้าย', en: 'reading' },
  match: { th: 'ตรงกับรายการ', en: 'fits the watchlist' },
  threshold: { th: 'เกณฑ์ความคล้าย', en: 'threshold' },
  agreement: { th: 'ภาพที่สองไม่ยืนยัน', en: 'second shot' },
  'no-entry': { th: 'ไม่มีในรายการ', en: 'no entry' },
  'expired-entry': { th: 'รายการหมดอายุ', en: 'entry expired' },
  unconfirmed: { th: 'ยังไม่ยืนยัน', en: 'unconfirmed' },
  corrected: { th: 'แก้ไขแล้ว', en: 'corrected' },
  staff: { th: 'เจ้าหน้าที่', en: 'staff' },
};

const both = ({ th, en }: Bilingual) => (th === en ? th : `${th}\n${en}`);
const gateText = (gate: string) => both(gateWords[gate] ?? { th: gate, en: gate });

const head = ['เวลา\ntime', 'ผล\noutcome', 'เพราะ\nbecause', 'รายละเอียด\ndetails'];

/** An incident's lines as a table. Recipients are told by tier and channel, never by number or address. */
export function describeLines(incident: Incident, lines: readonly Line[], timeZone: string): string {
  const { th, en } = kindText(incident);
  const rows = lines.map((line) =>
    ['decision' in line ? decisionRow(line.decision) : stepRow(line.step)].flat(),
  );
  const timed = rows.map((row, i) => [zoneTime(lines[i]?.at ?? 0, timeZone), ...row]);
  return `${incident.incidentId} ${th} ${en}\n${thaiTable(head, timed)}\n`;
}

function decisionRow({ gate, outcome, why, tier, channel }: Decision): readonly string[] {
  const to = [tier === undefined ? '' : `ระดับ ${tier} tier ${tier}`, channel ?? '']
    .filter(Boolean)
    .join(' · ');
  return [both(outcomeWords[outcome]), gateText(gate), [to, harmless(why)].filter(Boolean).join('\n')];
}

function stepRow({ what, by, text }: TimelineStep): readonly string[] {
  return ['', both(stepWordsOf(what)), [actorText(by), harmless(text ?? '')].filter(Boolean).join('\n')];
}

/** What was written down when it was decided, oldest first. */
export function describeStored(lines: readonly StoredLine[], timeZone: string): string {
  if (lines.length === 0) return 'ไม่มีบันทึกการตัดสินใจ no decision was stored\n';
  const rows = lines.map(({ at, by, gate, outcome, why, entryId, incidentId, tier }) => [
    zoneTime(at, timeZone),
    both(outcome === 'stopped' && incidentId === undefined ? halted : outcomeWords[outcome]),
    gateText(gate),
    [
      [incidentId, tier === undefined ? '' : `ระดับ ${tier} tier ${tier}`].filter(Boolean).join(' · '),
      harmless(why),
      entryId,
      by === undefined ? '' : harmless(`โดย by ${by}`),
    ]
      .filter(Boolean)
      .join('\n'),
  ]);
  return `ที่บันทึกไว้ตอนตัดสินใจ as it was decided\n${thaiTable(head, rows)}\n`;
}

const halted: Bilingual = { th: 'หยุด', en: 'stopped' };

const computedNow =
  'คำนวณตอนนี้จากบัญชีเฝ้าระวังและเกณฑ์ปัจจุบัน ไม่ใช่ ณ เวลานั้น\ncomputed now, from today’s watchlist and thresholds, not from those of then';

/** What a sighting's gates say today, and which incident it belongs to. */
export function describeVerdicts(
  sightingId: string,
  verdicts: readonly Verdict[],
  incidentIds: readonly string[],
): string {
  const rows = verdicts.map(({ gate, outcome, why, entryId }) => [
    both(outcome === 'passed' ? outcomeWords.passed : halted),
    gateText(gate),
    [both(why), entryId ?? ''].filter(Boolean).join('\n'),
  ]);
  const incidents =
    incidentIds.length === 0 ? 'ไม่มีเหตุ no incident' : `เหตุ incident ${incidentIds.join(', ')}`;
  return `${sightingId}: ${incidents}\n${thaiTable(head.slice(1), rows)}\n${computedNow}\n`;
}
