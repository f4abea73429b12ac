import type { Bilingual } from '../zone/zone-file.ts';

export interface FieldName {
  /** As the form sends it. */
  readonly name: string;
  readonly label: Bilingual;
}

/** What stands in one field is not what it must be; the widget says which, and why, and keeps what was typed. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly field: FieldName;
  readonly why: Bilingual;

  constructor(field: FieldName, why: Bilingual, options?: ErrorOptions) {
    super(`${field.name}: ${why.en}`, options);
    this.field = field;
    this.why = why;
  }
}

export const fieldWhy = {
  missing: { th: 'ต้องกรอก', en: 'must be filled in' },
  choice: { th: 'ไม่อยู่ในตัวเลือก', en: 'is none of the choices' },
  plate: {
    th: 'อ่านเป็นทะเบียนไม่ได้ เขียนเช่น 1กข 1234 หนองคาย หรือ ?ข 12?4 หรือ 1234',
    en: 'is no plate; write it like 1กข 1234 หนองคาย, ?ข 12?4 or 1234',
  },
  time: { th: 'ไม่ใช่เวลา เขียนเช่น 2026-11-23T08:30', en: 'is no time; write it like 2026-11-23T08:30' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const tooLong = (most: number): Bilingual => ({
  th: `ยาวเกิน ${most} ตัวอักษร`,
  en: `is longer than ${most} characters`,
});
