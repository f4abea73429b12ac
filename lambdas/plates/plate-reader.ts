import type { Box, Picture } from '../zone/picture.ts';
import type { Plate } from './plate.ts';

/** One way to read a picture, and how likely it is. The probabilities of all ways that are plates sum up to 1 at most. */
export interface PlateCandidate {
  readonly plate: Plate;
  readonly probability: number;
}

/** One plate as read from one picture. */
export interface PlateReading extends Plate {
  /** `formatPlate` of it: without the province. */
  readonly text: string;
  /** 0–1: how likely letters and digits are right; the province does not count. */
  readonly confidence: number;
  /** 0–1: the least sure sign of each; class and province as a whole. */
  readonly fields: {
    readonly class: number;
    readonly letters: number;
    readonly digits: number;
    readonly province: number;
  };
  /** The three likeliest readings, the first is this one. */
  readonly candidates: readonly PlateCandidate[];
  /** Where in the picture, in whole pixels. */
  readonly box: Box;
}

export type UnreadReason = 'no plate' | 'foreign plate' | 'word plate' | 'not sure';

/** A place that looked like a plate and was not read: for the record of why nothing was told. */
export interface UnreadPlate {
  readonly reason: UnreadReason;
  /** 0–1: how likely the reason is; where it is `not sure`, how likely the first candidate. */
  readonly confidence: number;
  /** What it would have been, likeliest first; none where nothing fits the grammar. */
  readonly candidates: readonly PlateCandidate[];
  readonly box: Box;
}

/** Reads Thai plates; what is no plate, or not sure enough, is left out and told to `onUnread`. */
export interface PlateReader {
  /**
   * Every readable plate of a picture of a street, the surest first; where `regions` are given (pixels), those that
   * touch one of them.
   */
  readFrame(
    picture: Picture,
    onUnread?: (unread: UnreadPlate) => void,
    regions?: readonly Box[],
  ): Promise<readonly PlateReading[]>;
  /** The plate in a picture that holds nothing but the plate. */
  readCrop(picture: Picture, onUnread?: (unread: UnreadPlate) => void): Promise<PlateReading | undefined>;
}
