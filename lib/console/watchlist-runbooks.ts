import { asCategorySays } from '../../lambdas/zone/operations.ts';
import { plateAcceptances, plateCategories } from '../../lambdas/zone/watch-categories.ts';
import { freeText, payloadOf, type Runbook, type RunbookParameter } from './runbook.ts';
import { choice, confirmation, optional, personId, plate, reason, typed } from './runbook-parameters.ts';

const label = (th: string, en: string): RunbookParameter => typed({ th, en }, freeText(1, 60));

const addPlate: Runbook = {
  name: 'AddWatchlistPlate',
  description: {
    th: 'เพิ่มป้ายทะเบียนในบัญชีเฝ้าระวัง มีผลกับรถคันถัดไปทันที',
    en: 'Put a plate on the watchlist; it counts from the next sighting on.',
  },
  group: 'operate',
  parameters: {
    Plate: plate,
    Category: choice({ th: 'ประเภท', en: 'why it is looked for' }, plateCategories),
    LabelThai: label('ข้อความที่แสดงในการแจ้งเตือน ภาษาไทย', 'what an alert shows, in Thai'),
    LabelEnglish: label('ข้อความที่แสดงในการแจ้งเตือน ภาษาอังกฤษ', 'what an alert shows, in English'),
    Owner: optional(
      { th: 'เจ้าของเรื่อง (ไม่บังคับ)', en: 'officer or agency responsible for it; may be empty' },
      freeText(0, 80),
    ),
    VisibleTo: optional(
      {
        th: 'หน่วยงานที่รับแจ้งได้ คั่นด้วยจุลภาค (ว่าง: ทุกหน่วยงาน)',
        en: 'agencies that may be told, as in the recipients file, with commas between; empty: every one',
      },
      freeText(0, 500),
    ),
    Accepts: {
      ...choice({ th: 'ยอมให้อ่านผิดได้เพียงใด', en: 'what else is taken for it' }, [
        asCategorySays,
        ...plateAcceptances,
      ]),
      default: asCategorySays,
    },
    Expires: optional(
      { th: 'วันสุดท้าย เช่น 2027-01-31 (ว่าง: จนกว่าจะลบ)', en: 'last day; empty: until removed' },
      '^(\\d{4}-\\d{2}-\\d{2})?$',
    ),
    Reason: reason,
  },
  payload: payloadOf('add-plate', {
    plate: '{{ Plate }}',
    category: '{{ Category }}',
    labelTh: '{{ LabelThai }}',
    labelEn: '{{ LabelEnglish }}',
    owner: '{{ Owner }}',
    visibleTo: '{{ VisibleTo }}',
    accepts: '{{ Accepts }}',
    expires: '{{ Expires }}',
    reason: '{{ Reason }}',
  }),
};

const asked = { reason: '{{ Reason }}', confirmation: '{{ Confirmation }}' };

export const watchlistRunbooks: readonly Runbook[] = [
  addPlate,
  {
    name: 'RemoveWatchlistPlate',
    description: { th: 'ลบป้ายทะเบียนออกจากบัญชีเฝ้าระวัง', en: 'Take a plate off the watchlist.' },
    group: 'operate',
    parameters: { Plate: plate, Reason: reason, Confirmation: confirmation },
    payload: payloadOf('remove-plate', { plate: '{{ Plate }}', ...asked }),
  },
  {
    name: 'EnrollWatchlistPerson',
    description: {
      th: 'เพิ่มบุคคลจากโฟลเดอร์ enrollment/รหัส/ ที่อัปโหลดไว้ (รูปถ่ายและ entry.yaml)',
      en: 'Enroll the person of the uploaded folder enrollment/ID/ (photos and entry.yaml) now.',
    },
    group: 'operate',
    parameters: { PersonId: personId },
    payload: payloadOf('enroll-person', { personId: '{{ PersonId }}' }),
  },
  {
    name: 'RemoveWatchlistPerson',
    description: {
      th: 'ลบบุคคลออกจากบัญชีเฝ้าระวัง พร้อมข้อมูลใบหน้าทั้งหมด',
      en: 'Take a person off the watchlist, with every face vector, correction and waiting photo.',
    },
    group: 'operate',
    parameters: { PersonId: personId, Reason: reason, Confirmation: confirmation },
    payload: payloadOf('remove-person', { personId: '{{ PersonId }}', ...asked }),
  },
  {
    name: 'EraseDataSubject',
    description: {
      th: 'ลบข้อมูลของเจ้าของข้อมูล: บัญชีเฝ้าระวัง ใบหน้า การพบเห็น และภาพ เหตุ หลักฐาน และบันทึกการตรวจสอบยังคงอยู่จนครบกำหนด',
      en: 'Erase what is kept of a person or plate: entry, vectors, sightings, pictures. Incidents, evidence and the audit log stay for their time.',
    },
    group: 'operate',
    parameters: {
      Kind: choice({ th: 'บุคคลหรือป้ายทะเบียน', en: 'whether a person or a plate' }, ['person', 'plate']),
      Subject: {
        ...plate,
        description: { th: 'รหัสบุคคล หรือป้ายทะเบียนเต็ม', en: "the person's id, or the whole plate" },
      },
      Reason: reason,
      Confirmation: confirmation,
    },
    payload: payloadOf('erase-subject', { kind: '{{ Kind }}', subject: '{{ Subject }}', ...asked }),
  },
];
