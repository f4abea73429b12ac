import type { Box } from '../zone/picture.ts';
import { classOfSeries, formatPlate, splitPlateNumber } from './plate.ts';
import type { PlateReading } from './plate-reader.ts';

/** The classes of the model's outputs; the empty string is "no character here". */
export interface PlateAlphabet {
  readonly characters: readonly string[];
  readonly provinces: readonly string[];
}

interface DecodeReadingParams {
  /** Probabilities of each slot's characters, one slot after the other: slots × characters. */
  readonly characters: Float32Array;
  readonly province: Float32Array;
  readonly alphabet: PlateAlphabet;
  readonly box: Box;
}

/** Under one half it is more likely wrong than right; benchmarks/RESULTS.md shows what other limits cost. */
export const minConfidence = 0.5;

interface Guess {
  readonly label: string;
  readonly probability: number;
}

/** What the model's probabilities say, or undefined where they are no plate or not sure enough. */
export function decodeReading(params: DecodeReadingParams): PlateReading | undefined {
  const { characters, alphabet, box } = params;
  const slots = slotGuesses(characters, alphabet.characters);
  const confidence = Math.min(...slots.map((slot) => slot.probability));
  const number = splitPlateNumber(slots.map((slot) => slot.label).join(''));
  if (number === undefined || !(confidence >= minConfidence)) return undefined;
  const read = slots.filter((slot) => slot.label !== '').map((slot) => slot.probability);
  const province = surest(params.province, alphabet.provinces);
  const plate = {
    class: classOfSeries(number.letters),
    ...number,
    province: province.probability >= minConfidence ? province.label : null,
  };
  return {
    ...plate,
    text: formatPlate(number),
    confidence,
    fields: {
      class: 1,
      letters: Math.min(...read.slice(0, number.letters.length)),
      digits: Math.min(...read.slice(number.letters.length)),
      province: province.probability,
    },
    candidates: [{ plate, probability: confidence }],
    box,
  };
}

function slotGuesses(probabilities: Float32Array, labels: readonly string[]): readonly Guess[] {
  const count = Math.floor(probabilities.length / labels.length);
  return Array.from({ length: count }, (_, slot) =>
    surest(probabilities.subarray(slot * labels.length, (slot + 1) * labels.length), labels),
  );
}

function surest(probabilities: Float32Array, labels: readonly string[]): Guess {
  let best = 0;
  for (let index = 1; index < probabilities.length; index++) {
    if ((probabilities[index] ?? 0) > (probabilities[best] ?? 0)) best = index;
  }
  return { label: labels[best] ?? '', probability: probabilities[best] ?? 0 };
}
