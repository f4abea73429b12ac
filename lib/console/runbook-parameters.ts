import { confirmationWord } from '../../lambdas/zone/operations.ts';
import { freeText, type RunbookParameter } from './runbook.ts';

/** Parameters that several runbooks have. */
export const incidentId: RunbookParameter = {
  type: 'String',
  description: { th: 'รหัสเหตุ', en: 'incident, e.g. SOS-7KQ2MD9F' },
  allowedPattern: '^[A-Z]{3}-[0-9A-Z]{4,16}$',
};

export const reason: RunbookParameter = {
  type: 'String',
  description: {
    th: 'เหตุผล เช่น เลขคดี (บันทึกไว้ในบันทึกการตรวจสอบ)',
    en: 'why, e.g. the number of the case (kept in the audit log)',
  },
  allowedPattern: freeText(3, 500),
};

export const confirmation: RunbookParameter = {
  type: 'String',
  description: {
    th: `สิ่งนี้ย้อนกลับไม่ได้ เลือก ${confirmationWord} เพื่อยืนยัน`,
    en: `this cannot be undone: choose ${confirmationWord} to confirm`,
  },
  allowedValues: [confirmationWord],
};

export const personId: RunbookParameter = {
  type: 'String',
  description: { th: 'รหัสบุคคล (ไม่ใช่ชื่อ)', en: "the person's id, e.g. nk-2026-014; no name" },
  allowedPattern: '^(?!not-)[a-z0-9][a-z0-9-]{1,63}$',
};

export const plate: RunbookParameter = {
  type: 'String',
  description: {
    th: 'ป้ายทะเบียน เช่น 1กข 1234 หนองคาย (ใช้ ? แทนตัวที่ไม่รู้)',
    en: 'plate, e.g. 1กข 1234 หนองคาย; "?" for a sign that is not known',
  },
  allowedPattern: '^[\\u0e00-\\u0e7f0-9A-Za-z?* .-]{1,60}$',
};

/** One of the zone file's devices. */
export const deviceOf = (
  ids: readonly string[],
  description: RunbookParameter['description'],
): RunbookParameter => ({ type: 'String', description, allowedValues: ids });
