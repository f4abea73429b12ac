/** Numbers from 0 to (not including) 1. */
export type Random = () => number;

/** Numbers 0..1 that repeat for the same seed (mulberry32): generated sets can be made again anywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of the elements, or one of the signs of a text. */
export const pick = <T>(from: readonly T[] | string, random: Random): T =>
  [...from][Math.floor(random() * from.length)] as T;

export const between = (low: number, high: number, random: Random): number => low + (high - low) * random();

/** One of the keys, as often as its weight says. */
export function pickWeighted<K extends string>(weights: Readonly<Record<K, number>>, random: Random): K {
  const names = Object.keys(weights) as K[];
  let left = random() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  return names.at(-1) as K;
}
