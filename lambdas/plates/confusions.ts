import { isPlateNumber, type Plate, plateKey } from './plate.ts';

type PlateNumber = Pick<Plate, 'letters' | 'digits'>;

/** A number that may stand on the plate instead of the one that was read, one sign apart. */
export interface LikelyTruth extends PlateNumber {
  /** What was read and what it may have been: `ข` and `ช`, `44` and `4`. */
  readonly read: string;
  readonly truth: string;
  /** 0–1: how much of the doubt about this one sign belongs to this truth. */
  readonly share: number;
}

/**
 * What a sign that was read may have been, and how much of the doubt goes to each: measured by
 * models/plates/measure-confusions.ts on 3,756 real and 3,500 generated plates, each shrunk to 42–102 pixels, blurred
 * and pressed hard, of which 86 % were read right. Shares under a tenth are left out, as are pairs on fewer than three
 * plates.
 */
const measured: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  0: { 9: 0.27, 6: 0.23, 8: 0.2 },
  1: { 3: 0.25, 7: 0.16, 0: 0.14, 8: 0.11 },
  2: { 0: 0.2, 7: 0.17, 3: 0.17, 9: 0.12, 4: 0.11 },
  3: { 9: 0.38, 8: 0.23, 0: 0.11, 4: 0.11 },
  4: { 8: 0.25, 6: 0.22, 1: 0.11, 0: 0.1, 3: 0.1 },
  5: { 6: 0.42, 9: 0.17, 3: 0.13 },
  6: { 8: 0.43, 5: 0.21, 0: 0.13 },
  7: { 2: 0.32, 1: 0.22, 3: 0.1 },
  8: { 6: 0.45, 9: 0.2 },
  9: { 8: 0.25, 0: 0.24, 3: 0.16, 5: 0.15 },
  ก: { ถ: 0.38, ภ: 0.17, ฑ: 0.11 },
  ข: { ช: 0.37, ซ: 0.16, บ: 0.14 },
  ค: { ด: 0.42, ศ: 0.22, ต: 0.15 },
  ฆ: { ผ: 0.15, ม: 0.14, ข: 0.11, ช: 0.1 },
  จ: { ฉ: 0.28 },
  ฉ: { จ: 0.32, ฒ: 0.1 },
  ช: { ซ: 0.69, ข: 0.14 },
  ซ: { ช: 0.65, ฮ: 0.11 },
  ฌ: { ณ: 0.52, ฒ: 0.16, ญ: 0.11 },
  ญ: { ณ: 0.35, ฌ: 0.25, ฒ: 0.13 },
  ฎ: { ฏ: 0.68 },
  ฏ: { ฎ: 0.62 },
  ฐ: { ร: 0.16, ฆ: 0.15 },
  ฑ: { ท: 0.53 },
  ฒ: { ณ: 0.23, ฌ: 0.19, ฆ: 0.13 },
  ณ: { ฌ: 0.46, ญ: 0.18, ฒ: 0.11 },
  ด: { ค: 0.4, ต: 0.37 },
  ต: { ด: 0.42, ศ: 0.11 },
  ถ: { ล: 0.29, อ: 0.1 },
  ท: { ห: 0.32, ฑ: 0.24, พ: 0.11 },
  ธ: { ซ: 0.14 },
  น: { ม: 0.3, ผ: 0.15, บ: 0.12 },
  บ: { ข: 0.26, น: 0.19, ย: 0.15, ป: 0.11, ม: 0.1 },
  ป: { บ: 0.35 },
  ผ: { ม: 0.11 },
  ฝ: { ฟ: 0.2 },
  พ: { ห: 0.46, ฟ: 0.13 },
  ฟ: { พ: 0.4, ฬ: 0.32 },
  ภ: { ถ: 0.26, ก: 0.13 },
  ม: { ฆ: 0.26, ผ: 0.18 },
  ย: { ฮ: 0.4, ษ: 0.16 },
  ร: { ว: 0.33 },
  ล: { ส: 0.43, จ: 0.14 },
  ว: { ฌ: 0.13 },
  ศ: { ค: 0.39 },
  ห: { พ: 0.28, ท: 0.24, ฬ: 0.1 },
  ฬ: { พ: 0.18, ศ: 0.15 },
  อ: { ฮ: 0.16 },
  ฮ: { ซ: 0.17, ธ: 0.17, อ: 0.14, ช: 0.14 },
};

