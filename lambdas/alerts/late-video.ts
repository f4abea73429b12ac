import type { AlertKind, RaiseAlertMessage } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';

/** What an alert says of video that was watched long after it was taken. */
export interface LateVideo {
  /** Thai, at most 16 characters. */
  readonly sms: string;
  /** ASCII. */
  readonly subject: string;
  readonly line: Bilingual;
}

/** Watching a slot, searching a face and sending take under a minute when nothing is behind. */
export const lateMilliseconds = 120_000;
const minuteMilliseconds = 60_000;
const minutesPerHour = 60;
/** From here on hours are told: the SMS has room for two digits of minutes. */
const longMinutes = 100;

/** A press is told as it comes and a fault when it has lasted: in both the time stands for itself. */
const isSeenInVideo: Readonly<Record<AlertKind, boolean>> = {
  sos: false,
  device: false,
  person: true,
  plate: true,
  crowd: true,
  loitering: true,
};

/** `undefined`: the alert is not about video, or the video is fresh at `now` (epoch ms). */
export function lateVideo(
  { kind, happenedAt }: Pick<RaiseAlertMessage, 'kind' | 'happenedAt'>,
  now: number,
): LateVideo | undefined {
  const late = now - happenedAt;
  if (!isSeenInVideo[kind] || late < lateMilliseconds) return undefined;
  const minutes = Math.floor(late / minuteMilliseconds);
  const hours = Math.floor(minutes / minutesPerHour);
  const ago =
    minutes < longMinutes
      ? { sms: `${minutes} นาที`, th: `${minutes} นาที`, en: `${minutes} minutes`, short: `${minutes} min` }
      : { sms: `${hours} ชม.`, th: `${hours} ชั่วโมง`, en: `${hours} hours`, short: `${hours} h` };
  return {
    sms: `ย้อนหลัง ${ago.sms}`,
    subject: `(video ${ago.short} old)`,
    line: {
      th: `ภาพย้อนหลัง: เหตุการณ์เมื่อ ${ago.th}ก่อน จากภาพที่บันทึกไว้ ไม่ใช่ภาพสด ผู้ที่พบอาจไม่อยู่ที่นั่นแล้ว`,
      en: `From video ${ago.en} ago, not live: whoever was seen may be gone.`,
    },
  };
}
