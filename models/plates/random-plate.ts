import type { PlateClass } from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import type { PlateColor } from './plate-colors.ts';
import type { PlateDrawing } from './plate-drawing.ts';
import { plateSize } from './plate-lines.ts';
import { foreignNumber, laoNumber } from './random-abroad.ts';
import { randomStyle } from './random-style.ts';
import { between, pick, pickWeighted, type Random } from './seeded-random.ts';

/** ฃ and ฅ stand on no plate. Those at the end are rare in real pictures and are drawn twice as often. */
const consonants = `กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฏฑซฝฟปดฌฎฐฒธฆ`;

/** How often each class is drawn, in percent. */
const mix: Readonly<Record<PlateClass, number>> = {
  car: 38,
  truck: 10,
  motorcycle: 22,
  public: 6,
  dealer: 5,
  auctioned: 7,
  word: 4,
  lao: 5,
  foreign: 3,
};

/** A random plate, of any class unless one is wanted, in a random style of making: for training sets and tests. */
export function randomPlate(random: Random, wanted?: PlateClass): PlateDrawing {
  const name = wanted ?? pickWeighted(mix, random);
  const plate = { class: name, letters: '', digits: '', province: pick<string>(provinces, random) };
  const drawn = { ...plate, ...draw[name](random) };
  return { ...drawn, style: { ...randomStyle(name, plateSize(drawn), random), ...drawn.style } };
}

type Drawn = Omit<PlateDrawing, 'class' | 'letters' | 'digits' | 'province'> &
  Partial<Pick<PlateDrawing, 'letters' | 'digits' | 'province'>>;

const draw: Readonly<Record<PlateClass, (random: Random) => Drawn>> = {
  car: (random) => ({
    ...carNumber(random),
    layout: 'car',
    color: pick<PlateColor>(['private', 'private', 'private', 'private', 'van', 'pickup', 'pickup'], random),
  }),
  auctioned: (random) => ({ ...carNumber(random), layout: 'car', color: 'auctioned' }),
  public: (random) => ({
    ...carNumber(random),
    layout: 'car',
    color: pick<PlateColor>(['taxi', 'taxi', 'hire', 'hire', 'public', 'publicRed', 'publicGreen'], random),
  }),
  truck: (random) => ({
    letters: String(10 + Math.floor(random() * 90)),
    digits: fourDigits(random),
    layout: 'truck',
    color: pick<PlateColor>(['truck', 'private'], random),
    unread: `THAILAND${random() < 0.8 ? ` ${fourDigits(random).slice(0, 2)}` : ''}`,
  }),
  motorcycle: (random) => ({
    ...motorcycleNumber(random),
    layout: 'motorcycle',
    color: pick<PlateColor>(['private', 'private', 'private', 'private', 'private', 'taxi'], random),
  }),
  dealer: (random) => ({
    letters: pick<string>(consonants, random),
    digits: number(random, 4),
    layout: 'dealer',
    color: 'dealer',
  }),
  word: (random) => ({ unread: word(random), layout: 'word', color: 'auctioned' }),
  lao: laoNumber,
  foreign: foreignNumber,
};

const letters = (count: number, random: Random) =>
  Array.from({ length: count }, () => pick<string>(consonants, random)).join('');

const fourDigits = (random: Random) => String(Math.floor(random() * 1e4)).padStart(4, '0');

/** Numbers of one to three digits are hard to read and drawn often. */
function number(random: Random, longest: number): string {
  const length = Math.min(longest, pick([1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4], random));
  return String(Math.floor(between(10 ** (length - 1), 10 ** length, random)));
}

const prefix = (random: Random) => String(1 + Math.floor(random() * 9));

const carNumber = (random: Random) => ({
  letters: `${random() < 0.55 ? prefix(random) : ''}${letters(2, random)}`,
  digits: number(random, 4),
});

function motorcycleNumber(random: Random) {
  if (random() < 0.45) return { letters: letters(3, random), digits: number(random, 3) };
  return { letters: prefix(random) + letters(2, random), digits: number(random, 4) };
}

/** Vowels and tone marks stand in any order a real word could have: the reader shall see that it cannot write them. */
const syllables = [
  ...['ดี', 'รวย', 'โชค', 'มั่ง', 'มี', 'ลาภ', 'เฮง', 'พร', 'สุข', 'ใจ', 'แก้ว', 'ทอง', 'เก้า', 'ที่', 'หนึ่ง', 'รุ่ง'],
  ...['เรือง', 'ไทย', 'รัก', 'เมือง', 'ฟ้า', 'น้ำ', 'ป่า', 'ไม้', 'เพชร', 'ชัย', 'ศรี', 'สี่', 'ห้า', 'แปด', 'ซื่อ', 'คู่'],
  ...['บุญ', 'ปู่', 'ย่า', 'โต', 'เสือ', 'สิงห์', 'มังกร', 'ใหม่', 'เจริญ', 'กำไร', 'ร่ำ', 'ฝัน', 'ดาว', 'เดือน', 'ตะวัน'],
] as const;
const needsMark = /[\u0e30-\u0e4e]/u;

function word(random: Random): string {
  for (;;) {
    const parts = Array.from({ length: pick([1, 2, 2, 3], random) }, () => pick<string>(syllables, random));
    const text = parts.join('');
    if ([...text].length > 7 || !needsMark.test(text)) continue;
    return random() < 0.55 ? `${text} ${number(random, 4)}` : text;
  }
}
