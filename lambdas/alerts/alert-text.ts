import type { Place, PlateMatch, RaiseAlertMessage } from '../zone/messages.ts';
import { smsDisplayName } from '../zone/names.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { type AlertLink, linkLine } from './acknowledge-link.ts';
import { type AlertWords, alertWords, drillWords, recoveryWords } from './alert-words.ts';
import { cameraFaultTodo } from './camera-fault-words.ts';
import { type LateVideo, lateVideo } from './late-video.ts';
import { describePlate, plateSms } from './plate-words.ts';
import { shorten } from './shorten.ts';

export interface AlertText {
  /** ASCII, under 100 characters, as SNS wants an e-mail's subject. */
  readonly subject: string;
  /** Without the prefix that SNS puts before it; with it at most 70 UTF-16 units: one part, one price. A link makes it three. */
  readonly sms: string;
  readonly email: string;
}

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html (Thai is sent as UCS-2) */
export const smsUnits = 70;
export const smsPrefix = `${smsDisplayName}> `;
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
): AlertText {
  const late = lateVideo(alert, now);
  return {
    subject: subjectText(alert, late),
    sms: lines(smsText(alert, timeZone, late), link?.inSms && link.url),
    email: emailText(alert, timeZone, late, link && linkLine(link.url)),
  };
}

/** Fewer letters of a place's name tell nobody where it is. */
const leastPlaceUnits = 8;

/** As long as the words of a kind may be. */
const smsWordUnits = 20;

/** The words of the alert's kind, save where a camera's fault or a recovery has its own. */
export function wordsOf({ kind, subject, recoveredAt }: RaiseAlertMessage): AlertWords {
  if (recoveredAt !== undefined) return recoveryWords;
  if (subject?.cameraFault === undefined) return alertWords[kind];
  const { label, cameraFault } = subject;
  return {
    ...alertWords[kind],
    sms: shorten(label.th, smsWordUnits),
    subject: `Camera fault: ${cameraFault}`,
    todo: cameraFaultTodo[cameraFault],
  };
}

function smsText(alert: RaiseAlertMessage, timeZone: string, late: LateVideo | undefined) {
  const { drill, place, subject, happenedAt, recoveredAt, incidentId } = alert;
  const units = smsUnits - smsPrefix.length;
  const words = [late?.sms, drill ? drillWords.sms : '', wordsOf(alert).sms].filter(Boolean).join(' ');
  const withPlate = subject?.plate === undefined ? words : `${words} ${plateSms(subject.plate)}`;
  const withTime = `${clockTime(recoveredAt ?? happenedAt, timeZone)} ${incidentId}`;
  // How old the video is says when it was, so the clock gives way to the plate.
  const forms: [string, string][] = [[withPlate, withTime]];
  if (late !== undefined) forms.push([withPlate, incidentId]);
  const room = ([before, after]: [string, string]) => units - before.length - after.length - 2;
  const form = forms.find((one) => room(one) >= leastPlaceUnits) ?? [words, withTime];
  const name = shorten(place.name.th, room(form));
  return shorten([form[0], name, form[1]].filter(Boolean).join(' '), units);
}

function subjectText(alert: RaiseAlertMessage, late: LateVideo | undefined) {
  const { drill, place, incidentId } = alert;
  const what = [drill ? `${drillWords.subject}:` : '', wordsOf(alert).subject, late?.subject];
  const words = [...what, `- ${incidentId}`];
  const subject = ascii([...words, '-', place.name.en].filter(Boolean).join(' '));
  return subject.slice(0, subjectUnits).replace(/[\s-]+$/, '');
}

function emailText(alert: RaiseAlertMessage, timeZone: string, late?: LateVideo, link?: Bilingual) {
  const [thai, english] = [thaiEmail(alert, timeZone), englishEmail(alert, timeZone)];
  const parts = [lines(late?.line.th, thai, link?.th), lines(late?.line.en, english, link?.en)];
  return parts.join('\n\n----------\n\n');
}

function thaiEmail(alert: RaiseAlertMessage, zone: string) {
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
    `อุปกรณ์: ${alert.deviceId}`,
    `เหตุเลขที่: ${alert.incidentId} (ระดับ ${alert.tier})`,
    `สิ่งที่ต้องทำ: ${drill ? drillWords.todo.th : words.todo.th}`,
  );
}

function englishEmail(alert: RaiseAlertMessage, zone: string) {
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
export function mapLink({ latitude, longitude }: Place): string | undefined {
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
