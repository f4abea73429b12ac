import type { PlateFound } from '../sightings/plate-query.ts';
import type { Sighting, UnreadReason } from '../sightings/sighting.ts';
import type { Bilingual } from '../zone/zone-file.ts';

export const searchWords = {
  doSearch: { th: 'ค้นหา', en: 'Search' },
  more: { th: 'ผลถัดไป (เก่ากว่า)', en: 'Next (older)' },
  found: { th: 'พบ', en: 'Found' },
  nothing: { th: 'ไม่พบ', en: 'Nothing found' },
  searchedTo: { th: 'ค้นย้อนถึง', en: 'Searched back to' },
  every: { th: 'ทั้งหมด', en: 'All' },
  nobody: { th: 'ไม่สังกัดหน่วยงาน', en: 'No agency' },
  time: { th: 'เวลา', en: 'Time' },
  place: { th: 'กล้อง', en: 'Camera' },
  what: { th: 'พบอะไร', en: 'What' },
  sure: { th: 'มั่นใจ', en: 'Sure' },
  picture: { th: 'ภาพ', en: 'Picture' },
  noPicture: { th: 'ไม่มีภาพ', en: 'No picture' },
  unread: { th: 'ป้ายที่อ่านไม่ได้', en: 'Plate that was not read' },
  guess: { th: 'อ่านได้เป็นลำดับที่', en: 'reading no.' },
  provinceUnread: { th: 'ไม่เห็นจังหวัด', en: 'province not read' },
  oneShot: { th: 'ภาพเดียว ไม่แจ้งเตือน', en: 'one shot alone, never alerts' },
  plateNote: {
    th: 'ทุกการค้นหาถูกบันทึกพร้อมชื่อและเหตุผล หากไม่ระบุเวลา ค้น 30 วันล่าสุด เวลาไทย',
    en: 'Each search is written down with name and reason. Without a time: the last 30 days. Thai time.',
  },
  sightingNote: {
    th: 'ทุกการค้นหาถูกบันทึกพร้อมชื่อและเหตุผล หากไม่ระบุเวลา ค้น 24 ชั่วโมงล่าสุด ระบบเก็บเฉพาะผู้ที่คล้ายบุคคลในบัญชีเฝ้าระวัง',
    en: 'Each search is written down with name and reason. Without a time: the last 24 hours. Of faces only those that may be somebody of the watchlist are kept.',
  },
  linksExpire: {
    th: 'ภาพถ่ายหลังปิดส่วนที่เป็นส่วนตัว ลิงก์ภาพใช้ได้ 15 นาที',
    en: 'Pictures lie behind the privacy masks. Links work for 15 minutes',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const howWords: Readonly<Record<PlateFound['how'], Bilingual | undefined>> = {
  exact: { th: 'ตรงทุกตัว', en: 'exact' },
  digits: { th: 'ตัวเลขตรง', en: 'digits' },
  pattern: { th: 'ตรงตามแบบ', en: 'pattern' },
  any: undefined,
};

export const unreadWords: Readonly<Record<UnreadReason, Bilingual>> = {
  'too-small': { th: 'เล็กเกินไป', en: 'too small' },
  'not-sure': { th: 'ไม่มั่นใจ', en: 'not sure' },
  'frames-disagree': { th: 'แต่ละภาพอ่านไม่ตรงกัน', en: 'frames disagree' },
  'foreign-plate': { th: 'ป้ายต่างประเทศ', en: 'foreign plate' },
  'word-plate': { th: 'ป้ายคำพิเศษ', en: 'word plate' },
};

export const kindWords: Readonly<Record<Sighting['kind'], Bilingual>> = {
  face: { th: 'ใบหน้า', en: 'Faces' },
  plate: { th: 'ป้ายทะเบียน', en: 'Plates' },
  'unread-plate': { th: 'ป้ายที่อ่านไม่ได้', en: 'Plates that were not read' },
};

export const looks = ['glasses', 'sunglasses', 'beard', 'occluded'] as const;
export const looksWords: Readonly<Record<(typeof looks)[number], Bilingual>> = {
  glasses: { th: 'สวมแว่น', en: 'glasses' },
  sunglasses: { th: 'สวมแว่นกันแดด', en: 'sunglasses' },
  beard: { th: 'ไว้เครา', en: 'beard' },
  occluded: { th: 'ปิดบางส่วน (เช่น หน้ากาก)', en: 'partly hidden (a mask, a helmet)' },
};
