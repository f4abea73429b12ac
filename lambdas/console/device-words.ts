import type { Bilingual } from '../zone/zone-file.ts';
import type { DeviceLook } from './device-status.ts';

/** What operators read of cameras and poles. */
const conditions: Readonly<Record<'camera' | 'pole', Readonly<Record<DeviceLook, Bilingual>>>> = {
  camera: {
    silent: { th: 'ไม่มีภาพ', en: 'no video' },
    faulty: { th: 'ขัดข้อง', en: 'faulty' },
    unwatched: { th: 'ระบบไม่ได้ตรวจภาพ', en: 'not watched' },
    new: { th: 'ยังไม่เคยมีภาพ', en: 'no picture yet' },
    well: { th: 'ปกติ', en: 'well' },
  },
  pole: {
    silent: { th: 'ไม่ตอบสนอง', en: 'silent' },
    faulty: { th: 'ขัดข้อง', en: 'faulty' },
    unwatched: { th: 'ไม่ทราบสถานะ', en: 'unknown' },
    new: { th: 'ยังไม่เคยติดต่อ', en: 'never heard' },
    well: { th: 'ปกติ', en: 'well' },
  },
};

export const condition = (kind: 'camera' | 'pole', look: DeviceLook): Bilingual => conditions[kind][look];

export const deviceWords = {
  title: { th: 'อุปกรณ์', en: 'Devices' },
  camera: { th: 'กล้อง', en: 'camera' },
  pole: { th: 'เสา SOS', en: 'pole' },
  cameras: { th: 'กล้อง', en: 'cameras' },
  poles: { th: 'เสา SOS', en: 'poles' },
  device: { th: 'อุปกรณ์', en: 'Device' },
  site: { th: 'จุดติดตั้ง', en: 'Site' },
  state: { th: 'สถานะ', en: 'State' },
  lastSeen: { th: 'ติดต่อล่าสุด', en: 'Last seen' },
  firmware: { th: 'เฟิร์มแวร์', en: 'Firmware' },
  power: { th: 'พลังงาน', en: 'Power' },
  test: { th: 'ทดสอบล่าสุด', en: 'Last test' },
  overdue: { th: 'เลยกำหนด', en: 'overdue' },
  passed: { th: 'ผ่าน', en: 'passed' },
  failed: { th: 'ไม่ผ่าน', en: 'failed' },
  never: { th: 'ยังไม่เคย', en: 'never' },
  ago: { th: 'ที่แล้ว', en: 'ago' },
  mutedUntil: { th: 'พักแจ้งเตือนถึง', en: 'muted until' },
  mains: { th: 'ไฟฟ้าปกติ', en: 'mains' },
  noMains: { th: 'ไม่มีไฟฟ้า', en: 'no mains' },
  battery: { th: 'แบตเตอรี่', en: 'battery' },
  needHand: { th: 'ต้องดูแล', en: 'need a hand' },
  silent: { th: 'ไม่ตอบสนอง', en: 'silent' },
  muted: { th: 'พักแจ้งเตือน', en: 'muted' },
  of: { th: 'จาก', en: 'of' },
  overdueTest: { th: 'เลยกำหนดทดสอบ', en: 'overdue a test' },
  allWell: { th: 'ทุกอุปกรณ์ทำงานปกติ', en: 'Every device works.' },
  none: { th: 'ยังไม่มีอุปกรณ์ในไฟล์ของพื้นที่', en: 'The zone file names no camera and no pole yet.' },
} as const satisfies Readonly<Record<string, Bilingual>>;
