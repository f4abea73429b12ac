import { confirmationWord } from '../../lambdas/zone/operations.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';
import { freeText, type RunbookParameter } from './runbook.ts';

/** A text that fits a pattern. */
export function typed(description: Bilingual, allowedPattern: string): RunbookParameter {
  return { type: 'String', description, allowedPattern };
}

/** A text that may be left empty. */
export function optional(description: Bilingual, allowedPattern: string): RunbookParameter {
  return { ...typed(description, allowedPattern), default: '' };
}

/** One of these. */
export function choice(description: Bilingual, allowedValues: readonly string[]): RunbookParameter {
  return { type: 'String', description, allowedValues };
}

export const incidentId = typed(
  { th: 'รหัสเหตุ', en: 'incident, e.g. SOS-7KQ2MD9F' },
  '^[A-Z]{3}-[0-9A-Z]{4,16}$',
);

export const reason = typed(
  {
    th: 'เหตุผล เช่น เลขคดี (บันทึกไว้ในบันทึกการตรวจสอบ)',
    en: 'why, e.g. the number of the case (kept in the audit log)',
  },
  freeText(3, 500),
);

export const confirmation = choice(
  {
    th: `สิ่งนี้ย้อนกลับไม่ได้ เลือก ${confirmationWord} เพื่อยืนยัน`,
    en: `this cannot be undone: choose ${confirmationWord} to confirm`,
  },
  [confirmationWord],
);

export const personId = typed(
  { th: 'รหัสบุคคล (ไม่ใช่ชื่อ)', en: "the person's id, e.g. nk-2026-014; no name" },
  '^(?!not-)[a-z0-9][a-z0-9-]{1,63}$',
);

export const plate = typed(
  {
    th: 'ป้ายทะเบียน เช่น 1กข 1234 หนองคาย (ใช้ ? แทนตัวที่ไม่รู้)',
    en: 'plate, e.g. 1กข 1234 หนองคาย; "?" for a sign that is not known',
  },
  '^[\\u0e00-\\u0e7f0-9A-Za-z?* .-]{1,60}$',
);
