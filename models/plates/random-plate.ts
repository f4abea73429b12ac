import { readFileSync } from 'node:fs';
import type { PlateColor } from './plate-colors.ts';
import type { Typeface } from './plate-lettering.ts';
import type { PlateDrawing, PlateLayout, PlateStyle } from './render-plate.ts';

type Random = () => number;

const alphabet: { readonly provinces: readonly string[] } = JSON.parse(
  readFileSync(new URL('alphabet.json', import.meta.url), 'utf8'),
);

/** ฃ and ฅ stand on no plate. Those after the space are rare in real data and are drawn twice as often. */
const consonants = 'กขคฆงจฉชฌญฎฐฒณตถทธนบผพภมยรลวศษสหฬอฮ ซดฏฑปฝฟซดฏฑปฝฟ'.replace(' ', '');

const pick = <T>(from: readonly [T, ...T[]] | readonly T[] | string, random: Random): T =>
  [...from][Math.floor(random() * from.length)] as T;
const between = (low: number, high: number, random: Random) => low + (high - low) * random();
const letters = (count: number, random: Random) =>
  Array.from({ length: count }, () => pick<string>(consonants, random)).join('');

/** A random plate of any class, in a random style of making: for training sets and tests. */
export function randomPlate(random: Random): PlateDrawing {
  const layout = randomLayout(random);
  const province = pick<string>(alphabet.provinces, random);
  return {
    ...randomNumber(layout, random),
    province,
    layout,
    color: randomColor(layout, random),
    style: randomStyle(random),
  };
}

function randomLayout(random: Random): PlateLayout {
  const draw = random();
  if (draw < 0.58) return 'car';
  if (draw < 0.74) return 'truck';
  return draw < 0.95 ? 'motorcycle' : 'dealer';
}

function randomNumber(layout: PlateLayout, random: Random): { letters: string; digits: string } {
  const length = pick([1, 2, 3, 3, 4, 4, 4, 4, 4], random);
  const digits = String(Math.floor(between(10 ** (length - 1), 10 ** length, random)));
  if (layout === 'truck')
    return {
      letters: String(Math.floor(between(10, 100, random))),
      digits: String(Math.floor(random() * 1e4)).padStart(4, '0'),
    };
  if (layout === 'dealer') return { letters: letters(1, random), digits };
  const prefix = random() < 0.5 ? String(1 + Math.floor(random() * 9)) : '';
  if (layout === 'motorcycle' && prefix === '')
    return { letters: letters(3, random), digits: digits.slice(0, 3) };
  return { letters: prefix + letters(2, random), digits };
}

function randomColor(layout: PlateLayout, random: Random): PlateColor {
  if (layout === 'truck') return pick(['truck', 'truck', 'private'], random);
  if (layout === 'dealer') return 'dealer';
  if (layout === 'motorcycle') return pick(['private', 'private', 'private', 'taxi'], random);
  return pick(
    ['private', 'private', 'private', 'private', 'van', 'pickup', 'taxi', 'public', 'hire'],
    random,
  );
}

const randomFace = (random: Random): Typeface => ({
  family: pick(['noto-sans-thai-looped', 'sarabun'], random),
  weight: pick([500, 600, 700, 800], random),
});

function randomStyle(random: Random): PlateStyle {
  return {
    face: randomFace(random),
    digitFace: randomFace(random),
    squeeze: between(0.55, 0.95, random),
    signHeight: between(0.36, 0.52, random),
    signTop: between(0.1, 0.18, random),
    provinceHeight: between(0.1, 0.15, random),
    provinceBottom: between(0.08, 0.13, random),
    provinceSqueeze: between(0.75, 1.15, random),
    tracking: between(-0.03, 0.1, random),
    hasRim: random() < 0.7,
    hasBolts: random() < 0.6,
    stroke: between(0.2, 3, random),
    pattern: randomPattern(random),
  };
}

/** Private plates carry faint waves; auctioned ones a colored picture. */
function randomPattern(random: Random): string {
  const draw = random();
  if (draw < 0.6) return '';
  const shapes = Array.from({ length: draw < 0.8 ? 3 : 12 }, () =>
    randomShape(random, draw < 0.8 ? 0.15 : 0.4),
  );
  return shapes.join('');
}

function randomShape(random: Random, opacity: number): string {
  const color = `hsl(${Math.floor(random() * 360)} 60% ${Math.floor(between(45, 85, random))}%)`;
  const point = () => `${Math.floor(random() * 340)} ${Math.floor(random() * 172)}`;
  if (random() < 0.5)
    return `<path d="M0 ${Math.floor(random() * 150)} Q ${point()} ${point()} T 340 ${Math.floor(random() * 150)}" fill="none" stroke="${color}" stroke-width="${Math.floor(between(2, 9, random))}" opacity="${opacity}"/>`;
  return `<ellipse cx="${Math.floor(random() * 340)}" cy="${Math.floor(random() * 172)}" rx="${Math.floor(between(10, 90, random))}" ry="${Math.floor(between(8, 50, random))}" fill="${color}" opacity="${opacity}"/>`;
}
