import { describe, expect, it } from 'vitest';
import { decodeReading, isRead } from '../../lambdas/plates/decode-reading.ts';
import { formatPlate } from '../../lambdas/plates/plate.ts';
import type { PlateReading, UnreadPlate } from '../../lambdas/plates/plate-reader.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import { alphabet, makeProbabilities } from './make-probabilities.ts';

const box = { x: 1, y: 2, width: 100, height: 50 };

type Seen = Parameters<typeof makeProbabilities>[0];
const decode = (seen: Seen) => decodeReading({ probabilities: makeProbabilities(seen), alphabet, box });

function read(seen: Seen): PlateReading {
  const result = decode(seen);
  if (!isRead(result)) throw new Error(`not read: ${result.reason}`);
  return result;
}

function unread(seen: Seen): UnreadPlate {
  const result = decode(seen);
  if (isRead(result)) throw new Error(`read: ${result.text}`);
  return result;
}

const kor: readonly (readonly [string, number])[] = [
  ['ก', 0.8],
  ['ถ', 0.2],
];

describe('decodeReading', () => {
  it('splits the signs into series and number', () => {
    expect(read({ signs: [...'1กข1234'] })).toMatchObject({
      class: 'car',
      text: '1กข 1234',
      letters: '1กข',
      digits: '1234',
      province: 'หนองคาย',
      box,
    });
  });

  it('takes the likeliest class that carries such a number', () => {
    const classes = { truck: 0.4, motorcycle: 0.35, car: 0.25 };

    expect(read({ signs: [...'1กข1234'], classes }).class).toBe('motorcycle');
  });

  it('reads of a Lao plate its number alone', () => {
    const plate = read({ signs: [...'0123'], classes: { lao: 0.95, car: 0.05 } });

    expect(plate).toMatchObject({ class: 'lao', letters: '', digits: '0123', province: null, text: '0123' });
  });

  it('asks more of a number alone than of series and number', () => {
    const classes = { lao: 0.8, foreign: 0.2 };

    expect(unread({ signs: [...'0123'], classes })).toMatchObject({ reason: 'not sure' });
    expect(read({ signs: [...'กข123'], classes: { car: 0.8, foreign: 0.2 } }).text).toBe('กข 123');
  });

  it('prefers signs that are a plate to likelier ones that are none', () => {
    const sevenOrZero = [
      ['0', 0.55],
      ['7', 0.45],
    ] as const;

    expect(decode({ signs: ['ก', 'ข', sevenOrZero, '5'] }).candidates[0]?.plate.digits).toBe('75');
  });

  it('is less sure the more places are doubtful', () => {
    const doubtful = [
      ['1', 0.9],
      ['7', 0.1],
    ] as const;
    const one = read({ signs: ['ก', 'ข', doubtful, '2', '3'] });
    const two = read({ signs: ['ก', 'ข', doubtful, doubtful, '3'] });

    expect(one.confidence).toBeLessThan(1);
    expect(two.confidence).toBeCloseTo(one.confidence ** 2);
  });

  it('tells the doubt of the field that has it', () => {
    const { fields, confidence } = read({ signs: [kor, 'ข', '1', '2'] });

    expect(fields).toMatchObject({ digits: 1, province: 1, class: 1 });
    expect(fields.letters).toBeCloseTo(confidence);
  });

  it('counts a doubtful "nothing more" as doubt: a digit may be missing', () => {
    const end = [
      ['', 0.7],
      ['4', 0.3],
    ] as const;
    const { text, fields, candidates } = read({ signs: [...'กข123', end] });

    expect(text).toBe('กข 123');
    expect(fields.digits).toBeLessThan(0.9);
    expect(candidates.map(({ plate }) => formatPlate(plate))).toContain('กข 1234');
  });

  it('is as sure as the classes that carry such a number', () => {
    const { confidence } = read({ signs: [...'701234'], classes: { truck: 0.6, car: 0.4 } });

    expect(confidence).toBeCloseTo(0.6);
  });

  it('names the three likeliest readings, the one it took first', () => {
    const { candidates, text, confidence } = read({ signs: [kor, kor, '1'] });

    expect(candidates.map(({ plate }) => formatPlate(plate))).toEqual([
      'กก 1',
      expect.any(String),
      expect.any(String),
    ]);
    expect(candidates[0]).toMatchObject({ probability: confidence, plate: { digits: '1' } });
    expect(text).toBe('กก 1');
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1);
  });

  it('leaves an unsure province open', () => {
    expect(read({ signs: [...'กข1234'], province: ['หนองคาย', 0.4] }).province).toBeNull();
  });
});

describe('decodeReading says why it reads nothing', () => {
  it.each([
    ['none', 'no plate'],
    ['foreign', 'foreign plate'],
    ['word', 'word plate'],
  ] as const)('for the class %s: %s', (name, reason) => {
    expect(unread({ signs: [...'กข1234'], classes: { [name]: 0.8, car: 0.2 } })).toMatchObject({
      reason,
      confidence: expect.closeTo(0.8),
      box,
    });
  });

  it('not sure, where a sign is a coin toss, and what it would have been', () => {
    const toss = [
      ['ก', 0.5],
      ['ถ', 0.5],
    ] as const;
    const { reason, candidates } = unread({ signs: [toss, 'ข', toss, '1', '2'], classes: { motorcycle: 1 } });

    expect(reason).toBe('not sure');
    expect(candidates).toHaveLength(3);
  });

  it.each(['', '12กข34', '12345678'])('not sure, where "%s" stands', (signs) => {
    expect(unread({ signs: [...signs] })).toMatchObject({ reason: 'not sure', confidence: 0 });
  });

  it('not sure, where the class carries no such number', () => {
    expect(unread({ signs: [...'1234'], classes: { car: 1 } }).reason).toBe('not sure');
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
