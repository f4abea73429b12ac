import type { RaiseAlertMessage } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';

/** What an alert says that is not the first about its incident. */
export interface EscalationWords {
  /** Thai, at most 17 characters. */
  readonly sms: string;
  /** ASCII. */
  readonly subject: string;
  readonly line: Bilingual;
}

const secondsPerMinute = 60;
/** From here on hours are told: the SMS has room for two digits of minutes. */
const longMinutes = 100;

/** How long nobody has acknowledged, in seconds first, then minutes and hours; `undefined` of a first alert. */
export function escalationWords({
  tier,
  repeat,
  unansweredSeconds,
}: Pick<RaiseAlertMessage, 'tier' | 'repeat' | 'unansweredSeconds'>): EscalationWords | undefined {
  if (unansweredSeconds === undefined) return undefined;
  const since = durationOf(unansweredSeconds);
  const again = repeat === undefined ? undefined : repeat + 1;
  return {
    sms: `ยังไม่รับ ${since.sms}`,
    subject: `(tier ${tier}${again === undefined ? '' : `, ${again}x`}, no answer for ${since.short})`,
    line: {
      th: `เตือนระดับ ${tier}${again === undefined ? '' : ` ครั้งที่ ${again}`}: ยังไม่มีผู้รับทราบเหตุมาแล้ว ${since.th}`,
      en: `Alert to tier ${tier}${again === undefined ? '' : `, for the ${ordinal(again)} time`}: nobody has acknowledged for ${since.en}.`,
    },
  };
}

function durationOf(seconds: number) {
  const minutes = Math.floor(seconds / secondsPerMinute);
  if (minutes === 0) return words(seconds, 'วิ', 'วินาที', 'seconds', 's');
  if (minutes < longMinutes) return words(minutes, 'นาที', 'นาที', minutes === 1 ? 'minute' : 'minutes', 'min');
  return words(Math.floor(minutes / 60), 'ชม.', 'ชั่วโมง', 'hours', 'h');
}

const words = (count: number, sms: string, th: string, en: string, short: string) => ({
  sms: `${count} ${sms}`,
  th: `${count} ${th}`,
  en: `${count} ${en}`,
  short: `${count} ${short}`,
});

function ordinal(count: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${count}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(count)]}`;
}
