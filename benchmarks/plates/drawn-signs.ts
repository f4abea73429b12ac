import sharp from 'sharp';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { textPath, textWidth } from '../../tools/lettering.ts';
import type { LabeledPicture } from './labeled-picture.ts';

type Random = () => number;

const pick = <T>(from: readonly [T, ...T[]], random: Random): T =>
  from[Math.floor(random() * from.length)] ?? from[0];
const whole = (low: number, high: number, random: Random) => low + Math.floor(random() * (high - low + 1));

/** What boards, stickers and vehicles say; none of it is a plate. A number has no one or two consonants before it. */
const phrases: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (random) => `ทางหลวง ${whole(1, 4999, random)}`,
  (random) => `โทร 0${whole(42, 99, random)}-${whole(100, 999, random)}-${whole(1000, 9999, random)}`,
  (random) => `ซอย ${whole(1, 99, random)}`,
  (random) => `${whole(10, 999, random)}/${whole(1, 99, random)} หมู่ ${whole(1, 15, random)}`,
  (random) => `${pick(['หนองคาย', 'อุดรธานี', 'เวียงจันทน์', 'ขอนแก่น'], random)} ${whole(1, 650, random)} กม.`,
  (random) =>
    pick(['ร้านอาหาร', 'ตลาดท่าเสด็จ', 'ทางออก', 'หยุดตรวจ', 'โรงพยาบาล', 'ห้ามจอด', 'ปั๊มน้ำมัน', 'ขายส่ง'], random),
  (random) =>
    pick(
      ['TOYOTA', 'HILUX REVO', 'ISUZU D-MAX', 'HONDA', 'POLICE', 'TAXI-METER', 'STOP', 'SALE 50%'],
      random,
    ),
  (random) => `${whole(20, 120, random)}`,
  (random) => `${whole(0, 23, random)}:${whole(10, 59, random)}`,
  (random) => `${whole(5, 99, random)} บาท`,
  (random) => `LINE @${pick(['shop', 'cafe', 'garage'], random)}${whole(10, 999, random)}`,
];

const colors: readonly [[string, string], ...[string, string][]] = [
  ['#f4f4f0', '#16161a'],
  ['#f5c518', '#16161a'],
  ['#0f5132', '#ffffff'],
  ['#1d3f9e', '#ffffff'],
  ['#c8201f', '#ffffff'],
  ['#202225', '#f5c518'],
];

/** Boards with one to three lines, in the shapes of plates: each is to be read as no plate. */
export function drawnSigns(count: number, seed: number): readonly LabeledPicture[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const { svg, blur } = drawSign(random);
    return {
      file: `sign-${seed}-${index}`,
      truth: null,
      traits: {},
      bytes: () => sharp(Buffer.from(svg)).blur(blur).jpeg({ quality: 80 }).toBuffer(),
    };
  });
}

function drawSign(random: Random): { readonly svg: string; readonly blur: number } {
  const [width, height] = [320, whole(140, 250, random)];
  const [board, ink] = pick(colors, random);
  const lines = Array.from({ length: whole(1, 3, random) }, () => pick(phrases, random)(random));
  const step = (height * 0.86) / lines.length;
  const paths = lines.map((text, index) => {
    const size = Math.min(step * 0.8, (0.9 * width) / textWidth(text, 1, 700));
    const y = height * 0.07 + step * (index + 0.5) + size * 0.32;
    return textPath({ text, x: width / 2, y, size, anchor: 'middle', weight: 700 });
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${board}"/><path d="${paths.join('')}" fill="${ink}"/></svg>`;
  return { svg, blur: 0.4 + 1.4 * random() };
}
