import { type PlateClass, PlateFormatError, parsePlate } from '../../lambdas/plates/plate.ts';

/** `crop`: the picture is a plate. `frame`: a camera's frame. `photo`: anything, as `zone plate read` gets it. */
export const readingWays = ['crop', 'frame', 'photo'] as const;
export type ReadingWay = (typeof readingWays)[number];

/** What stands on the plate. Unlike `Plate` it need not be grammatical: labels have faults, Lao plates no letters. */
export interface PlateTruth {
  readonly letters: string;
  readonly digits: string;
  /** Null where unknown: the province then does not count. */
  readonly province: string | null;
  /** Null where unknown: the class then does not count. */
  readonly class: PlateClass | null;
}

/** What a picture is grouped by; what nobody knows is left out. */
export interface PictureTraits {
  readonly layout?: string;
  readonly light?: string;
  /** How far aside the camera stood. */
  readonly angleDegrees?: number;
  /** Of the plate in the picture, before it was brought to another size. */
  readonly plateWidthPixels?: number;
}

export interface LabeledPicture {
  readonly file: string;
  /** Null: there is no Thai plate in the picture, so whatever is read is false. */
  readonly truth: PlateTruth | null;
  readonly traits: PictureTraits;
  /** A JPEG or PNG. */
  readonly bytes: () => Promise<Uint8Array>;
}

export interface PictureSet {
  readonly name: string;
  readonly origin: 'real' | 'generated' | 'no Thai plate';
  readonly way: ReadingWay;
  readonly pictures: readonly LabeledPicture[];
}

/** Splits a label as people write it; one that is no plate is cut before its last digits. */
export function truthOfLabel(plate: string, province: string | null): PlateTruth {
  try {
    const parsed = parsePlate(plate);
    return { ...parsed, province: province ?? parsed.province };
  } catch (cause) {
    if (!(cause instanceof PlateFormatError)) throw cause;
    const signs = plate.replace(/[\s-]/gu, '');
    const [digits = ''] = /\d*$/u.exec(signs) ?? [];
    return { letters: signs.slice(0, signs.length - digits.length), digits, province, class: null };
  }
}
