import { formatPlate } from '../lambdas/plates/plate.ts';
import type { PlateFound } from '../lambdas/sightings/plate-query.ts';
import type { SearchPage } from '../lambdas/sightings/search-sightings.ts';
import { thaiTable } from './thai-table.ts';

/** What was asked cannot be searched for; the message says why in plain words. */
export class PlateSearchError extends Error {
  override readonly name = 'PlateSearchError';
}

/** `2026-11-23 08:30:05` in Thai time. */
export function formatTime(time: number): string {
  return new Date(time + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const howText = {
  exact: 'ตรงทุกตัว exact',
  digits: 'ตัวเลขตรง digits',
  pattern: 'ตรงตามแบบ pattern',
  any: '',
} as const;

const guessText = ['', 'น่าจะเป็น likeliest', 'อ่านแบบที่ 2 second reading', 'อ่านแบบที่ 3 third reading'];

/** One line for each thing to know before it is relied on. */
function describeFit({ how, reading, isProvinceUnread, sighting }: PlateFound): string {
  return [
    howText[how],
    sighting.kind === 'unread-plate' ? `อ่านไม่ได้ unread: ${sighting.reason}` : '',
    guessText[reading?.guess?.rank ?? 0],
    isProvinceUnread ? 'ไม่เห็นจังหวัด province unread' : '',
  ]
    .filter(Boolean)
    .join('\n');
}

const head = [
  'เวลา\ntime (+07:00)',
  'กล้อง\ncamera',
  'ทะเบียน\nplate',
  'ประเภท\nclass',
  'จังหวัด\nprovince',
  'มั่นใจ\nsure',
  'อย่างไร\nhow',
];

/** The page as a table for people, and how to go on. */
export function describePage(page: SearchPage): string {
  const { found } = page;
  const body = found.length === 0 ? 'ไม่พบ nothing found' : thaiTable(head, found.map(rowOf));
  return `${body}\n${describeMore(page)}`;
}

/** How to go on after a page; nothing after the last. */
export function describeMore({ next, searchedTo }: Pick<SearchPage, 'next' | 'searchedTo'>): string {
  if (next === undefined) return '';
  const time = formatTime(searchedTo);
  return `ค้นถึง ${time} แล้ว ค้นต่อ · searched back to ${time}; go on with --next ${next}\n`;
}

function rowOf(found: PlateFound): string[] {
  const { sighting, reading } = found;
  const { cameraId, place, lastSeenAt } = sighting;
  return [
    formatTime(lastSeenAt),
    `${cameraId}\n${place.name.th}\n${place.name.en}`,
    reading === undefined ? '?' : formatPlate(reading.plate),
    reading?.plate.class ?? '?',
    reading?.plate.province ?? '?',
    sureText(found),
    describeFit(found),
  ];
}

function sureText({ sighting, reading }: PlateFound): string {
  if (reading?.guess !== undefined) return percent(reading.guess.probability);
  return sighting.kind === 'plate' ? percent(sighting.plate.confidence) : '?';
}

/** Rounded down, so that nothing looks surer than it is. */
const percent = (share: number) => `${Math.floor(share * 100)} %`;
