import type { CameraFault } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';

/** What to do about a fault of a camera; what it is stands in the subject's label. */
export const cameraFaultTodo: Readonly<Record<CameraFault, Bilingual>> = {
  silent: {
    th: 'ตรวจไฟเลี้ยง สายสัญญาณ และเครื่องส่งภาพของกล้อง ระหว่างนี้จุดนี้ไม่มีภาพบันทึก',
    en: 'Check the camera’s power, its line and the computer that sends its video. Until then nothing is recorded here.',
  },
  dark: {
    th: 'ตรวจว่าเลนส์ถูกปิดหรือไม่ ไฟถนนหรือไฟอินฟราเรดติดหรือไม่',
    en: 'Look whether the lens is covered, and whether the street light or the infrared light is on.',
  },
  frozen: {
    th: 'ภาพเดิมถูกส่งซ้ำ ไม่ใช่ภาพสด ให้เปิดกล้องใหม่และตรวจเครื่องส่งภาพ',
    en: 'The same picture is sent again and again, it is not live: restart the camera and what sends its video.',
  },
  covered: {
    th: 'ดูภาพสด แล้วส่งคนไปดูว่ามีสิ่งบังหรือพ่นสีหน้าเลนส์ หรือเลนส์สกปรก อาจเป็นการจงใจ',
    en: 'Look at the live picture, then send somebody: something is before the lens, or on it. It may be on purpose.',
  },
  moved: {
    th: 'เทียบภาพสดกับมุมเดิม หากไม่ได้ตั้งใจให้หันกล้องกลับ หากตั้งใจให้แก้ขอบเขตในไฟล์ของโซน',
    en: 'Compare the live picture with what it should show and turn it back; if it was turned on purpose, correct its regions and masks in the zone file.',
  },
};
