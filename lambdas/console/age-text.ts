import type { Bilingual } from '../zone/zone-file.ts';
import type { Language } from './widget.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Unit {
  readonly milliseconds: number;
  readonly one: Bilingual;
  readonly many: Bilingual;
}

const units: readonly Unit[] = [
  { milliseconds: day, one: { th: 'วัน', en: 'day' }, many: { th: 'วัน', en: 'days' } },
  { milliseconds: hour, one: { th: 'ชม.', en: 'h' }, many: { th: 'ชม.', en: 'h' } },
  { milliseconds: minute, one: { th: 'นาที', en: 'min' }, many: { th: 'นาที', en: 'min' } },
];
const second: Bilingual = { th: 'วินาที', en: 's' };

/** How long something lasts, in its largest unit rounded down: `3 min`, `2 days`; never below zero. */
export function spanText(milliseconds: number, language: Language): string {
  const unit = units.find((one) => milliseconds >= one.milliseconds);
  if (unit === undefined) return `${Math.max(0, Math.floor(milliseconds / 1000))} ${second[language]}`;
  const count = Math.floor(milliseconds / unit.milliseconds);
  return `${count} ${(count === 1 ? unit.one : unit.many)[language]}`;
}
