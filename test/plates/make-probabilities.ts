import { readFileSync } from 'node:fs';
import type { PlateAlphabet, PlateProbabilities } from '../../lambdas/plates/decode-reading.ts';
import type { PlateClass } from '../../lambdas/plates/plate.ts';

export const alphabet: PlateAlphabet = JSON.parse(
  readFileSync(new URL('../../models/plates/alphabet.json', import.meta.url), 'utf8'),
);

interface Seen {
  /** The signs in reading order; a list in one place shares its probability: `[['ก', 0.6], ['ถ', 0.4]]`. */
  readonly signs: readonly (string | readonly (readonly [sign: string, probability: number])[])[];
  readonly province?: readonly [name: string, probability: number];
  readonly classes?: Partial<Record<PlateClass | 'none', number>>;
}

/** What a network would say that sees these signs, in one place after the other, and nothing after them. */
export function makeProbabilities({ signs, province, classes = { car: 1 } }: Seen): PlateProbabilities {
  const size = alphabet.characters.length;
  const characters = new Float32Array(8 * size);
  for (let slot = 0; slot < 8; slot++) {
    const seen = signs[slot] ?? '';
    for (const [sign, probability] of typeof seen === 'string' ? [[seen, 1] as const] : seen)
      characters[slot * size + alphabet.characters.indexOf(sign)] = probability;
  }
  const [name, probability] = province ?? ['หนองคาย', 1];
  return {
    characters,
    province: Float32Array.from(alphabet.provinces, (each) => (each === name ? probability : 0)),
    class: Float32Array.from(alphabet.classes, (each) => classes[each] ?? 0),
  };
}
