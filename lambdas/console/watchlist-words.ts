import type { personCategories, plateAcceptances, plateCategories } from '../zone/watch-categories.ts';
import type { Bilingual } from '../zone/zone-file.ts';

export const watchlistWords = {
  find: { th: 'ค้นในบัญชี', en: 'Show' },
  addPlate: { th: 'เพิ่มทะเบียน', en: 'Add plate' },
  addPerson: { th: 'เพิ่มบุคคล', en: 'Add person' },
  remove: { th: 'ลบออก', en: 'Remove' },
  change: { th: 'ผู้แก้ไขและเหตุผล', en: 'Who changes it, and why' },
  newEntry: { th: 'รายการใหม่', en: 'New entry' },
  plate: { th: 'ทะเบียน', en: 'Plate' },
  person: { th: 'บุคคล', en: 'Person' },
  who: { th: 'ใคร / ทะเบียน', en: 'Who or plate' },
  category: { th: 'ประเภท', en: 'Category' },
  label: { th: 'ข้อความแจ้งเตือน', en: 'What alerts say' },
  told: { th: 'แจ้งถึง', en: 'Told to' },
  owner: { th: 'เจ้าของเรื่อง', en: 'Owner' },
  added: { th: 'เพิ่มโดย', en: 'Added by' },
  until: { th: 'ถึงวันที่', en: 'Until' },
  all: { th: 'ทุกหน่วยงาน', en: 'all agencies' },
  untilRemoved: { th: 'จนกว่าจะลบ', en: 'until removed' },
  expired: { th: 'หมดอายุ', en: 'expired' },
  photos: { th: 'ภาพที่ใช้ได้', en: 'photos' },
  empty: { th: 'ไม่มีรายการ', en: 'No entry' },
  entries: { th: 'รายการทั้งหมด', en: 'Entries' },
  asCategory: { th: 'ตามประเภท', en: 'As the category says' },
  chooseFolder: { th: 'เลือกโฟลเดอร์ภาพ', en: 'Choose a folder of photos' },
  onList: { th: 'อยู่ในบัญชีแล้ว', en: 'is on the watchlist' },
  offList: { th: 'ออกจากบัญชีแล้ว', en: 'is off the watchlist' },
  notOnList: { th: 'ไม่ได้อยู่ในบัญชี', en: 'was not on the watchlist' },
  folderNote: {
    th: 'วางภาพ (ไม่เกิน 10 ภาพ) ใน enrollment/<รหัส>/ (รหัสเช่น nk-2026-014) ของ bucket หลักฐาน แล้วเลือกที่นี่ ภาพถูกลบหลังตรวจ',
    en: 'Put photos (at most 10) into enrollment/<id>/ of the evidence bucket (an id like nk-2026-014), then choose the folder here. Photos are deleted once they were judged.',
  },
  auditNote: {
    th: 'ทุกการเปลี่ยนแปลงถูกบันทึกพร้อมชื่อและเหตุผล',
    en: 'Each change is written down with name and reason.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

type Category = (typeof personCategories)[number] | (typeof plateCategories)[number];

export const categoryWords: Readonly<Record<Category, Bilingual>> = {
  wanted: { th: 'ผู้ต้องหา/หมายจับ', en: 'wanted' },
  missing: { th: 'สูญหาย', en: 'missing' },
  lost: { th: 'พลัดหลง', en: 'lost' },
  banned: { th: 'ห้ามเข้าพื้นที่', en: 'banned' },
  stolen: { th: 'ถูกโจรกรรม', en: 'stolen' },
  'staff-ignore': { th: 'เจ้าหน้าที่ (ไม่แจ้งเตือน)', en: 'staff, never alerts' },
};

export const acceptanceWords: Readonly<Record<(typeof plateAcceptances)[number], Bilingual>> = {
  exact: { th: 'ตรงทุกตัวเท่านั้น', en: 'exact alone' },
  'one-confusion': { th: 'ต่างได้หนึ่งตัวที่อ่านสับสน', en: 'one confused sign too' },
  'partly-seen': { th: 'เห็นเพียงบางส่วนด้วย', en: 'partly seen too' },
};
