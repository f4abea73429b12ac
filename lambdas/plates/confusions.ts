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
 * models/plates/measure-confusions.ts on 3,756 real and 3,000 generated plates, each shrunk to 42–102 pixels, blurred
 * and pressed hard, of which 75 % were read right. Shares under a tenth are left out, as are pairs on fewer than three
 * plates.
 */
const measured: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  0: { 9: 0.29, 6: 0.18, 8: 0.16 },
  1: { 4: 0.18, 0: 0.16, 3: 0.13, 2: 0.13, 7: 0.12, 6: 0.1 },
  2: { 8: 0.15, 4: 0.13, 9: 0.13, 7: 0.13, 3: 0.11 },
  3: { 8: 0.32, 9: 0.24, 4: 0.11 },
  4: { 6: 0.17, 8: 0.15, 0: 0.13, 9: 0.12, 3: 0.11, 5: 0.1, 1: 0.1 },
  5: { 6: 0.39, 9: 0.13, 4: 0.11, 8: 0.1 },
  6: { 8: 0.28, 5: 0.24, 4: 0.15, 0: 0.12 },
  7: { 2: 0.27, 3: 0.12, 8: 0.11, 0: 0.1, 1: 0.1, 5: 0.1 },
  8: { 6: 0.46, 9: 0.16, 4: 0.1 },
  9: { 0: 0.3, 8: 0.22 },
  ก: { ถ: 0.33, ภ: 0.32 },
  ข: { ช: 0.43, ซ: 0.2 },
  ค: { ด: 0.56, ต: 0.15, ล: 0.1 },
  ฆ: { ฒ: 0.17, ข: 0.11 },
  จ: { ฉ: 0.24, อ: 0.18, ง: 0.16 },
  ฉ: { จ: 0.35 },
  ช: { ซ: 0.6, ข: 0.23 },
  ซ: { ช: 0.69, ข: 0.14 },
  ฌ: { ณ: 0.59, ญ: 0.14 },
  ญ: { ณ: 0.49, ฌ: 0.24 },
  ฎ: { ฏ: 0.8 },
  ฏ: { ฎ: 0.83 },
  ฐ: { ธ: 0.17, ฆ: 0.14 },
  ฑ: { ท: 0.43, พ: 0.12, ต: 0.11 },
  ฒ: { ณ: 0.22, ฌ: 0.18, ฆ: 0.13, ต: 0.12 },
  ณ: { ฌ: 0.55, ญ: 0.24 },
  ด: { ต: 0.51, ค: 0.35 },
  ต: { ด: 0.55, ฒ: 0.13 },
  ถ: { ล: 0.2, ภ: 0.15, ฏ: 0.1 },
  ท: { ฑ: 0.33, ห: 0.33, พ: 0.15 },
  ธ: { ซ: 0.12 },
  น: { ม: 0.36, บ: 0.14, ณ: 0.11 },
  บ: { ข: 0.34, ม: 0.14, ย: 0.11 },
  ป: { บ: 0.25, ช: 0.16, ง: 0.15 },
  ผ: { ฝ: 0.38 },
  พ: { ฟ: 0.33, ห: 0.29 },
  ฟ: { พ: 0.38, ฬ: 0.3 },
  ภ: { ถ: 0.27, ก: 0.14, ท: 0.11 },
  ม: { ฆ: 0.47, น: 0.11 },
  ย: { ฮ: 0.21, ช: 0.16, ษ: 0.15, ข: 0.12 },
  ร: { ฐ: 0.15 },
  ล: { ส: 0.41, จ: 0.16 },
  ศ: { ค: 0.36, ส: 0.16, ต: 0.11, พ: 0.1 },
  ษ: { ช: 0.22, ฬ: 0.2, ย: 0.14 },
  ส: { ล: 0.4, ศ: 0.2 },
  ห: { พ: 0.42, ท: 0.34, ฬ: 0.1 },
  ฬ: { พ: 0.26, ฟ: 0.16 },
  อ: { จ: 0.29 },
  ฮ: { ธ: 0.25, ซ: 0.22, ช: 0.16, อ: 0.15 },
};

/** Pairs that earlier networks confused; this one hardly does, so they get the least share. */
const earlier = ['พค', 'ดฎ', 'ตถ', 'พผ', 'มฆ'];
const leastShare = 0.1;

/** The same measurement: of 637 wrong readings with two equal digits side by side, 162 had read one digit twice. */
const twiceShare = 0.25;

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
