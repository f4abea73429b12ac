import type { SavingStep } from '../faces/search-budget.ts';
import type { Bilingual } from '../zone/zone-file.ts';

export const costWords = {
  today: { th: 'การเรียกใช้ที่เสียเงินวันนี้', en: 'Paid calls today' },
  month: { th: 'การเรียกใช้เดือนนี้', en: 'Paid calls this month' },
  usdMonth: { th: 'ค่าจดจำใบหน้าเดือนนี้ (ประมาณ)', en: 'Recognition this month, estimated' },
  usdExpected: { th: 'คาดการณ์สิ้นเดือน', en: 'Expected at the month’s end' },
  ofBudget: { th: 'ของงบ', en: 'of the budget of' },
  calls: { th: 'ครั้ง', en: 'Calls' },
  usd: { th: 'ดอลลาร์สหรัฐ', en: 'USD' },
  perDay: { th: 'รายวันในเดือนนี้', en: 'Each day of this month' },
  budgetLine: { th: 'งบต่อวัน', en: 'daily budget' },
  camera: { th: 'กล้อง', en: 'Camera' },
  cameras: { th: 'กล้องที่ใช้มากที่สุดวันนี้', en: 'Cameras that paid most today' },
  noCalls: { th: 'วันนี้ยังไม่มีการเรียกใช้ที่เสียเงิน', en: 'Nothing was paid for today.' },
  noBudget: { th: 'ไม่มีงบ: ไม่ค้นหาใบหน้า', en: 'The budget is zero: no face is searched.' },
  basis: {
    th: 'ประมาณจากราคา Amazon Rekognition ในสิงคโปร์ ต่อครั้ง (ดอลลาร์สหรัฐ)',
    en: 'Estimated by the price of one Amazon Rekognition call in Singapore, USD',
  },
  asOf: { th: 'ราคา ณ', en: 'price of' },
  notIn: {
    th: 'ไม่รวมวิดีโอ ฟังก์ชัน ฐานข้อมูล SMS และภาษี ดูยอดจริงใน AWS Billing',
    en: 'Video, functions, tables, SMS and taxes are not in it: the AWS bill says what all of it costs.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What the budget saves now (docs/adr/0010); presses and plates are never limited by it. */
export const stepWords: Readonly<Record<SavingStep, Bilingual>> = {
  none: { th: 'ค้นหาใบหน้าทุกครั้ง', en: 'Every face is searched.' },
  'sample-low': {
    th: 'เริ่มประหยัด: กล้องสำคัญน้อยค้นหาครึ่งหนึ่ง',
    en: 'Saving begins: cameras of low priority search every second face.',
  },
  tight: {
    th: 'ประหยัดมาก: กล้องสำคัญน้อยหยุดค้นหา กล้องทั่วไปค้นหาครึ่งหนึ่ง',
    en: 'Saving hard: cameras of low priority search no face, others every second one.',
  },
  'high-only': {
    th: 'งบหมด: ค้นหาเฉพาะกล้องสำคัญมาก',
    en: 'The budget is spent: only cameras of high priority search faces.',
  },
  stop: {
    th: 'เกินงบมาก: หยุดค้นหาใบหน้าทั้งหมดจนถึงพรุ่งนี้',
    en: 'Far over the budget: no face is searched until tomorrow.',
  },
};

export const sosWords: Bilingual = {
  th: 'ปุ่มฉุกเฉินและการอ่านป้ายทะเบียนไม่ขึ้นกับงบนี้',
  en: 'SOS and plates never depend on this budget.',
};
