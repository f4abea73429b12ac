import type { AlertKind } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import type { IncidentState } from './incident.ts';
import type { StepWhat } from './timeline.ts';

/** What people read of an incident, wherever it is shown. */
export const stateWords: Readonly<Record<IncidentState, Bilingual>> = {
  open: { th: 'รอรับทราบ', en: 'open' },
  acknowledged: { th: 'รับทราบแล้ว', en: 'acknowledged' },
  responding: { th: 'กำลังดำเนินการ', en: 'responding' },
  resolved: { th: 'เสร็จสิ้น', en: 'resolved' },
  'false-alarm': { th: 'แจ้งเหตุผิดพลาด', en: 'false alarm' },
};

export const kindWords: Readonly<Record<AlertKind, Bilingual>> = {
  sos: { th: 'ปุ่มฉุกเฉิน', en: 'SOS' },
  person: { th: 'บุคคลเฝ้าระวัง', en: 'person' },
  plate: { th: 'รถเฝ้าระวัง', en: 'plate' },
  device: { th: 'อุปกรณ์ขัดข้อง', en: 'device fault' },
  crowd: { th: 'คนหนาแน่น', en: 'crowd' },
  loitering: { th: 'อยู่นานผิดปกติ', en: 'loitering' },
};

const stepWords: Readonly<Record<StepWhat, Bilingual>> = {
  opened: { th: 'เปิดเหตุ', en: 'opened' },
  'press-joined': { th: 'กดปุ่มซ้ำ', en: 'pressed again' },
  'press-canceled': { th: 'ผู้กดแจ้งยกเลิก', en: 'press canceled' },
  'press-safe': { th: 'ผู้กดแจ้งว่าปลอดภัย', en: '“I am safe”' },
  'seen-again': { th: 'พบอีกครั้ง', en: 'seen again' },
  'fault-again': { th: 'ขัดข้องอีกครั้ง', en: 'fault again' },
  recovered: { th: 'กลับมาใช้งานได้', en: 'recovered' },
  'alert-asked': { th: 'สั่งแจ้งเตือน', en: 'alert asked for' },
  'alert-sent': { th: 'ส่งแจ้งเตือนแล้ว', en: 'alert sent' },
  'alert-held': { th: 'พักแจ้งเตือนไว้', en: 'alert held' },
  'alert-stopped': { th: 'ไม่แจ้งเตือน', en: 'alert not sent' },
  'alert-failed': { th: 'ส่งแจ้งเตือนไม่สำเร็จ', en: 'alert failed' },
  'sms-delivered': { th: 'SMS ถึงแล้ว', en: 'SMS arrived' },
  'sms-failed': { th: 'SMS ส่งไม่ถึง', en: 'SMS failed' },
  escalated: { th: 'แจ้งระดับถัดไป', en: 'escalated' },
  acknowledged: { th: 'รับทราบ', en: 'acknowledged' },
  responding: { th: 'เริ่มดำเนินการ', en: 'responding' },
  resolved: { th: 'ปิดเหตุ', en: 'resolved' },
  'false-alarm': { th: 'ปิดเป็นเหตุผิดพลาด', en: 'false alarm' },
  comment: { th: 'ความเห็น', en: 'comment' },
  assigned: { th: 'มอบหมายให้', en: 'assigned to' },
  'link-used': { th: 'กดลิงก์รับทราบ', en: 'link used' },
  confirmed: { th: 'ยืนยันว่าใช่', en: 'match confirmed' },
  'not-this': { th: 'ไม่ใช่บุคคลนี้', en: 'not this person' },
  evidence: { th: 'หลักฐาน', en: 'evidence' },
};

/** A step of a newer version is called as it was stored. */
export function stepWordsOf(what: string): Bilingual {
  return Object.hasOwn(stepWords, what) ? stepWords[what as StepWhat] : { th: what, en: what };
}
