import type { PlateColor } from './plate-colors.ts';
import type { PlateDrawing } from './plate-drawing.ts';
import { between, pick, type Random } from './seeded-random.ts';

/** The seventeen provinces and the capital, as plates write it. */
const laoProvinces = [
  ...['ກຳແພງນະຄອນ', 'ວຽງຈັນ', 'ສະຫວັນນະເຂດ', 'ຈຳປາສັກ', 'ຫຼວງພະບາງ', 'ບໍລິຄຳໄຊ', 'ຄຳມ່ວນ', 'ຊຽງຂວາງ', 'ອຸດົມໄຊ'],
  ...['ໄຊຍະບູລີ', 'ຫົວພັນ', 'ຜົ້ງສາລີ', 'ຫຼວງນ້ຳທາ', 'ບໍ່ແກ້ວ', 'ສາລະວັນ', 'ເຊກອງ', 'ອັດຕະປື', 'ໄຊສົມບູນ'],
];
const laoConsonants = 'ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ';
const laoColors: readonly PlateColor[] = [
  'laoPrivate',
  'laoPrivate',
  'laoPrivate',
  'laoState',
  'laoWhite',
  'laoArmy',
];

/** Two Lao letters that are not read, and the number. Nongkhai sees them daily: Vientiane is across the bridge. */
export function laoNumber(random: Random) {
  const number = Math.floor(random() * 1e4);
  return {
    unread: pick<string>(laoConsonants, random) + pick<string>(laoConsonants, random),
    // Four digits with leading zeros, as issued, or a short number.
    digits: random() < 0.75 ? String(number).padStart(4, '0') : String(1 + (number % 999)),
    place: random() < 0.45 ? 'ກຳແພງນະຄອນ' : pick<string>(laoProvinces, random),
    province: '',
    layout: random() < 0.75 ? 'lao' : 'lao-motorcycle',
    color: pick(laoColors, random),
  } as const;
}

/** `A` a letter, `0` a digit, `/` a new line; then the proportions and colors of the plate. */
const shapes: readonly (readonly [template: string, proportion: number, ...colors: PlateColor[]])[] = [
  ['AA 000 AA', 4.64, 'foreignWhite'],
  ['A AA 0000', 4.64, 'foreignWhite'],
  ['AA00 AAA', 4.64, 'foreignWhite', 'foreignYellow'],
  ['0000 AAA', 4.64, 'foreignWhite'],
  ['AAA 0000', 2, 'foreignWhite', 'foreignYellow', 'foreignBlue'],
  ['0AAA000', 2, 'foreignWhite', 'foreignGreen'],
  ['AAA 000', 2.2, 'foreignBlack', 'foreignWhite'],
  ['AAA/0000', 1.5, 'foreignBlack'],
  ['00A/000.00', 1.6, 'foreignWhite', 'foreignYellow', 'foreignBlue'],
  ['00A-000.00', 4.3, 'foreignWhite', 'foreignYellow'],
  ['AAA 0000', 4.3, 'foreignBlack'],
  ['0A-0000', 2.6, 'foreignWhite', 'foreignBlue'],
  ['AA/0000', 2, 'foreignBlack', 'foreignBlue'],
  ['A·A0000', 3.1, 'foreignBlue', 'foreignGreen'],
];

/** The blue band at the left of European plates. */
const band =
  '<rect width="42" height="112" fill="#1b4fa8"/><circle cx="21" cy="36" r="13" fill="none" stroke="#f3d13a" stroke-width="4" stroke-dasharray="4 3"/>';

/** A plate of another country, with Latin letters. */
export function foreignNumber(random: Random): Omit<PlateDrawing, 'letters' | 'digits' | 'class'> {
  const [template, proportion, ...colors] = pick(shapes, random);
  const unread = [...template]
    .map((sign) => {
      if (sign === 'A') return pick<string>('ABCDEFGHJKLMNPRSTUVWXYZ', random);
      return sign === '0' ? String(Math.floor(random() * 10)) : sign;
    })
    .join('');
  const pattern = proportion > 4.6 ? band : '';
  const style = { proportion: proportion * between(0.93, 1.07, random), pattern };
  return { unread, province: '', layout: 'foreign', color: pick<PlateColor>(colors, random), style };
}
