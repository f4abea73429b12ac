import type { AlertKind } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';

export interface AlertWords {
  /** Thai, at most 20 characters: it shares 64 with the place, the time and the incident's id. */
  readonly sms: string;
  /** ASCII, at most 40 characters. */
  readonly subject: string;
  readonly what: Bilingual;
  readonly todo: Bilingual;
}

const confirmFirst = {
  th: 'เป็นผลจากระบบ อาจผิดพลาดได้ โปรดให้เจ้าหน้าที่ตรวจภาพและยืนยันก่อนดำเนินการ',
  en: 'This is a possible match, confirm before acting: let an officer look at the pictures first.',
};

const lookFirst = {
  th: 'เป็นการนับของระบบ ไม่ได้ระบุตัวบุคคล โปรดดูภาพสดของกล้องก่อนตัดสินใจส่งเจ้าหน้าที่',
  en: 'The system counted faces and named nobody: look at the live picture before sending officers.',
};

/** What each kind of alert says. A match is never called a find: a person decides (docs/privacy.md). */
export const alertWords: Readonly<Record<AlertKind, AlertWords>> = {
  sos: {
    sms: 'SOS กดปุ่มฉุกเฉิน',
    subject: 'SOS button pressed',
    what: { th: 'มีผู้กดปุ่มฉุกเฉิน SOS', en: 'Somebody pressed an SOS button' },
    todo: {
      th: 'ส่งเจ้าหน้าที่ไปยังจุดเกิดเหตุทันที ดูภาพกล้องใกล้เคียง แล้วกดรับทราบเหตุในระบบ',
      en: 'Send officers to the place now, look at the cameras nearby, and acknowledge the incident.',
    },
  },
  person: {
    sms: 'อาจพบบุคคลเฝ้าระวัง',
    subject: 'Possible match: person',
    what: { th: 'อาจพบบุคคลในบัญชีเฝ้าระวัง', en: 'Possible match with a person on the watchlist' },
    todo: confirmFirst,
  },
  plate: {
    sms: 'อาจพบรถเฝ้าระวัง',
    subject: 'Possible match: plate',
    what: { th: 'อาจพบทะเบียนรถในบัญชีเฝ้าระวัง', en: 'Possible match with a plate on the watchlist' },
    todo: confirmFirst,
  },
  device: {
    sms: 'อุปกรณ์ขัดข้อง',
    subject: 'Device fault',
    what: { th: 'อุปกรณ์ขัดข้อง', en: 'A device has a fault' },
    todo: {
      th: 'ให้ช่างตรวจสอบและซ่อม ระหว่างนี้จุดนี้อาจไม่มีกล้องหรือปุ่มฉุกเฉินใช้งาน',
      en: 'Have it checked and repaired; until then the site may be without its camera or button.',
    },
  },
  crowd: {
    sms: 'คนหนาแน่นผิดปกติ',
    subject: 'Crowd',
    what: { th: 'มีคนหนาแน่นเกินกำหนดต่อเนื่อง', en: 'More people than the limit, minute after minute' },
    todo: lookFirst,
  },
  loitering: {
    sms: 'มีผู้อยู่นานผิดปกติ',
    subject: 'Somebody stays',
    what: { th: 'มีผู้อยู่ในบริเวณที่กำหนดนานเกินไป', en: 'Somebody stays in a marked region for long' },
    todo: lookFirst,
  },
};

/** That what was broken works again. */
export const recoveryWords: AlertWords = {
  sms: 'อุปกรณ์ใช้ได้แล้ว',
  subject: 'Device works again',
  what: { th: 'อุปกรณ์กลับมาใช้งานได้แล้ว', en: 'A device works again' },
  todo: {
    th: 'ไม่ต้องดำเนินการ หากเรียกช่างไว้ให้แจ้งยกเลิก หรือให้ช่างหาสาเหตุหากเกิดซ้ำ',
    en: 'Nothing; call off the repair, or have the cause found if it happens again and again.',
  },
};

export const drillWords = {
  sms: 'ซ้อม',
  subject: 'DRILL',
  what: { th: 'ซ้อม (ไม่ใช่เหตุจริง)', en: 'DRILL (not a real emergency)' },
  todo: { th: 'นี่คือการซ้อม ไม่ต้องส่งเจ้าหน้าที่', en: 'This is a drill: send nobody.' },
} as const;

type SeenAgain = Pick<AlertWords, 'sms' | 'subject' | 'what'>;
const goesOn: SeenAgain = {
  sms: 'เหตุเดิมยังอยู่',
  subject: 'Still going on',
  what: { th: 'เหตุเดิมยังดำเนินอยู่', en: 'The same incident goes on' },
};

/** What joined an open incident. A press or a fault that comes again is not told again. */
export const seenAgainWords: Readonly<Record<AlertKind, SeenAgain>> = {
  sos: goesOn,
  device: goesOn,
  crowd: goesOn,
  loitering: goesOn,
  person: {
    sms: 'บุคคลเดิม ขณะนี้ที่',
    subject: 'Possible match, now at',
    what: {
      th: 'อาจพบบุคคลในเหตุเดิมอีกครั้ง ขณะนี้อยู่ที่จุดใหม่',
      en: 'The person of this incident was possibly seen again, now here',
    },
  },
  plate: {
    sms: 'รถเดิม ขณะนี้ที่',
    subject: 'Possible match, now at',
    what: {
      th: 'อาจพบรถในเหตุเดิมอีกครั้ง ขณะนี้อยู่ที่จุดใหม่',
      en: 'The vehicle of this incident was possibly seen again, now here',
    },
  },
};
