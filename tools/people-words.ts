import { headings } from '../lambdas/cameras/heading.ts';
import { meanDwellSeconds, meanPeople, type PeopleBucket } from './people-buckets.ts';
import { formatTime } from './plate-search-words.ts';
import { thaiTable } from './thai-table.ts';

const head = [
  'เวลา from',
  'กล้อง camera',
  'ผ่าน passed',
  'พร้อมกันมากสุด most at once',
  'เฉลี่ย mean',
  'อยู่ในภาพ in view',
  'ทิศ heading',
];

/** A table of what was counted, or a sentence when nothing was. */
export function describePeople(buckets: readonly PeopleBucket[]): string {
  if (buckets.length === 0)
    return 'ไม่มีข้อมูล  Nothing was counted in this time: no video, or no camera that watches faces.\n';
  const rows = buckets.map((bucket) => [
    formatTime(bucket.at).slice(0, 16),
    bucket.cameraId,
    String(bucket.passed),
    String(bucket.atOnce),
    meanPeople(bucket).toFixed(1),
    inView(bucket),
    describeHeadings(bucket),
  ]);
  return `${thaiTable(head, rows)}\n`;
}

function inView(bucket: PeopleBucket): string {
  const seconds = meanDwellSeconds(bucket);
  return seconds === undefined ? '–' : `${seconds.toFixed(1)} s`;
}

/** `E 4, N 2`: the usual way first. */
export function describeHeadings({ headings: counts }: Pick<PeopleBucket, 'headings'>): string {
  return headings
    .flatMap((heading) => (counts[heading] === undefined ? [] : [{ heading, count: counts[heading] }]))
    .toSorted((a, b) => b.count - a.count)
    .map(({ heading, count }) => `${heading} ${count}`)
    .join(', ');
}
