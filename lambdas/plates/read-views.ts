import type { Box, Picture } from '../zone/picture.ts';
import { decodeReading, isRead, type PlateAlphabet, type PlateProbabilities } from './decode-reading.ts';
import type { PlateReading, UnreadPlate } from './plate-reader.ts';

/** What the network takes: any plate, stretched to this size. */
export const networkInput = { width: 160, height: 80 };

/** The reader network. */
export interface PlateNetwork {
  /** One result for each picture; of the size `networkInput`. */
  look(pictures: readonly Picture[]): Promise<readonly PlateProbabilities[]>;
}

/** Shows a plate as the network takes it, with a margin of so much of its width and height on every side. */
export type PlateView = (margin: number) => Picture;

interface ReadViewsParams {
  readonly network: PlateNetwork;
  readonly alphabet: PlateAlphabet;
  /** Ways to show the same plate, the best first. */
  readonly views: readonly PlateView[];
  readonly box: Box;
}

/**
 * A plate is read with the first margin alone, and only if that is not sure with the other two as well, all three
 * averaged: a sign read twice or cut off makes them disagree. So nearly all that three passes of the network give
 * costs 1.1 passes on real crops (benchmarks/RESULTS.md).
 */
const firstMargin = 0.05;
const otherMargins = [0, 0.1];
const sureConfidence = 0.95;

/** Looks at one plate until it is read for sure or surely none. What was read surest counts. */
export async function readViews(params: ReadViewsParams): Promise<PlateReading | UnreadPlate> {
  const results: (PlateReading | UnreadPlate)[] = [];
  for (const view of params.views) {
    const result = await readView(params, view);
    results.push(result);
    if (isSettled(result)) break;
  }
  const readings = results.filter(isRead).sort((a, b) => b.confidence - a.confidence);
  const result = readings[0] ?? results[0];
  if (result === undefined) throw new RangeError('a plate is read from one view or more');
  return result;
}

async function readView({ network, alphabet, box }: ReadViewsParams, view: PlateView) {
  const decode = (looks: readonly PlateProbabilities[]) =>
    decodeReading({ probabilities: meanOf(looks), alphabet, box });
  const first = await network.look([view(firstMargin)]);
  const result = decode(first);
  if (isSettled(result)) return result;
  const others = await network.look(otherMargins.map(view));
  return decode([...first, ...others]);
}

/** Signs that the network sees on what it holds for no Thai plate count for a plate until they are this unlikely. */
const noPlateProbability = 0.05;

function isSettled(result: PlateReading | UnreadPlate): boolean {
  if (isRead(result)) return result.confidence >= sureConfidence;
  const likeliest = result.candidates[0]?.probability ?? 0;
  return result.reason !== 'not sure' && likeliest < noPlateProbability;
}

function meanOf(looks: readonly PlateProbabilities[]): PlateProbabilities {
  const mean = (name: keyof PlateProbabilities) => {
    const all = looks.map((look) => look[name]);
    return (all[0] ?? new Float32Array()).map(
      (_, index) => all.reduce((sum, one) => sum + (one[index] ?? 0), 0) / all.length,
    );
  };
  return { characters: mean('characters'), province: mean('province'), class: mean('class') };
}
