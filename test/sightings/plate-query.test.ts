import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlatePattern } from '../../lambdas/plates/plate-pattern.ts';
import { fitOf, keysOf, mostNumbers, numbersOf } from '../../lambdas/sightings/plate-query.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from './make-sighting.ts';

const day = 86_400_000;
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };
const within = { from: 10 * day, to: 12 * day };
const of = (text: string) => ({ pattern: parsePlatePattern(text) });
const sighting = makePlateSighting({
  plate: {
    letters: 'กข',
    digits: '1234',
    province: null,
    confidence: 0.6,
    candidates: [
      { letters: 'กข', digits: '1234', province: null, probability: 0.6 },
      { letters: 'กช', digits: '1284', province: 'เลย', probability: 0.3 },
      { letters: 'กม', digits: '1284', province: null, probability: 0.01 },
    ],
  },
});
const unread = makeUnreadPlateSighting({
  candidates: [{ letters: 'กข', digits: '1234', province: null, probability: 0.4 }],
});

describe('numbersOf', () => {
  it.each([
    ['1234', ['1234']],
    ['9?', ['90', '91', '92', '93', '94', '95', '96', '97', '98', '99']],
    ['123*', ['123', '1230', '1231', '1232', '1233', '1234', '1235', '1236', '1237', '1238', '1239']],
  ])('gives every number that %s may be', (digits, numbers) => {
    expect(numbersOf(digits)).toEqual(numbers);
  });

  it.each([
    ['1?3?', 100],
    ['12*', mostNumbers],
    ['*12', mostNumbers],
  ])('gives %s as %i numbers', (digits, count) => {
    expect(new Set(numbersOf(digits))).toHaveProperty('size', count);
  });

  it.each(['???4', '1*', '*', '????'])('gives none for %s: too many fit', (digits) => {
    expect(numbersOf(digits)).toBeUndefined();
  });

  it('gives exactly the numbers that the pattern fits', () => {
    const sign = fc.constantFrom('1', '2', '?', '*');
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 1, maxLength: 4 }), (digits) => {
        fc.pre(digits.split('*').length <= 2 && digits !== '*');
        const numbers = numbersOf(digits);
        fc.pre(numbers !== undefined);
        const form = new RegExp(`^${digits.replaceAll('?', '\\d').replace('*', '\\d*')}$`);
        const fitting = allNumbers.filter((number) => form.test(number));

        expect(numbers?.filter((number) => number !== '').toSorted()).toEqual(fitting.toSorted());
      }),
    );
  });
});

const allNumbers = [1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 10 ** length }, (_, number) => String(number).padStart(length, '0')),
);

describe('keysOf', () => {
  it('looks a number up among the digits of every reading, whatever else is asked', () => {
    expect(keysOf({ ...within, ...of('?ข 1234'), cameraIds: ['nk-cam-01'] })).toEqual([
      [1, 2, 3].map((rank) => ({ by: 'digits', digits: '1234', rank })),
    ]);
  });

  it('walks through the cameras when too little of the number is known', () => {
    expect(keysOf({ ...within, ...of('กข *'), cameraIds: ['a', 'b', 'a'] })).toEqual([
      [
        { by: 'camera', cameraId: 'a' },
        { by: 'camera', cameraId: 'b' },
      ],
    ]);
  });

  it('walks through the days, the last one first, when no camera is named', () => {
    expect(keysOf({ ...within, province: 'เลย' })).toEqual([
      [{ by: 'day', day: '1970-01-13' }],
      [{ by: 'day', day: '1970-01-12' }],
      [{ by: 'day', day: '1970-01-11' }],
    ]);
  });

  it('looks nowhere when the time ends before it starts', () => {
    expect(keysOf({ from: 12 * day, to: 10 * day })).toEqual([]);
  });
});

describe('fitOf', () => {
  it.each([
    ['กข 1234', 'exact'],
    ['1234', 'digits'],
    ['?ข 1?34', 'pattern'],
  ])('says of %s that it fits: %s', (text, how) => {
    const fit = fitOf({ ...always, ...of(text) }, sighting);

    expect(fit).toMatchObject({ how, reading: { plate: { letters: 'กข', digits: '1234' } } });
    expect(fit?.reading).not.toHaveProperty('guess');
  });

  it('finds a plate by its second reading, and says how likely that was', () => {
    expect(fitOf({ ...always, ...of('กช 1284 เลย') }, sighting)).toMatchObject({
      how: 'exact',
      isProvinceUnread: false,
      reading: { plate: { letters: 'กช', digits: '1284' }, guess: { rank: 2, probability: 0.3 } },
    });
  });

  it('finds a plate by letters of which its reading was not sure', () => {
    const [first] = sighting.plate.candidates ?? [];
    const plate = { ...sighting.plate, letters: '' };

    expect(fitOf({ ...always, ...of('กข 1234') }, { ...sighting, plate })).toMatchObject({
      reading: { guess: { rank: 1, probability: first?.probability } },
    });
  });

  it('leaves a reading out that is hardly likely', () => {
    expect(fitOf({ ...always, ...of('กม 1284') }, sighting)).toBeUndefined();
  });

  it('finds a pass that was not read by its guesses, and without any where no plate is asked for', () => {
    const { candidates } = unread;

    expect(fitOf({ ...always, ...of('กข 1234') }, unread)).toMatchObject({
      reading: { guess: { rank: 1, probability: candidates[0]?.probability } },
    });
    expect(fitOf({ ...always, ...of('กข 1235') }, unread)).toBeUndefined();
    expect(fitOf({ ...always, province: 'หนองคาย' }, { ...unread, candidates: [] })).toBeUndefined();
    expect(fitOf(always, { ...unread, candidates: [] })).toMatchObject({ how: 'any' });
  });

  it('never finds a face', () => {
    expect(fitOf(always, makeFaceSighting())).toBeUndefined();
  });

  it('lets a province that was not read fit beside a pattern, and says so; alone it does not fit', () => {
    const query = { ...always, province: 'นครพนม' };

    expect(fitOf({ ...query, ...of('1234') }, sighting)).toMatchObject({ isProvinceUnread: true });
    expect(fitOf(query, sighting)).toBeUndefined();
  });

  it.each([
    ['of another camera', { ...always, cameraIds: ['other'] }],
    ['before the time', { from: sighting.lastSeenAt + 1, to: sighting.lastSeenAt + 2 }],
    ['after the time', { from: 0, to: sighting.lastSeenAt - 1 }],
  ])('leaves a plate out that was seen %s', (_what, query) => {
    expect(fitOf(query, sighting)).toBeUndefined();
  });
});
