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
  camera: { th: 'กล้อง', en: 'camera' },
  pole: { th: 'เสา SOS', en: 'pole' },
  device: { th: 'อุปกรณ์', en: 'Device' },
  site: { th: 'จุดติดตั้ง', en: 'Site' },
  state: { th: 'สถานะ', en: 'State' },
  lastSeen: { th: 'ติดต่อล่าสุด', en: 'Last seen' },
  firmware: { th: 'เฟิร์มแวร์', en: 'Firmware' },
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
  of: { th: 'จาก', en: 'of' },
  polesNeed: { th: 'เสาที่ต้องดูแล', en: 'poles need a hand' },
  camerasNeed: { th: 'กล้องที่ต้องดูแล', en: 'cameras need a hand' },
  polesOverdue: { th: 'เสาเลยกำหนดทดสอบ', en: 'poles overdue a test' },
  camerasMuted: { th: 'กล้องพักแจ้งเตือน', en: 'cameras muted' },
  asOf: { th: 'ข้อมูล ณ เวลา', en: 'As of' },
  openMap: { th: 'เปิดแผนที่', en: 'Open the map' },
  incidents: { th: 'เหตุที่ยังไม่ปิด', en: 'Open incidents' },
  noIncidents: { th: 'ไม่มีเหตุที่ยังไม่ปิด', en: 'None' },
  bearing: { th: 'ทิศที่กล้องมอง', en: 'Looks towards' },
  unknown: { th: 'ไม่พบอุปกรณ์นี้ในไฟล์ของพื้นที่', en: 'The zone file has no such device.' },
  none: { th: 'ยังไม่มีอุปกรณ์ในไฟล์ของพื้นที่', en: 'The zone file names no camera and no pole yet.' },
} as const satisfies Readonly<Record<string, Bilingual>>;
