/** Lends an array of so many floats, with whatever was left in it, for as long as `use` takes. */
export type SpareFloats = <Result>(
  length: number,
  use: (floats: Float32Array) => Promise<Result>,
) => Promise<Result>;

/**
 * Arrays that are used again. A new one of some megabytes for each picture makes the garbage collector run on every
 * other frame, which takes as long as a network does.
 */
export function createSpareFloats(): SpareFloats {
  const spare = new Map<number, Float32Array[]>();
  return async (length, use) => {
    const ofLength = spare.get(length) ?? [];
    spare.set(length, ofLength);
    const floats = ofLength.pop() ?? new Float32Array(length);
    try {
      return await use(floats);
    } finally {
      ofLength.push(floats);
    }
  };
}
