import type { RaiseAlertMessage } from '../zone/messages.ts';
import { smsDisplayName } from '../zone/names.ts';
import { drillWords } from './alert-words.ts';
import { clockTime } from './clock-time.ts';
import type { EscalationWords } from './escalation-words.ts';
import type { LateVideo } from './late-video.ts';
import { plateSms } from './plate-words.ts';
import { shorten } from './shorten.ts';
import { wordsOf } from './words-of.ts';

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/sms-limitations-character.html (Thai is sent as UCS-2) */
export const smsUnits = 70;
export const smsPrefix = `${smsDisplayName}> `;

/** Fewer letters of a place's name tell nobody where it is. */
export const leastPlaceUnits = 8;

export interface SmsParams {
  /** IANA name. */
  readonly timeZone: string;
  readonly late?: LateVideo | undefined;
  readonly escalation?: EscalationWords | undefined;
}

/**
 * One part, without the prefix of SNS: what, where, when, and the incident's id last. What does not fit is left out,
 * the least needed first; the drill mark, the age of old video and the id always stand there.
 */
export function smsText(alert: RaiseAlertMessage, { timeZone, late, escalation }: SmsParams): string {
  const { drill, place, subject, happenedAt, recoveredAt, incidentId } = alert;
  const units = smsUnits - smsPrefix.length;
  const must = [drill ? drillWords.sms : '', late?.sms, wordsOf(alert).sms];
  const plate = subject?.plate && plateSms(subject.plate);
  const time = clockTime(recoveredAt ?? happenedAt, timeZone);
  // How long nobody answered says when it was, and so does the age of old video, where the clock gives way.
  const full = [escalation?.sms, ...must, plate];
  const sure = [...must, plate];
  const forms = [
    ...(escalation ? [] : [form(full, [time, incidentId])]),
    ...(late || escalation ? [form(full, [incidentId])] : []),
    ...(escalation ? [form(sure, [time, incidentId]), form(sure, [incidentId])] : []),
    form(must, [time, incidentId]),
  ];
  const { before, after } =
    forms.find((one) => units - one.length >= leastPlaceUnits) ?? form(must, [incidentId]);
  return join([before, shorten(place.name.th, units - before.length - after.length - 2), after]);
}

/** What stands before and after the place; the length with the spaces around it. */
function form(first: Words, last: Words) {
  const [before, after] = [join(first), join(last)];
  return { before, after, length: before.length + after.length + 2 };
}

type Words = readonly (string | undefined)[];
const join = (words: Words) => words.filter(Boolean).join(' ');
