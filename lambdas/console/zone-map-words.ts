import type { Bilingual } from '../zone/zone-file.ts';

export const mapWords = {
  title: { th: 'แผนที่พื้นที่', en: 'Zone map' },
  camera: { th: 'กล้องและทิศที่มอง', en: 'camera and its view' },
  pole: { th: 'เสา SOS', en: 'SOS pole' },
  open: { th: 'เหตุรอรับทราบ', en: 'open incident' },
  inHand: { th: 'เหตุที่รับทราบแล้ว', en: 'incident in hand' },
  drill: { th: 'การฝึกซ้อม', en: 'drill' },
  silent: { th: 'ไม่ตอบสนอง', en: 'silent' },
  faulty: { th: 'ขัดข้อง', en: 'faulty' },
  unwatched: { th: 'ไม่ได้ตรวจภาพ', en: 'not watched' },
  muted: { th: 'พักแจ้งเตือน', en: 'muted' },
  unplaced: { th: 'เหตุที่ไม่ทราบตำแหน่ง', en: 'incidents without a known position' },
  openCount: { th: 'เหตุรอรับทราบ', en: 'Open incidents' },
  inHandCount: { th: 'รับทราบแล้ว', en: 'In hand' },
  silentCount: { th: 'อุปกรณ์ไม่ตอบสนอง', en: 'Silent devices' },
  faultyCount: { th: 'อุปกรณ์ขัดข้อง', en: 'Faulty devices' },
  north: { th: 'น.', en: 'N' },
  sketch: {
    th: 'แผนที่ร่างด้วยมือ คลาดเคลื่อนได้ราว 200 เมตร',
    en: 'Base map drawn by hand, exact to about 200 m.',
  },
  meters: { th: 'ม.', en: 'm' },
  kilometers: { th: 'กม.', en: 'km' },
  noDevices: {
    th: 'ยังไม่มีกล้องหรือเสาในไฟล์ของพื้นที่',
    en: 'The zone file names no camera and no pole yet.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
