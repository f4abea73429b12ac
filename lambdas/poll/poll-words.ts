import type { Bilingual } from '../zone/zone-file.ts';
import type { ProblemWhat } from './read-form.ts';

export const pollWords = {
  otherLanguage: { th: 'English', en: 'ภาษาไทย' },
  code: { th: 'รหัสเชิญ', en: 'Invitation code' },
  codeHint: {
    th: '12 ตัวบนบัตรเชิญ หนึ่งรหัสตอบได้หนึ่งครั้ง',
    en: 'The 12 signs on your invitation. Each code takes one answer.',
  },
  area: { th: 'ท่านอยู่หรือทำงานในพื้นที่ใด', en: 'In which area do you live or work?' },
  age: { th: 'ท่านอยู่ในช่วงอายุใด', en: 'How old are you?' },
  map: { th: 'แผนที่: แตะหมายเลข หรือเลือกจากรายการ', en: 'Map: touch a number, or choose from the list' },
  required: { th: 'ต้องตอบ', en: 'needed' },
  noAnswer: { th: 'ไม่ตอบ', en: 'No answer' },
  notKnown: { th: 'ไม่ทราบ', en: 'Don’t know' },
  noPlace: { th: 'ไม่มี', en: 'Nowhere' },
  left: { th: 'ไม่เกิน', en: 'at most' },
  signs: { th: 'ตัวอักษร', en: 'characters' },
  trap: { th: 'โปรดเว้นช่องนี้ว่างไว้', en: 'Please leave this field empty' },
  notice: { th: 'ข้อมูลของท่าน (PDPA)', en: 'Your data (PDPA)' },
  controller: { th: 'ผู้ถาม', en: 'Who asks' },
  purpose: { th: 'วัตถุประสงค์', en: 'What for' },
  kept: { th: 'การเก็บรักษา', en: 'What is kept' },
  keptText: {
    th: 'คำตอบ พื้นที่ ช่วงอายุ และวันที่ ไม่ถามชื่อ ไม่เก็บหมายเลขโทรศัพท์หรือที่อยู่ IP ลบทั้งหมดหลัง',
    en: 'Your answers, area, age group and the day. No name is asked; no phone and no IP address is kept. All is deleted after',
  },
  days: { th: 'วัน', en: 'days' },
  free: {
    th: 'การตอบเป็นไปโดยสมัครใจ ส่งแล้วแก้ไขไม่ได้ เพราะไม่มีสิ่งใดบอกว่าคำตอบเป็นของใคร',
    en: 'Answering is up to you. What was sent cannot be changed, as nothing tells whose it is.',
  },
  contact: { th: 'ติดต่อ', en: 'Ask' },
  send: { th: 'ส่งคำตอบ', en: 'Send' },
  clear: { th: 'ล้างคำตอบทั้งหมด', en: 'Clear all answers' },
  draft: {
    th: 'คำตอบที่ยังไม่ส่งเก็บไว้ในเครื่องนี้เท่านั้น',
    en: 'Until you send them, your answers are saved on this phone alone.',
  },
  problems: { th: 'ยังไม่ได้บันทึก โปรดแก้ไข', en: 'Nothing was recorded yet. Please look at' },
  other: { th: 'แบบสอบถาม', en: 'The form' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const problemWords: Readonly<Record<ProblemWhat, Bilingual>> = {
  missing: { th: 'โปรดเลือกคำตอบ', en: 'please choose an answer' },
  'no-option': { th: 'ไม่ใช่คำตอบที่มีให้เลือก', en: 'this is none of the answers' },
  several: { th: 'เลือกได้เพียงข้อเดียว', en: 'please choose one answer only' },
  'too-long': { th: 'ข้อความยาวเกินไป', en: 'the text is too long' },
  'code-missing': { th: 'โปรดใส่รหัสเชิญ', en: 'please type the code of your invitation' },
  'code-mistyped': { th: 'รหัสพิมพ์ผิดหรือไม่ครบ 12 ตัว', en: 'it is mistyped, or does not have 12 signs' },
  'code-unknown': { th: 'ไม่ใช่รหัสของรอบนี้', en: 'it is no code of this round' },
  trap: { th: 'ต้องเว้นช่องนี้ว่าง', en: 'this field must stay empty' },
  stale: {
    th: 'เปิดหน้านี้ไว้นานเกินไป คำตอบยังอยู่ โปรดกดส่งอีกครั้ง',
    en: 'the page was open for too long. Your answers are still here: please send them again',
  },
  'too-fast': {
    th: 'ส่งเร็วเกินไป โปรดรอสักครู่แล้วกดส่งอีกครั้ง',
    en: 'that was very fast. Please wait a moment and send again',
  },
};

/** Whole pages without a form. */
export const endWords = {
  thanks: {
    title: { th: 'ขอบคุณ บันทึกคำตอบแล้ว', en: 'Thank you. Your answers were recorded.' },
    text: {
      th: 'คำตอบของท่านช่วยให้เมืองปลอดภัยขึ้น ผลสรุปจะประกาศโดยเมือง',
      en: 'They help to make the city safer. The city will publish what all answers say together.',
    },
  },
  used: {
    title: { th: 'รหัสนี้ตอบไปแล้ว', en: 'This code was used before' },
    text: {
      th: 'แต่ละรหัสตอบได้หนึ่งครั้ง คำตอบแรกยังอยู่ครบ หากท่านยังไม่เคยตอบ โปรดขอรหัสใหม่จากผู้ที่ให้บัตรเชิญ',
      en: 'Each code takes one answer, and the first one stands. If it was not yours, please ask for another code where you got your invitation.',
    },
  },
  closed: {
    title: { th: 'รอบนี้ปิดรับคำตอบแล้ว', en: 'This round is closed' },
    text: {
      th: 'คำตอบของท่านไม่ได้ถูกบันทึก ขอบคุณที่สละเวลา',
      en: 'Your answers were not recorded. Thank you for your time.',
    },
  },
  none: {
    title: { th: 'ขณะนี้ไม่มีแบบสอบถาม', en: 'There is no poll at the moment' },
    text: { th: 'โปรดกลับมาใหม่เมื่อเมืองประกาศ', en: 'Please come back when the city announces one.' },
  },
  busy: {
    title: { th: 'มีผู้ตอบจำนวนมากในขณะนี้', en: 'Very many answers are coming in' },
    text: {
      th: 'คำตอบยังไม่ได้ถูกบันทึก โปรดกลับไปหน้าก่อนแล้วส่งอีกครั้งในหนึ่งชั่วโมง',
      en: 'Yours was not recorded. Please go back and send it again in an hour.',
    },
  },
  'too-large': {
    title: { th: 'คำตอบใหญ่เกินไป', en: 'The answer is too large' },
    text: { th: 'ไม่ได้บันทึกสิ่งใด โปรดย่อข้อความ', en: 'Nothing was recorded. Please write less.' },
  },
  'not-allowed': {
    title: { th: 'ทำเช่นนี้ไม่ได้', en: 'This cannot be done' },
    text: { th: 'โปรดเปิดหน้าแบบสอบถามใหม่', en: 'Please open the page of the poll again.' },
  },
  failed: {
    title: { th: 'ระบบขัดข้องชั่วคราว', en: 'Something is out of order' },
    text: {
      th: 'โปรดกลับไปหน้าก่อนแล้วกดส่งอีกครั้ง ส่งซ้ำได้ จะนับเพียงครั้งเดียว',
      en: 'Please go back and send again. It counts once, however often it is sent.',
    },
  },
} as const satisfies Readonly<Record<string, { readonly title: Bilingual; readonly text: Bilingual }>>;
