import type { Bilingual } from '../zone/zone-file.ts';
import type { IncidentState } from './incident.ts';
import type { StepWhat } from './timeline.ts';

export const stateWords: Readonly<Record<IncidentState, Bilingual>> = {
  open: { th: 'ยังไม่มีผู้รับทราบ', en: 'Nobody has acknowledged' },
  acknowledged: { th: 'รับทราบแล้ว', en: 'Acknowledged' },
  responding: { th: 'กำลังเข้าระงับเหตุ', en: 'Responding' },
  resolved: { th: 'ยุติเหตุแล้ว', en: 'Resolved' },
  'false-alarm': { th: 'แจ้งเหตุผิดพลาด', en: 'False alarm' },
};

/** Steps that only say how another one came about are not in it. */
export const stepWords: Readonly<Partial<Record<StepWhat, Bilingual>>> = {
  opened: { th: 'เปิดเหตุ', en: 'Incident opened' },
  'press-joined': { th: 'กดปุ่มซ้ำ', en: 'Button pressed again' },
  'press-canceled': { th: 'ผู้กดยกเลิก', en: 'Canceled by who pressed' },
  'press-safe': { th: 'ผู้กดแจ้งว่าปลอดภัย', en: 'Who pressed says: I am safe' },
  'seen-again': { th: 'พบอีกครั้ง', en: 'Seen again' },
  'fault-again': { th: 'ขัดข้องอีกครั้ง', en: 'Fault again' },
  recovered: { th: 'กลับมาใช้งานได้', en: 'Works again' },
  'alert-sent': { th: 'ส่งข้อความแจ้งเหตุ', en: 'Alert sent' },
  'alert-failed': { th: 'ส่งข้อความไม่สำเร็จ', en: 'Alert not delivered' },
  'sms-failed': { th: 'SMS ส่งไม่ถึง', en: 'SMS not delivered' },
  escalated: { th: 'แจ้งระดับถัดไป', en: 'Escalated' },
  acknowledged: { th: 'รับทราบเหตุ', en: 'Acknowledged' },
  responding: { th: 'เข้าระงับเหตุ', en: 'Responding' },
  resolved: { th: 'ยุติเหตุ', en: 'Resolved' },
  'false-alarm': { th: 'แจ้งเหตุผิดพลาด', en: 'False alarm' },
  comment: { th: 'มีบันทึกเพิ่ม', en: 'Comment added' },
  assigned: { th: 'มอบหมายผู้รับผิดชอบ', en: 'Assigned' },
  evidence: { th: 'เก็บภาพหลักฐาน', en: 'Evidence kept' },
};

export const pageWords = {
  title: { th: 'เหตุ', en: 'Incident' },
  system: { th: 'ระบบ', en: 'system' },
  otherLanguage: { th: 'English', en: 'ภาษาไทย' },
  where: { th: 'สถานที่', en: 'Where' },
  when: { th: 'เวลา', en: 'When' },
  device: { th: 'อุปกรณ์', en: 'Device' },
  details: { th: 'รายละเอียด', en: 'Details' },
  similarity: { th: 'ความเหมือน', en: 'similarity' },
  plate: { th: 'ทะเบียนที่อ่านได้', en: 'Plate as read' },
  presses: { th: 'กดปุ่มทั้งหมด (ครั้ง)', en: 'Times pressed' },
  number: { th: 'เหตุเลขที่', en: 'Incident' },
  state: { th: 'สถานะ', en: 'State' },
  by: { th: 'โดย', en: 'by' },
  map: { th: 'เปิดแผนที่', en: 'Open the map' },
  noMap: { th: 'ไม่ทราบพิกัด', en: 'Position unknown' },
  todo: { th: 'สิ่งที่ต้องทำ', en: 'What to do' },
  name: { th: 'ชื่อและหน่วยงานของท่าน', en: 'Your name and agency' },
  acknowledge: { th: 'รับทราบเหตุ', en: 'Acknowledge' },
  afterwards: {
    th: 'ชื่อจะถูกบันทึกไว้กับเหตุ และระบบจะหยุดแจ้งระดับถัดไป',
    en: 'Your name is kept with the incident, and no further tier is told.',
  },
  pictures: { th: 'ภาพจากกล้องใกล้เคียง', en: 'Pictures of the cameras nearby' },
  noPictures: {
    th: 'ยังไม่มีภาพ โดยปกติจะมีภายในไม่กี่วินาที',
    en: 'No picture yet; usually they come within seconds.',
  },
  refresh: { th: 'ดูข้อมูลล่าสุด', en: 'Show what is new' },
  timeline: { th: 'ลำดับเหตุการณ์', en: 'What happened' },
  earlier: { th: 'ขั้นตอนก่อนหน้าที่ไม่ได้แสดง:', en: 'Earlier steps not shown:' },
  tier: { th: 'ระดับ', en: 'tier' },
  validUntil: { th: 'ลิงก์นี้ใช้ได้ถึง', en: 'This link works until' },
  secret: {
    th: 'ใครมีลิงก์นี้ก็เปิดดูได้ อย่าส่งต่อ',
    en: 'Whoever has this link can see the incident: do not forward it.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Said at the top of the incident after a form was sent. */
export const noticeWords = {
  acknowledged: { th: 'บันทึกแล้ว ขอบคุณที่รับทราบเหตุ', en: 'Recorded. Thank you for acknowledging.' },
  'too-late': {
    th: 'มีผู้ดำเนินการก่อนแล้ว ไม่ต้องทำอะไรที่นี่อีก ดูสถานะด้านล่าง',
    en: 'Somebody was first; there is nothing left to do here. See the state below.',
  },
  nameless: { th: 'โปรดใส่ชื่อก่อนกดรับทราบ', en: 'Please type your name first.' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Whole pages without an incident. */
export const refusalWords = {
  unknown: {
    title: { th: 'ไม่พบลิงก์นี้', en: 'There is no such link' },
    text: {
      th: 'ตรวจว่าเปิดลิงก์ครบทุกตัวอักษร หรือขอข้อมูลเหตุจากศูนย์ควบคุม',
      en: 'See that the whole link was opened, or ask the control room about the incident.',
    },
  },
  expired: {
    title: { th: 'ลิงก์หมดอายุแล้ว', en: 'This link has expired' },
    text: {
      th: 'ลิงก์ใช้ได้ 24 ชั่วโมงหลังแจ้งเหตุ โปรดติดต่อศูนย์ควบคุม',
      en: 'Links work for 24 hours after their alert. Please ask the control room.',
    },
  },
  'not-allowed': {
    title: { th: 'ทำเช่นนี้ไม่ได้', en: 'This cannot be done' },
    text: { th: 'โปรดเปิดลิงก์จากอีเมลอีกครั้ง', en: 'Please open the link of the e-mail again.' },
  },
  failed: {
    title: { th: 'ระบบขัดข้องชั่วคราว', en: 'Something is out of order' },
    text: {
      th: 'ยังไม่ได้บันทึกการรับทราบ โปรดลองใหม่อีกครั้ง หากยังไม่ได้ให้โทรแจ้งศูนย์ควบคุม',
      en: 'Nothing may have been recorded. Try again; if it stays so, call the control room.',
    },
  },
} as const satisfies Readonly<Record<string, { readonly title: Bilingual; readonly text: Bilingual }>>;
