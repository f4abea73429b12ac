import type { PlateMatch } from '../zone/messages.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { shorten } from './shorten.ts';

/** As long as `1กข 1234` and one more: what a plate has, and what an SMS can spare. */
const plateUnits = 9;

/** For an SMS: the plate as read without its province, and in a few signs how sure that is. At most 20 UTF-16 units. */
export function plateSms({ seen, how, difference, province }: PlateMatch): string {
  const plate = shorten(withoutProvince(seen), plateUnits);
  if (how === 'one-confusion' && difference !== undefined)
    return `${plate} (${sign(difference.read)}/${sign(difference.listed)}?)`;
  if (how === 'partly-seen') return `${plate} (บางส่วน)`;
  return province === 'unknown' ? `${plate} (จว.?)` : plate;
}

/** How the plate fits its entry, in a sentence of each language. */
export function describePlate({ how, difference, province }: PlateMatch): Bilingual {
  const fit = difference === undefined ? fits[how] : differs(difference);
  return { th: `${fit.th}${provinces[province].th}`, en: `${fit.en}${provinces[province].en}` };
}

const fits: Readonly<Record<PlateMatch['how'], Bilingual>> = {
  exact: { th: 'ตรงกับรายการทุกตัวอักษร', en: 'exactly as on the watchlist' },
  'one-confusion': { th: 'ต่างจากรายการ 1 ตัวอักษร', en: 'one sign differs from the watchlist' },
  'partly-seen': {
    th: 'เห็นบางส่วน: ตัวเลขตรง อ่านตัวอักษรไม่ได้',
    en: 'partly seen: the digits fit, the letters could not be read',
  },
  pattern: {
    th: 'ตรงกับส่วนที่ทราบของรายการ ซึ่งไม่ครบทั้งป้าย',
    en: 'fits what is known of the watchlist plate, which is not all of it',
  },
};

const provinces: Readonly<Record<PlateMatch['province'], Bilingual>> = {
  same: { th: '', en: '' },
  unknown: { th: ' ไม่ทราบจังหวัด', en: '; the province could not be read' },
  any: { th: ' รายการไม่ระบุจังหวัด', en: '; the watchlist names no province' },
};

function differs({ read, listed }: NonNullable<PlateMatch['difference']>): Bilingual {
  return {
    th: `ต่าง 1 ตัว: อ่านได้ ${sign(read)} ในรายการเป็น ${sign(listed)}`,
    en: `one sign differs: read as ${sign(read)}, on the watchlist ${sign(listed)}`,
  };
}

/** A sign that is not there at all: the reader saw one too many, or one too few. */
const sign = (text: string) => (text === '' ? '–' : shorten(text, 2));

/** The province is the last word of a plate's text. */
function withoutProvince(seen: string): string {
  return seen.replace(/(\d) \D+$/u, '$1');
}
