import type { Place, PlateMatch, RaiseAlertMessage } from '../zone/messages.ts';
import { smsDisplayName } from '../zone/names.ts';
import { alertWords, drillWords } from './alert-words.ts';
import { describePlate, plateSms } from './plate-words.ts';
import { shorten } from './shorten.ts';

export interface AlertText {
  /** ASCII, under 100 characters, as SNS wants an e-mail's subject. */
  readonly subject: string;
  /** Without the prefix that SNS puts before it; with it at most 70 UTF-16 units: one part, one price. */
  readonly sms: string;
  readonly email: string;
}

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html (Thai is sent as UCS-2) */
export const smsUnits = 70;
export const smsPrefix = `${smsDisplayName}> `;
const subjectUnits = 99;

/**
 * Writes an alert for people: no phone, no name except the watchlist label, and that in the
 * e-mail alone; a matched plate as it was read.
 */
export function alertText(alert: RaiseAlertMessage, timeZone: string): AlertText {
  return { subject: subjectText(alert), sms: smsText(alert, timeZone), email: emailText(alert, timeZone) };
}

/** Fewer letters of a place's name tell nobody where it is. */
const leastPlaceUnits = 8;

function smsText(
  { kind, drill, place, subject, happenedAt, incidentId }: RaiseAlertMessage,
  timeZone: string,
) {
  const after = `${clockTime(happenedAt, timeZone)} ${incidentId}`;
  const units = smsUnits - smsPrefix.length;
  const words = [drill ? drillWords.sms : '', alertWords[kind].sms].filter(Boolean).join(' ');
  const withPlate = subject?.plate === undefined ? words : `${words} ${plateSms(subject.plate)}`;
  const room = (before: string) => units - before.length - after.length - 2;
  const before = room(withPlate) >= leastPlaceUnits ? withPlate : words;
  const name = shorten(place.name.th, room(before));
  return shorten([before, name, after].filter(Boolean).join(' '), units);
}

function subjectText({ kind, drill, place, incidentId }: RaiseAlertMessage) {
  const words = [drill ? `${drillWords.subject}:` : '', alertWords[kind].subject, `- ${incidentId}`];
  const subject = ascii([...words, '-', place.name.en].filter(Boolean).join(' '));
  return subject.slice(0, subjectUnits).replace(/[\s-]+$/, '');
}

function emailText(alert: RaiseAlertMessage, timeZone: string) {
  return [thaiEmail(alert, timeZone), englishEmail(alert, timeZone)].join('\n\n----------\n\n');
}

function thaiEmail({ kind, drill, place, subject, happenedAt, ...alert }: RaiseAlertMessage, zone: string) {
  const words = alertWords[kind];
  return lines(
    drill && drillWords.what.th,
    words.what.th,
    subject && `รายละเอียด: ${oneLine(subject.label.th)}${similarity(' (ความเหมือน', subject)}`,
    subject?.plate && `ทะเบียนที่อ่านได้: ${plateLine(subject.plate, 'th')}`,
    `สถานที่: ${oneLine(place.name.th)}`,
    `แผนที่: ${mapLink(place) ?? 'ไม่ทราบพิกัด'}`,
    `เวลา: ${longTime('th-TH', happenedAt, zone)}`,
    `อุปกรณ์: ${alert.deviceId}`,
    `เหตุเลขที่: ${alert.incidentId} (ระดับ ${alert.tier})`,
    `สิ่งที่ต้องทำ: ${drill ? drillWords.todo.th : words.todo.th}`,
  );
}

function englishEmail(
  { kind, drill, place, subject, happenedAt, ...alert }: RaiseAlertMessage,
  zone: string,
) {
  const words = alertWords[kind];
  return lines(
    drill && drillWords.what.en,
    words.what.en,
    subject && `Details: ${oneLine(subject.label.en)}${similarity(' (similarity', subject)}`,
    subject?.plate && `Plate as read: ${plateLine(subject.plate, 'en')}`,
    `Where: ${oneLine(place.name.en)}`,
    `Map: ${mapLink(place) ?? 'position unknown'}`,
    `When: ${longTime('en-GB', happenedAt, zone)}`,
    `Device: ${alert.deviceId}`,
    `Incident: ${alert.incidentId} (tier ${alert.tier})`,
    `What to do: ${drill ? drillWords.todo.en : words.todo.en}`,
  );
}

function similarity(before: string, { similarityPercent }: NonNullable<RaiseAlertMessage['subject']>) {
  return similarityPercent === undefined ? '' : `${before} ${similarityPercent.toFixed(1)}%)`;
}

function plateLine(plate: PlateMatch, language: 'th' | 'en'): string {
  return `${oneLine(plate.seen)} (${oneLine(describePlate(plate)[language])})`;
}

/** 0,0 lies in the Gulf of Guinea, which no zone file allows: it stands for a device without a known site. */
function mapLink({ latitude, longitude }: Place): string | undefined {
  if (latitude === 0 && longitude === 0) return undefined;
  return `https://maps.google.com/?q=${latitude},${longitude}`;
}

function clockTime(at: number, timeZone: string): string {
  const format = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(at);
}

/** The Thai date counts the years of the Buddhist era, as all Thai offices do. */
function longTime(locale: 'th-TH' | 'en-GB', at: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(at);
  return `${date} ${clockTime(at, timeZone)}`;
}

function oneLine(text: string): string {
  return shorten(text, 200);
}

function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function lines(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join('\n');
}
