import type { Box, Picture } from '../zone/picture.ts';
import type { Plate } from './plate.ts';

/** One way to read a picture, and how likely it is among all ways that are plates. */
export interface PlateCandidate {
  readonly plate: Plate;
  readonly probability: number;
}

/** One plate as read from one picture. */
export interface PlateReading extends Plate {
  /** `formatPlate` of it: without the province. */
  readonly text: string;
  /** 0–1: the probability of the least sure character; the province does not count. */
  readonly confidence: number;
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

/** Reads Thai plates; what is no plate, or not sure enough, is left out. */
export interface PlateReader {
  /** Every readable plate of a picture of a street, the surest first. */
  readFrame(picture: Picture): Promise<readonly PlateReading[]>;
  /** The plate in a picture that holds nothing but the plate. */
  readCrop(picture: Picture): Promise<PlateReading | undefined>;
}
