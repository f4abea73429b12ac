import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeReading, type PlateAlphabet } from '../../lambdas/plates/decode-reading.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';

const alphabet: PlateAlphabet = JSON.parse(
  readFileSync(new URL('../../models/plates/alphabet.json', import.meta.url), 'utf8'),
);
const box = { x: 1, y: 2, width: 100, height: 50 };

/** One slot per character, the given probability on each, the rest on two others. */
function probabilitiesOf(text: string, sure: readonly number[]): Float32Array {
  const slots = [...text, ...Array<string>(8 - text.length).fill('')];
  const all = new Float32Array(slots.length * alphabet.characters.length);
  slots.forEach((character, slot) => {
    const probability = sure[slot] ?? 0.99;
    const start = slot * alphabet.characters.length;
    all[start + alphabet.characters.indexOf(character)] = probability;
    for (const other of 'ฬฮ') all[start + alphabet.characters.indexOf(other)] = (1 - probability) / 2;
  });
  return all;
}

function provinceOf(name: string, probability: number): Float32Array {
  const all = new Float32Array(alphabet.provinces.length);
  all[alphabet.provinces.indexOf(name)] = probability;
  return all;
}

const decode = (text: string, sure: readonly number[] = [], province = provinceOf('หนองคาย', 0.9)) =>
  decodeReading({ characters: probabilitiesOf(text, sure), province, alphabet, box });

describe('decodeReading', () => {
  it('splits the characters into series and number', () => {
    expect(decode('1กข1234')).toMatchObject({
      text: '1กข 1234',
      letters: '1กข',
      digits: '1234',
      province: 'หนองคาย',
      box,
    });
  });

  it('is as sure as its least sure character', () => {
    const reading = decode('701234', [0.9, 0.8, 0.95, 0.7]);

    expect(reading?.confidence).toBeCloseTo(0.7);
    expect(reading?.fields.letters).toBeCloseTo(0.8);
    expect(reading?.fields.digits).toBeCloseTo(0.7);
  });

  it('reads nothing where a character is a coin toss', () => {
    expect(decode('กข1234', [0.9, 0.49])).toBeUndefined();
  });

  it('reads nothing where nothing stands', () => {
    expect(decode('')).toBeUndefined();
  });

  it('reads nothing that no plate can carry', () => {
    expect(decode('12กข34')).toBeUndefined();
  });

  it('counts a doubtful "nothing more" as doubt: a digit may be missing', () => {
    expect(decode('กข123', [0.99, 0.99, 0.99, 0.99, 0.99, 0.6])?.confidence).toBeCloseTo(0.6);
  });

  it('leaves an unsure province open', () => {
    expect(decode('กข1234', [], provinceOf('หนองคาย', 0.4))?.province).toBeNull();
  });
});

describe('the alphabet of the model', () => {
  it('has the provinces that a plate can be written with', () => {
    expect(alphabet.provinces).toEqual(provinces);
  });

  it('has ten digits, 44 consonants and nothing', () => {
    expect(new Set(alphabet.characters).size).toBe(55);
    expect(alphabet.characters.at(-1)).toBe('');
  });
});
