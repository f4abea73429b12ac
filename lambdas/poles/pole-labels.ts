import type { Place } from '../zone/messages.ts';
import { probeSiteId, unknownSiteId } from '../zone/names.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import type { PoleFault } from './pole-fault.ts';

const faultLabels: Readonly<Record<PoleFault, Bilingual>> = {
  silent: { th: 'เสาไม่ตอบสนอง', en: 'the pole is silent' },
  'stuck-button': { th: 'ปุ่มค้าง', en: 'button stuck' },
  'battery-low': { th: 'แบตเตอรี่ต่ำ', en: 'battery low' },
  'mains-lost': { th: 'ไฟฟ้าดับ', en: 'mains power lost' },
  tamper: { th: 'ถูกงัดแงะ', en: 'tampered with' },
  siren: { th: 'ไซเรนเสีย', en: 'siren broken' },
  'self-test-failed': { th: 'ทดสอบตัวเองไม่ผ่าน', en: 'self-test failed' },
  'self-test-overdue': { th: 'เลยกำหนดทดสอบ', en: 'self-test overdue' },
  other: { th: 'ขัดข้อง', en: 'other fault' },
};

/** What people are told is broken. A pole's own `detail` is not shown: alerts carry no text from outside. */
export function faultLabel(fault: PoleFault): Bilingual {
  return faultLabels[fault];
}

/** The place of a pole that the zone file does not name: a call for help is told all the same. */
export function unknownPlace(poleId: string): Place {
  const name = { th: `ไม่ทราบจุด ${poleId}`, en: `unknown site, pole ${poleId}` };
  return { siteId: unknownSiteId, name, latitude: 0, longitude: 0 };
}

/** Of the press that tests the alarm path: no camera stands there, and no recipient's filter asks for its alerts. */
export const probePlace: Place = {
  siteId: probeSiteId,
  name: { th: 'ทดสอบระบบแจ้งเหตุ', en: 'alarm path test' },
  latitude: 0,
  longitude: 0,
};