/** Pairs that earlier networks confused; this one hardly does, so they get the least share. */
const earlier = ['พค', 'ดฎ', 'ตถ', 'พผ', 'มฆ'];
const leastShare = 0.1;

/** The same measurement: of 340 wrong readings with two equal digits side by side, 40 had read one digit twice. */
const twiceShare = 0.12;

/** What a sign may have been that was read as `sign`, with the share of the doubt. */
export function truthsOf(sign: string): ReadonlyMap<string, number> {
  const others = earlier.flatMap((pair) => (pair.includes(sign) ? [pair.replace(sign, '')] : []));
  const least = others.map((other) => [other, leastShare] as const);
  return new Map([...least, ...Object.entries(measured[sign] ?? {})]);
}

/** The plates that a reading may have come from if one of its signs is wrong, the likeliest first. */
export function likelyTruths(seen: PlateNumber): readonly LikelyTruth[] {
  const truths = [...otherSigns(seen), ...onceInsteadOfTwice(seen)].filter(isPlateNumber);
  const best = new Map<string, LikelyTruth>();
  for (const truth of truths.toSorted((a, b) => a.share - b.share)) best.set(plateKey(truth), truth);
  return [...best.values()].reverse();
}

/** The readings that one wrong sign can make of a plate, with their share of the doubt; the likeliest first. */
export function likelyMisreads(plate: PlateNumber): readonly LikelyTruth[] {
  const misreads = [...everyOtherSign(plate), ...twiceInsteadOfOnce(plate)].filter(isPlateNumber);
  const found = misreads.flatMap((misread) =>
    likelyTruths(misread)
      .filter((truth) => plateKey(truth) === plateKey(plate))
      .map(({ read, truth, share }) => ({ ...misread, read, truth, share })),
  );
  return found.sort((a, b) => b.share - a.share);
}

function otherSigns(seen: PlateNumber): readonly LikelyTruth[] {
  return places(seen).flatMap(({ sign: read, replace }) =>
    Array.from(truthsOf(read), ([truth, share]) => ({ ...replace(truth), read, truth, share })),
  );
}

function everyOtherSign(plate: PlateNumber): readonly PlateNumber[] {
  const signs = [...new Set([...Object.keys(measured), ...earlier.join('')])];
  return places(plate).flatMap(({ sign, replace }) =>
    signs.filter((read) => truthsOf(read).has(sign)).map((read) => replace(read)),
  );
}

/** Each sign of series and number, and the plate with another one in its place. */
function places({ letters, digits }: PlateNumber) {
  const inLetters = Array.from(letters, (sign, at) => ({
    sign,
    replace: (other: string) => ({ letters: swap(letters, at, other), digits }),
  }));
  const inDigits = Array.from(digits, (sign, at) => ({
    sign,
    replace: (other: string) => ({ letters, digits: swap(digits, at, other) }),
  }));
  return [...inLetters, ...inDigits];
}

const swap = (text: string, at: number, other: string) => text.slice(0, at) + other + text.slice(at + 1);

function onceInsteadOfTwice({ letters, digits }: PlateNumber): readonly LikelyTruth[] {
  return Array.from(digits, (digit, at) => ({ digit, at }))
    .filter(({ digit, at }) => digit === digits[at + 1])
    .map(({ digit, at }) => {
      const once = digits.slice(0, at) + digits.slice(at + 1);
      return { letters, digits: once, read: digit + digit, truth: digit, share: twiceShare };
    });
}

function twiceInsteadOfOnce({ letters, digits }: PlateNumber): readonly PlateNumber[] {
  return Array.from(digits, (digit, at) => ({
    letters,
    digits: digits.slice(0, at) + digit + digits.slice(at),
  }));
}
