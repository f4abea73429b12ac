import { formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import type { FaceAttributes } from '../lambdas/sightings/face-attributes.ts';
import type { Page } from '../lambdas/sightings/search-page.ts';
import type { FaceSighting, Sighting } from '../lambdas/sightings/sighting.ts';
import { describeMore, formatTime } from './plate-search-words.ts';
import { thaiTable } from './thai-table.ts';

const head = ['เวลา\ntime (+07:00)', 'กล้อง\ncamera', 'ชนิด\nkind', 'ใคร/อะไร\nwho or what', 'ลักษณะ\nlooks'];

const kindText = {
  face: 'ใบหน้า\nface',
  plate: 'ป้ายทะเบียน\nplate',
  'unread-plate': 'ป้ายอ่านไม่ได้\nunread plate',
} as const;

/** The page as a table for people, and how to go on. */
export function describeSightings(page: Page<Sighting>): string {
  const { found } = page;
  const body = found.length === 0 ? 'ไม่พบ nothing found' : thaiTable(head, found.map(rowOf));
  return `${body}\n${describeMore(page)}`;
}

function rowOf(sighting: Sighting): string[] {
  const { lastSeenAt, cameraId, place, kind } = sighting;
  return [
    formatTime(lastSeenAt),
    `${cameraId}\n${place.name.th}\n${place.name.en}`,
    kindText[kind],
    subjectText(sighting),
    kind === 'face' ? looksText(sighting.attributes ?? {}) : '',
  ];
}

function subjectText(sighting: Sighting): string {
  if (sighting.kind === 'face') return personsText(sighting);
  if (sighting.kind === 'unread-plate') return sighting.reason;
  const { plate } = sighting;
  return `${formatPlateWithProvince({ ...plate, class: plate.class ?? null })}\n${Math.floor(plate.confidence * 100)} %`;
}

/** Rounded down, so that nobody looks more alike than they are. */
function personsText({ persons, unconfirmed }: FaceSighting): string {
  const lines = persons.map(
    ({ entryId, similarityPercent }) => `${entryId} ${Math.floor(similarityPercent * 10) / 10} %`,
  );
  return [...lines, unconfirmed ? 'ภาพเดียว one shot alone' : ''].filter(Boolean).join('\n');
}

const looksWords = {
  glasses: ['แว่น glasses', 'ไม่มีแว่น no glasses'],
  sunglasses: ['แว่นกันแดด sunglasses', ''],
  beard: ['เครา beard', 'ไม่มีเครา no beard'],
  occluded: ['ปิดบางส่วน (หน้ากาก) partly hidden', ''],
} as const;

/** Only what was told; guesses, which may be wrong. */
function looksText({ age, expression, ...marks }: FaceAttributes): string {
  const names = ['glasses', 'sunglasses', 'beard', 'occluded'] as const;
  const told = names.map((name) => (marks[name] === undefined ? '' : looksWords[name][marks[name] ? 0 : 1]));
  const years = age === undefined ? '' : `อายุ ${age.from}–${age.to} ปี years`;
  return [years, ...told, expression ?? ''].filter(Boolean).join('\n');
}
