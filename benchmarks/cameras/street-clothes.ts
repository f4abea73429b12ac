import { between, pick, type Random, seededRandom } from '../../models/plates/seeded-random.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** What somebody wears above the belt, and the color of the face. */
export interface Worn {
  readonly skin: Rgb;
  readonly cloth: Rgb;
  /** Of stripes across; absent on plain cloth. */
  readonly stripes?: Rgb;
}

/** Half of a street wears white, black, gray or navy. */
const cloths: readonly (readonly [share: number, color: Rgb])[] = [
  [0.17, [225, 225, 222]],
  [0.17, [38, 38, 42]],
  [0.1, [128, 128, 130]],
  [0.1, [42, 50, 80]],
  [0.1, [90, 125, 175]],
  [0.08, [165, 50, 52]],
  [0.07, [205, 175, 70]],
  [0.07, [70, 105, 75]],
  [0.07, [215, 150, 165]],
  [0.07, [150, 120, 90]],
];
/** Episodes whose people all wear the same: a school's or a shop's. */
const uniformShare = 0.2;
const stripedShare = 0.2;

/** What the person with this number in an episode wears; of its own chances, so that paths do not depend on it. */
export function dress(episode: string, index: number): Worn {
  const shared = seededRandom(hashOf(episode));
  const isUniform = shared() < uniformShare;
  const own = seededRandom(hashOf(`${episode}#${index}`));
  const tone = between(0.75, 1.1, own);
  return { skin: [205 * tone, 158 * tone, 130 * tone], ...wear(isUniform ? shared : own, own) };
}

function wear(random: Random, own: Random): Omit<Worn, 'skin'> {
  const cloth = faded(pickCloth(random), own);
  return random() < stripedShare ? { cloth, stripes: faded(pickCloth(random), own) } : { cloth };
}

function pickCloth(random: Random): Rgb {
  let left = random();
  for (const [share, color] of cloths) {
    left -= share;
    if (left < 0) return color;
  }
  return pick(cloths, random)[1];
}

/** No two shirts of a color are quite the same. */
function faded([red, green, blue]: Rgb, random: Random): Rgb {
  const gain = between(0.85, 1.15, random);
  const shift = () => between(-6, 6, random);
  return [red * gain + shift(), green * gain + shift(), blue * gain + shift()];
}

function hashOf(text: string): number {
  return [...text].reduce((hash, sign) => (Math.imul(hash, 31) + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
}
