import type { Bilingual } from '../zone/zone-file.ts';
import type { PhotoCheck } from './check-photos.ts';
import type { PhotoVerdict } from './face-collection.ts';
import { enrollmentBars } from './photo-quality.ts';

/** What became of a photo and what to do about it, for the officer who gave it. */
export const photoWords: Readonly<Record<PhotoVerdict | PhotoCheck, Bilingual>> = {
  good: { th: 'ใช้ได้', en: 'good' },
  enrolled: { th: 'บันทึกแล้ว', en: 'enrolled' },
  'no-face': {
    th: 'ใช้ไม่ได้: ไม่พบใบหน้า ให้ใช้ภาพหน้าตรงที่เห็นใบหน้าชัด',
    en: 'not used: no face found; take a picture that shows the face',
  },
  'two-faces': {
    th: 'ใช้ไม่ได้: มีมากกว่าหนึ่งใบหน้า ให้ตัดภาพเฉพาะบุคคลนี้',
    en: 'not used: more than one face; cut the person out',
  },
  'too-small': {
    th: `ใช้ไม่ได้: ใบหน้าเล็กเกินไป ต้องกว้างอย่างน้อย ${enrollmentBars.sizePixels} พิกเซล`,
    en: `not used: the face is too small; it must be ${enrollmentBars.sizePixels} pixels wide`,
  },
  blurred: {
    th: 'ใช้ไม่ได้: ภาพเบลอ ให้ใช้ภาพที่คมชัดกว่า',
    en: 'not used: the face is blurred; take a sharper picture',
  },
  'too-dark': {
    th: 'ใช้ไม่ได้: ใบหน้ามืดเกินไป ให้ใช้ภาพที่สว่างกว่า',
    en: 'not used: the face is too dark; take a brighter picture',
  },
  'turned-away': {
    th: 'ใช้ไม่ได้: ใบหน้าหันข้าง ก้ม หรือเงย ให้ใช้ภาพหน้าตรง',
    en: 'not used: the face is turned away; take one that looks at the camera',
  },
  'other-person': {
    th: 'ใช้ไม่ได้: เป็นบุคคลอื่น ไม่เหมือนภาพแรกที่ใช้ได้',
    en: 'not used: another person than in the first good photo',
  },
  unreadable: {
    th: 'ใช้ไม่ได้: ต้องเป็นไฟล์ JPEG หรือ PNG ไม่เกิน 5 MB',
    en: 'not used: not a JPEG or PNG of at most 5 MB',
  },
};

/** Two lines per photo, Thai and English, and a summary that says whether more photos are needed. */
export function describePhotos(
  names: readonly string[],
  verdicts: readonly (PhotoVerdict | PhotoCheck)[],
): string {
  const lines = verdicts.map((verdict, i) => {
    const { th, en } = photoWords[verdict];
    return `${names[i] ?? 'photo'}: ${th}\n  ${en}\n`;
  });
  return `${lines.join('')}${summary(verdicts)}`;
}

function summary(verdicts: readonly (PhotoVerdict | PhotoCheck)[]): string {
  const good = verdicts.filter((verdict) => verdict === 'good' || verdict === 'enrolled').length;
  const count = {
    th: `ใช้ได้ ${good} จาก ${verdicts.length} ภาพ`,
    en: `${good} of ${verdicts.length} can be used`,
  };
  const { th, en } = advice(good);
  return `${count.th} ${th}\n  ${count.en}: ${en}\n`;
}

/** User vectors are the mean of a person's photos, so a second one counts most. */
function advice(good: number): Bilingual {
  if (good === 0) return { th: 'ต้องมีอย่างน้อยหนึ่งภาพ', en: 'at least one is needed' };
  if (good === 1)
    return { th: 'ควรเพิ่มอีกหนึ่งภาพขึ้นไป', en: 'one or more others would find the person more surely' };
  return { th: 'เพียงพอ', en: 'enough' };
}
