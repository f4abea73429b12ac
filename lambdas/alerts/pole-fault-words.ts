import type { PoleFault } from '../zone/messages.ts';
import type { AlertWords } from './alert-words.ts';

type PoleFaultWords = Pick<AlertWords, 'sms' | 'subject' | 'todo'>;

/** What an alert about a pole says; `sms` names the pole and the fault in at most 20 characters. */
export const poleFaultWords: Readonly<Record<PoleFault, PoleFaultWords>> = {
  silent: {
    sms: 'เสา SOS ไม่ตอบสนอง',
    subject: 'Pole fault: silent',
    todo: {
      th: 'ตรวจไฟเลี้ยงและสัญญาณของเสา ระหว่างนี้การกดปุ่มที่จุดนี้อาจไม่ถึงใคร ให้จัดสายตรวจผ่านบ่อยขึ้น',
      en: 'Check the pole’s power and its line. Until then a press here may reach nobody: have patrols pass by more often.',
    },
  },
  'stuck-button': {
    sms: 'เสา SOS ปุ่มค้าง',
    subject: 'Pole fault: button stuck',
    todo: {
      th: 'ดูกล้องก่อนว่ามีผู้กดปุ่มจริงหรือไม่ แล้วให้ช่างปลดปุ่ม ระหว่างนี้การกดจริงแยกไม่ออก',
      en: 'Look at the camera first: somebody may really be pressing. Then have the button freed; until then a real press cannot be told.',
    },
  },
  tamper: {
    sms: 'เสา SOS ถูกงัดแงะ',
    subject: 'Pole fault: tampered with',
    todo: {
      th: 'ดูภาพกล้องใกล้เคียงและส่งเจ้าหน้าที่ไปดู ตู้ของเสาถูกเปิดหรือถูกกระแทก',
      en: 'Look at the cameras nearby and send an officer: the pole’s case was opened or hit.',
    },
  },
  'self-test-failed': {
    sms: 'เสา SOS ตรวจไม่ผ่าน',
    subject: 'Pole fault: self-test failed',
    todo: {
      th: 'ให้ช่างตรวจปุ่ม ไมโครโฟน ลำโพง และไฟของเสา แล้วทดสอบใหม่',
      en: 'Have the pole’s button, microphone, speaker and lights checked, then test it again.',
    },
  },
  'mains-lost': {
    sms: 'เสา SOS ไฟฟ้าดับ',
    subject: 'Pole fault: mains power lost',
    todo: {
      th: 'เสาทำงานด้วยแบตเตอรี่ ตรวจสอบกับการไฟฟ้าและเบรกเกอร์ก่อนแบตเตอรี่หมด',
      en: 'The pole runs on its battery: ask the electricity authority and check the breaker before it is empty.',
    },
  },
  'battery-low': {
    sms: 'เสา SOS แบตเตอรี่ต่ำ',
    subject: 'Pole fault: battery low',
    todo: {
      th: 'ให้ช่างตรวจการชาร์จหรือเปลี่ยนแบตเตอรี่ ก่อนที่เสาจะหยุดทำงาน',
      en: 'Have the charging checked or the battery changed before the pole stops.',
    },
  },
  siren: {
    sms: 'เสา SOS ไซเรนเสีย',
    subject: 'Pole fault: siren broken',
    todo: {
      th: 'ปุ่มยังแจ้งเหตุได้ แต่ไม่มีเสียงไซเรนที่จุดนี้ ให้ช่างซ่อม',
      en: 'The button still calls, but no siren sounds here: have it repaired.',
    },
  },
  'self-test-overdue': {
    sms: 'เสา SOS ไม่ได้ทดสอบ',
    subject: 'Pole fault: self-test overdue',
    todo: {
      th: 'ให้ช่างทดสอบเสาที่จุดนี้ เพราะเลยกำหนดทดสอบแล้ว',
      en: 'Have somebody test the pole on the spot: its self-test is overdue.',
    },
  },
  other: {
    sms: 'เสา SOS ขัดข้อง',
    subject: 'Pole fault',
    todo: {
      th: 'ให้ช่างตรวจเสา ระหว่างนี้ปุ่มที่จุดนี้อาจใช้ไม่ได้',
      en: 'Have the pole checked; until then its button may not work.',
    },
  },
};
