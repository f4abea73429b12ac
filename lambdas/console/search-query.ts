import type { Camera } from '../cameras/camera.ts';
import { PlateFormatError } from '../plates/plate.ts';
import { type PlatePattern, parsePlatePattern } from '../plates/plate-pattern.ts';
import { provinces } from '../plates/provinces.ts';
import type { PlateQuery } from '../sightings/plate-query.ts';
import type { CameraQuery } from '../sightings/search-camera.ts';
import { parseTime, rangeOf, SearchTimeError } from '../sightings/search-time.ts';
import { isVisibleTo, type WatchlistEntry } from '../watchlist/watchlist-entry.ts';
import { FieldError, fieldWhy } from './field-error.ts';
import { choiceOf, type Field, lineOf } from './fields.ts';
import { looks } from './search-words.ts';
import type { WidgetRequest } from './widget.ts';

/** What may be asked for. Names are those of the fields, and of the parameters by which the next page is asked for. */
export const searchFields = {
  reason: {
    name: 'search-reason',
    label: { th: 'เหตุผลที่ค้นหา (ต้องกรอก)', en: 'Why you search (required)' },
    most: 500,
    hint: { th: 'เช่น คดี 12/2569', en: 'e.g. case 12/2569' },
  },
  pattern: {
    name: 'pattern',
    label: { th: 'ทะเบียน', en: 'Plate' },
    most: 60,
    hint: { th: '1กข 1234 หรือ ?ข 12?4 หรือ 1234', en: '1กข 1234, ?ข 12?4 or 1234' },
  },
  province: { name: 'province', label: { th: 'จังหวัด', en: 'Province' }, most: 60 },
  person: {
    name: 'person',
    label: { th: 'รหัสบุคคลในบัญชี', en: 'Id of a person of the watchlist' },
    most: 64,
    hint: { th: 'เช่น nk-2026-014', en: 'e.g. nk-2026-014' },
  },
  kind: { name: 'kind', label: { th: 'ชนิด', en: 'Kind' }, most: 20 },
  looks: { name: 'looks', label: { th: 'ลักษณะ', en: 'Looks' }, most: 20 },
  agency: { name: 'agency', label: { th: 'ค้นในนามหน่วยงาน', en: 'Your agency' }, most: 80 },
  camera: { name: 'camera', label: { th: 'กล้อง', en: 'Camera' }, most: 128 },
  from: { name: 'from', label: { th: 'ตั้งแต่', en: 'From' }, most: 40, type: 'datetime-local' },
  to: { name: 'to', label: { th: 'ถึง', en: 'Until' }, most: 40, type: 'datetime-local' },
} as const satisfies Readonly<Record<string, Field>>;

const plateDays = 30;
const sightingDays = 1;

/** Throws FieldError. */
export function plateQueryOf(request: WidgetRequest, cameras: readonly Camera[]): PlateQuery {
  const pattern = patternOf(request);
  const province = choiceOf(request, searchFields.province, provinces);
  if (pattern?.province && province && pattern.province !== province)
    throw new FieldError(searchFields.province, {
      th: `ทะเบียนระบุ ${pattern.province}`,
      en: `the plate says ${pattern.province}`,
    });
  const camera = cameraOf(request, cameras);
  return {
    ...timesOf(request, plateDays),
    ...(pattern === undefined ? {} : { pattern }),
    ...(province === undefined ? {} : { province }),
    ...(camera === undefined ? {} : { cameraIds: [camera] }),
  };
}

export const sightingKinds = ['face', 'plate', 'unread-plate'] as const;

export interface SearchedZone {
  readonly cameras: readonly Camera[];
  readonly entries: readonly WatchlistEntry[];
  /** Of the recipients. */
  readonly agencies: readonly string[];
}

/** Faces alone where a person or looks are asked for. Throws FieldError. */
export function sightingQueryOf(
  request: WidgetRequest,
  { cameras, entries, agencies }: SearchedZone,
): CameraQuery {
  const person = lineOf(request, searchFields.person);
  const look = choiceOf(request, searchFields.looks, looks);
  const kind = choiceOf(request, searchFields.kind, sightingKinds);
  const isFace = person !== undefined || look !== undefined;
  if (isFace && kind !== undefined && kind !== 'face')
    throw new FieldError(searchFields.kind, {
      th: 'ป้ายทะเบียนไม่มีใบหน้า เลือกใบหน้า หรือลบบุคคลและลักษณะ',
      en: 'plates have no face: choose faces, or leave out the person and the looks',
    });
  const agency = choiceOf(request, searchFields.agency, agencies) ?? '';
  const hidden = entries.filter((entry) => entry.kind === 'person' && !isVisibleTo(entry, agency));
  const camera = cameraOf(request, cameras);
  return {
    ...timesOf(request, sightingDays),
    cameraIds: camera === undefined ? cameras.map(({ id }) => id) : [camera],
    kinds: kind !== undefined ? [kind] : isFace ? ['face'] : sightingKinds,
    hiddenPersons: new Set(hidden.map(({ entryId }) => entryId)),
    ...(look === undefined ? {} : { looks: { [look]: true } }),
    ...(person === undefined ? {} : { personId: person }),
  };
}

function patternOf(request: WidgetRequest): PlatePattern | undefined {
  const text = lineOf(request, searchFields.pattern);
  if (text === undefined) return undefined;
  try {
    return parsePlatePattern(text);
  } catch (cause) {
    if (!(cause instanceof PlateFormatError)) throw cause;
    const { th } = fieldWhy.plate;
    throw new FieldError(searchFields.pattern, { th, en: cause.message }, { cause });
  }
}

function cameraOf(request: WidgetRequest, cameras: readonly Camera[]): string | undefined {
  const ids = cameras.map(({ id }) => id);
  return choiceOf(request, searchFields.camera, ids);
}

function timesOf(request: WidgetRequest, usualDays: number) {
  const [from, to] = [timeOf(request, 'from'), timeOf(request, 'to')];
  const times = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  try {
    return rangeOf(times, usualDays, request.now);
  } catch (cause) {
    if (!(cause instanceof SearchTimeError)) throw cause;
    const why = { th: 'ก่อนเวลาเริ่ม', en: 'is before the start' };
    throw new FieldError(searchFields.to, why, { cause });
  }
}

function timeOf(request: WidgetRequest, edge: 'from' | 'to'): number | undefined {
  const text = lineOf(request, searchFields[edge]);
  if (text === undefined) return undefined;
  try {
    return parseTime(text, edge === 'from' ? 'start' : 'end');
  } catch (cause) {
    if (!(cause instanceof SearchTimeError)) throw cause;
    throw new FieldError(searchFields[edge], fieldWhy.time, { cause });
  }
}
