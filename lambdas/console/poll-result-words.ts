import type { Bilingual } from '../zone/zone-file.ts';

export const pollResultWords = {
  none: {
    th: 'ยังไม่เคยเปิดแบบสอบถาม เปิดด้วย npm run zone -- poll open ROUND',
    en: 'No round of the poll was opened yet. Open one: npm run zone -- poll open ROUND',
  },
  answers: { th: 'คำตอบ', en: 'answers' },
  open: { th: 'เปิดรับ', en: 'open' },
  closed: { th: 'ปิดแล้ว', en: 'closed' },
  question: { th: 'คำถาม', en: 'Question' },
  change: {
    th: 'เปลี่ยนแปลง เป็นคะแนนหรือจุดร้อยละ (ช่วง 95%)',
    en: 'Change, in points or percentage points (95 % interval)',
  },
  few: { th: 'น้อยกว่า 5', en: 'under 5' },
  points: { th: 'คะแนน', en: 'points' },
  weighted: {
    th: 'ถ่วงน้ำหนักตามประชากรของพื้นที่และช่วงอายุ',
    en: 'Weighted to the population’s areas and ages.',
  },
  unweighted: { th: 'ไม่ได้ถ่วงน้ำหนัก', en: 'Not weighted.' },
  hidden: {
    th: 'ไม่แสดงคำตอบที่มีผู้ตอบน้อยกว่า 5 คน',
    en: 'What fewer than 5 people answered is not shown.',
  },
  sure: { th: 'เกินความบังเอิญ*', en: 'beyond chance*' },
  sureNote: {
    th: '* ช่วงไม่คร่อมศูนย์ จาก 20 แถวอาจบังเอิญเป็นเช่นนี้ 1 แถว',
    en: '* The interval holds no zero. Of twenty rows one does so by chance.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;
