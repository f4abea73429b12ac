import type { Box } from '../zone/picture.ts';
import { likeliestNumbers, type NumberGuess } from './likeliest-numbers.ts';
import { formatPlate, type Plate, type PlateClass } from './plate.ts';
import type { PlateCandidate, PlateReading, UnreadPlate } from './plate-reader.ts';

/** The classes of the model's outputs. */
export interface PlateAlphabet {
  /** The empty string is "no character here". */
  readonly characters: readonly string[];
  readonly provinces: readonly string[];
  readonly classes: readonly (PlateClass | 'none')[];
}

/** What the reader network says of one plate. */
export interface PlateProbabilities {
  /** Of each slot's characters, one slot after the other: slots × characters. */
  readonly characters: Float32Array;
  readonly province: Float32Array;
  readonly class: Float32Array;
}

interface DecodeReadingParams {
  readonly probabilities: PlateProbabilities;
  readonly alphabet: PlateAlphabet;
  readonly box: Box;
}

/** Under one half it is more likely wrong than right; benchmarks/RESULTS.md shows what other limits cost. */
export const minConfidence = 0.5;
/** A number alone is soon seen in a foreign plate: with this, one false reading of a Lao plate in three is left. */
const minLaoConfidence = 0.9;
/** The network is less sure than it is right: its training spreads a little of every sign over all others. */
const sharpness = 1.8;
const keptCandidates = 3;

/** Reasons that the class tells. */
const reasons = { none: 'no plate', foreign: 'foreign plate', word: 'word plate' } as const;

/**
 * The likeliest plate, if it is likely enough. Its confidence is the probability that the network gives to its signs,
 * times that of the classes that carry such a number: what looks like a foreign plate or none is not read as one.
 */
export function decodeReading(params: DecodeReadingParams): PlateReading | UnreadPlate {
  const { probabilities, alphabet, box } = params;
  const slots = slotsOf(probabilities.characters, alphabet.characters.length).map(sharpen);
  const classes = byName(alphabet.classes, probabilities.class);
  const province = surest(byName(alphabet.provinces, probabilities.province));
  const { characters } = alphabet;
  const guesses = likeliestNumbers({ slots, characters, classes, count: keptCandidates });
  const candidates = guesses.map((guess) => toCandidate(guess, classes, province));
  const [best] = candidates;
  const least = best?.plate.class === 'lao' ? minLaoConfidence : minConfidence;
  if (best === undefined || !(best.probability >= least)) return unread(classes, candidates, box);
  const signs = signProbabilities(best.plate, slots, characters);
  return {
    ...best.plate,
    text: formatPlate(best.plate),
    confidence: best.probability,
    fields: {
      class: best.plate.class === null ? 0 : classes[best.plate.class],
      letters: product(signs.slice(0, best.plate.letters.length)),
      digits: product(signs.slice(best.plate.letters.length)),
      province: province.probability,
    },
    candidates,
    box,
  };
}

/** Whether the plate was read. */
export function isRead(result: PlateReading | UnreadPlate): result is PlateReading {
  return !('reason' in result);
}

interface Named<Name extends string = string> {
  readonly name: Name;
  readonly probability: number;
}
type Classes = Readonly<Record<PlateClass | 'none', number>>;

/** Lao plates name a province in Lao, which is not read. */
function toCandidate(guess: NumberGuess, classes: Classes, province: Named): PlateCandidate {
  const { letters, digits, probability } = guess;
  const [likeliest = null] = guess.classes.toSorted((a, b) => classes[b] - classes[a]);
  const isKnown = likeliest !== 'lao' && province.probability >= minConfidence;
  return {
    plate: { class: likeliest, letters, digits, province: isKnown ? province.name : null },
    probability,
  };
}

function unread(classes: Classes, candidates: readonly PlateCandidate[], box: Box): UnreadPlate {
  const { name, probability } = surest({ none: classes.none, foreign: classes.foreign, word: classes.word });
  if (probability >= minConfidence)
    return { reason: reasons[name], confidence: probability, candidates, box };
  return { reason: 'not sure', confidence: candidates[0]?.probability ?? 0, candidates, box };
}

/** Of each of its signs, and of nothing more being there. */
function signProbabilities(
  { letters, digits }: Plate,
  slots: readonly Float32Array[],
  characters: readonly string[],
): readonly number[] {
  const signs = Array.from(letters + digits);
  return slots.map((slot, at) => slot[characters.indexOf(signs[at] ?? '')] ?? 0);
}

function slotsOf(probabilities: Float32Array, size: number): readonly Float32Array[] {
  const count = Math.floor(probabilities.length / size);
  return Array.from({ length: count }, (_, slot) => probabilities.subarray(slot * size, (slot + 1) * size));
}

function sharpen(probabilities: Float32Array): Float32Array {
  const sharp = probabilities.map((probability) => probability ** sharpness);
  const sum = sharp.reduce((total, each) => total + each, 0);
  return sum > 0 ? sharp.map((each) => each / sum) : sharp;
}

function byName<Name extends string>(names: readonly Name[], probabilities: Float32Array) {
  return Object.fromEntries(names.map((name, index) => [name, probabilities[index] ?? 0])) as Record<
    Name,
    number
  >;
}

function surest<Name extends string>(probabilities: Readonly<Record<Name, number>>): Named<Name> {
  const all = Object.entries(probabilities) as [Name, number][];
  const [name, probability] = all.reduce((best, one) => (one[1] > best[1] ? one : best));
  return { name, probability };
}

const product = (probabilities: readonly number[]) => probabilities.reduce((all, one) => all * one, 1);
