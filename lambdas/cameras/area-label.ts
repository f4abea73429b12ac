import type { Bilingual } from '../zone/zone-file.ts';

/** What an alert about a place says beyond its kind. */
export const areaLabel = {
  crowd: ({
    people,
    minutes,
    most,
  }: {
    readonly people: number;
    readonly minutes: number;
    readonly most: number;
  }): Bilingual => ({
    th: `มากกว่า ${people} คนพร้อมกัน นาน ${minutes} นาที (มากที่สุด ${most} คน)`,
    en: `more than ${people} people at a time for ${minutes} min (up to ${most})`,
  }),
  loitering: ({ region, seconds }: { readonly region: string; readonly seconds: number }): Bilingual => ({
    th: `อยู่ในบริเวณ ${region} นาน ${lengthOf(seconds, 'นาที', 'วินาที')}`,
    en: `in region ${region} for ${lengthOf(seconds, 'min', 's')}`,
  }),
};

function lengthOf(seconds: number, minuteWord: string, secondWord: string): string {
  const minutes = Math.floor(seconds / 60);
  return [
    minutes > 0 ? `${minutes} ${minuteWord}` : '',
    seconds % 60 > 0 ? `${seconds % 60} ${secondWord}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
