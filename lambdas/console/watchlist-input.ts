import { PlateFormatError } from '../plates/plate.ts';
import { ExpiryError, parseExpiry } from '../watchlist/expiry.ts';
import { parseWatchedPlate, WatchedPlateError } from '../watchlist/watched-plate.ts';
import { type PersonEntry, type PlateEntry, personId } from '../watchlist/watchlist-entry.ts';
import { personCategories, plateAcceptances, plateCategories } from '../zone/watch-categories.ts';
import { FieldError, fieldWhy } from './field-error.ts';
import { choiceOf, type Field, lineOf, requiredLineOf } from './fields.ts';
import { operatorOf } from './operator-forms.ts';
import type { WidgetRequest } from './widget.ts';

/** Limits are those of `watchlistEntry`. */
export const watchlistFields = {
  find: { name: 'find', label: { th: 'ค้นรหัส ทะเบียน หรือข้อความ', en: 'Id, plate or label' }, most: 80 },
  reason: {
    name: 'change-reason',
    label: { th: 'เหตุผล: คดี คำสั่ง หรือคำร้อง (ต้องกรอก)', en: 'Reason: case, order or request (required)' },
    most: 500,
  },
  plate: {
    name: 'plate',
    label: { th: 'ทะเบียน', en: 'Plate' },
    most: 60,
    hint: { th: '1กข 1234 หนองคาย', en: '1กข 1234 หนองคาย' },
  },
  plateCategory: { name: 'plate-category', label: { th: 'ประเภท', en: 'Category' }, most: 20 },
  accepts: { name: 'accepts', label: { th: 'ยอมรับการอ่าน', en: 'What else is taken for it' }, most: 20 },
  person: { name: 'person-id', label: { th: 'รหัสบุคคล (ชื่อโฟลเดอร์)', en: 'Id (the folder’s name)' }, most: 64 },
  personCategory: { name: 'person-category', label: { th: 'ประเภท', en: 'Category' }, most: 20 },
  labelTh: { name: 'label-th', label: { th: 'ข้อความแจ้งเตือน (ไทย)', en: 'What alerts say (Thai)' }, most: 60 },
  labelEn: {
    name: 'label-en',
    label: { th: 'ข้อความแจ้งเตือน (อังกฤษ)', en: 'What alerts say (English)' },
    most: 60,
  },
  owner: { name: 'owner', label: { th: 'เจ้าของเรื่อง (ถ้ามี)', en: 'Owner (optional)' }, most: 80 },
  visibleTo: {
    name: 'visible-to',
    label: { th: 'เฉพาะหน่วยงาน คั่นด้วย , (ถ้ามี)', en: 'These agencies alone, with commas (optional)' },
    most: 400,
  },
  expires: {
    name: 'expires',
    label: { th: 'วันสุดท้าย (ถ้ามี)', en: 'Last day (optional)' },
    most: 20,
    type: 'date',
  },
} as const satisfies Readonly<Record<string, Field>>;

export interface Change {
  readonly by: string;
  readonly reason: string;
}

/** Throws FormError and FieldError. */
export function changeOf(request: WidgetRequest): Change {
  return { by: operatorOf(request), reason: requiredLineOf(request, watchlistFields.reason) };
}

type NewPlate = Omit<PlateEntry, 'version' | 'kind' | 'entryId'>;
type NewPerson = Omit<PersonEntry, 'version' | 'kind' | 'photoCount'>;

/** Throws FormError and FieldError. */
export function plateOf(request: WidgetRequest, agencies: readonly string[]): NewPlate {
  const change = changeOf(request);
  const text = requiredLineOf(request, watchlistFields.plate);
  const accepts = choiceOf(request, watchlistFields.accepts, plateAcceptances);
  const category = requiredChoice(request, watchlistFields.plateCategory, plateCategories);
  try {
    return { ...parseWatchedPlate(text, accepts), category, ...commonOf(request, agencies, change) };
  } catch (cause) {
    if (!(cause instanceof PlateFormatError) && !(cause instanceof WatchedPlateError)) throw cause;
    const why = { th: fieldWhy.plate.th, en: cause.message };
    throw new FieldError(watchlistFields.plate, why, { cause });
  }
}

/** Throws FormError and FieldError. */
export function personOf(request: WidgetRequest, agencies: readonly string[]): NewPerson {
  const change = changeOf(request);
  const id = personId.safeParse(requiredLineOf(request, watchlistFields.person));
  if (!id.success) {
    const en = id.error.issues[0]?.message ?? '';
    const th = 'ใช้ a–z 0–9 และ - 2–64 ตัว เช่น nk-2026-014 และไม่ขึ้นต้นด้วย not-';
    throw new FieldError(watchlistFields.person, { th, en });
  }
  const category = requiredChoice(request, watchlistFields.personCategory, personCategories);
  return { entryId: id.data, category, ...commonOf(request, agencies, change) };
}

function commonOf(request: WidgetRequest, agencies: readonly string[], { by, reason }: Change) {
  const owner = lineOf(request, watchlistFields.owner);
  const visibleTo = visibleToOf(request, agencies);
  const expiresAt = expiryOf(request);
  return {
    label: {
      th: requiredLineOf(request, watchlistFields.labelTh),
      en: requiredLineOf(request, watchlistFields.labelEn),
    },
    reason,
    addedBy: by,
    addedAt: request.now,
    ...(owner === undefined ? {} : { owner }),
    ...(visibleTo === undefined ? {} : { visibleTo }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function requiredChoice<Value extends string>(
  request: WidgetRequest,
  field: Field,
  values: readonly Value[],
): Value {
  const chosen = choiceOf(request, field, values);
  if (chosen === undefined) throw new FieldError(field, fieldWhy.missing);
  return chosen;
}

function visibleToOf(request: WidgetRequest, agencies: readonly string[]): readonly string[] | undefined {
  const named = (lineOf(request, watchlistFields.visibleTo) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = named.find((name) => !agencies.includes(name));
  if (unknown !== undefined) {
    const choice = agencies.join(', ') || '–';
    throw new FieldError(watchlistFields.visibleTo, {
      th: `"${unknown}" ไม่ใช่หน่วยงานของผู้รับ มี: ${choice}`,
      en: `"${unknown}" is no agency of the recipients; there are: ${choice}`,
    });
  }
  return named.length === 0 ? undefined : [...new Set(named)];
}

function expiryOf(request: WidgetRequest): number | undefined {
  const text = lineOf(request, watchlistFields.expires);
  if (text === undefined) return undefined;
  try {
    return parseExpiry(text, request.now);
  } catch (cause) {
    if (!(cause instanceof ExpiryError)) throw cause;
    const why = { th: 'ต้องเป็นวันที่ยังไม่ผ่าน เช่น 2027-01-31', en: cause.message };
    throw new FieldError(watchlistFields.expires, why, { cause });
  }
}
