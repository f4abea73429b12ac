import type { StandingInstructions } from '../zone/incident-file.ts';
import type { Place, PlateMatch, RaiseAlertMessage } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { type AlertLink, linkLine } from './acknowledge-link.ts';
import { type SmsParams, smsText } from './alert-sms.ts';
import { drillWords } from './alert-words.ts';
import { longTime } from './clock-time.ts';
import { type EscalationWords, escalationWords } from './escalation-words.ts';
import { type LateVideo, lateVideo } from './late-video.ts';
import { describePlate } from './plate-words.ts';
import { shorten } from './shorten.ts';
import { standingInstruction } from './standing-instruction.ts';
import { wordsOf } from './words-of.ts';

export { smsPrefix, smsUnits } from './alert-sms.ts';

export interface AlertText {
  /** ASCII, under 100 characters, as SNS wants an e-mail's subject. */
  readonly subject: string;
  /** Without the prefix that SNS puts before it; with it at most 70 UTF-16 units: one part, one price. A link makes it three. */
  readonly sms: string;
  readonly email: string;
}

const subjectUnits = 99;

/**
 * Writes an alert for people: no phone, no name except the watchlist label, and that in the
 * e-mail alone; a matched plate as it was read; and of video that is old at `now` (epoch ms), how old.
 */
export function alertText(
  alert: RaiseAlertMessage,
  timeZone: string,
  now: number = alert.happenedAt,
  link?: AlertLink,
  instructions?: StandingInstructions,
): AlertText {
  const late = lateVideo(alert, now);
  const escalation = escalationWords(alert);
  const parts = { timeZone, late, escalation };
  return {
    subject: subjectText(alert, late, escalation),
    sms: lines(smsText(alert, parts), link?.inSms && link.url),
    email: emailText(alert, { ...parts, instructions }, link && linkLine(link.url)),
  };
}

function subjectText(alert: RaiseAlertMessage, late?: LateVideo, escalation?: EscalationWords) {
  const { drill, place, incidentId } = alert;
  const what = [
    drill ? `${drillWords.subject}:` : '',
    wordsOf(alert).subject,
    late?.subject,
    escalation?.subject,
  ];
  const words = [...what, `- ${incidentId}`];
  const subject = ascii([...words, '-', place.name.en].filter(Boolean).join(' '));
  return subject.slice(0, subjectUnits).replace(/[\s-]+$/, '');
}

type EmailParams = SmsParams & { readonly instructions: StandingInstructions | undefined };

function emailText(alert: RaiseAlertMessage, params: EmailParams, link?: Bilingual) {
  const { timeZone, late, escalation, instructions } = params;
  const todo = todoOf(alert, instructions);
  const [thai, english] = [thaiEmail(alert, timeZone, todo.th), englishEmail(alert, timeZone, todo.en)];
  const parts = [
    lines(escalation?.line.th, late?.line.th, thai, link?.th),
    lines(escalation?.line.en, late?.line.en, english, link?.en),
  ];
  return parts.join('\n\n----------\n\n');
}

function todoOf(alert: RaiseAlertMessage, instructions?: StandingInstructions): Bilingual {
  const { kind, drill, subject, recoveredAt } = alert;
  if (recoveredAt !== undefined && !drill) return wordsOf(alert).todo;
  return standingInstruction({ kind, drill, ...subject }, instructions);
}

function thaiEmail(alert: RaiseAlertMessage, zone: string, todo: string) {
  const { drill, place, subject, happenedAt, recoveredAt } = alert;
  const words = wordsOf(alert);
  return lines(
    drill && drillWords.what.th,
    words.what.th,
    subject && `รายละเอียด: ${oneLine(subject.label.th)}${similarity(' (ความเหมือน', subject)}`,
    subject?.plate && `ทะเบียนที่อ่านได้: ${plateLine(subject.plate, 'th')}`,
    `สถานที่: ${oneLine(place.name.th)}`,
    `แผนที่: ${mapLink(place) ?? 'ไม่ทราบพิกัด'}`,
    `เวลา: ${longTime('th-TH', happenedAt, zone)}`,
    recoveredAt !== undefined && `กลับมาใช้งานได้เมื่อ: ${longTime('th-TH', recoveredAt, zone)}`,
    `อุปกรณ์: ${oneLine(alert.deviceId)}`,
    `เหตุเลขที่: ${alert.incidentId} (ระดับ ${alert.tier})`,
    `สิ่งที่ต้องทำ: ${oneLine(todo, 500)}`,
  );
}

function englishEmail(alert: RaiseAlertMessage, zone: string, todo: string) {
  const { drill, place, subject, happenedAt, recoveredAt } = alert;
  const words = wordsOf(alert);
  return lines(
    drill && drillWords.what.en,
    words.what.en,
    subject && `Details: ${oneLine(subject.label.en)}${similarity(' (similarity', subject)}`,
    subject?.plate && `Plate as read: ${plateLine(subject.plate, 'en')}`,
    `Where: ${oneLine(place.name.en)}`,
    `Map: ${mapLink(place) ?? 'position unknown'}`,
    `When: ${longTime('en-GB', happenedAt, zone)}`,
    recoveredAt !== undefined && `Works again since: ${longTime('en-GB', recoveredAt, zone)}`,
    `Device: ${oneLine(alert.deviceId)}`,
    `Incident: ${alert.incidentId} (tier ${alert.tier})`,
    `What to do: ${oneLine(todo, 500)}`,
  );
}

function similarity(before: string, { similarityPercent }: NonNullable<RaiseAlertMessage['subject']>) {
  return similarityPercent === undefined ? '' : `${before} ${similarityPercent.toFixed(1)}%)`;
}

function plateLine(plate: PlateMatch, language: 'th' | 'en'): string {
  return `${oneLine(plate.seen)} (${oneLine(describePlate(plate)[language])})`;
}

/** 0,0 lies in the Gulf of Guinea, which no zone file allows: it stands for a device without a known site. */
export function mapLink({ latitude, longitude }: Place): string | undefined {
  if (latitude === 0 && longitude === 0) return undefined;
  return `https://maps.google.com/?q=${latitude},${longitude}`;
}

function oneLine(text: string, units = 200): string {
  return shorten(text, units);
}

export function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function lines(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join('\n');
}
