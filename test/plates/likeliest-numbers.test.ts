import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeliestNumbers } from '../../lambdas/plates/likeliest-numbers.ts';
import { classesOf, type PlateClass, plateClasses } from '../../lambdas/plates/plate.ts';

const characters = ['0', '1', '7', 'ก', 'ข', ''];
const slots = 5;
const share = fc.integer({ min: 0, max: 9 }).map((value) => value / 10);
const anySlots = fc.array(
  fc
    .array(share, { minLength: characters.length, maxLength: characters.length })
    .map((all) => Float32Array.from(all)),
  { minLength: slots, maxLength: slots },
);
const anyClasses = fc
  .array(share, { minLength: plateClasses.length, maxLength: plateClasses.length })
  .map((all) => {
    const sum = all.reduce((total, each) => total + each, 1);
    return Object.fromEntries(plateClasses.map((name, at) => [name, (all[at] ?? 0) / sum])) as Record<
      PlateClass,
      number
    >;
  });

/** Every text of the alphabet in five places, blanks last, split in every way: what the search must not miss. */
function everyNumber() {
  const texts = [''];
  for (const text of texts) if (text.length < slots) texts.push(...[...'017กข'].map((sign) => text + sign));
  return texts
    .flatMap((text) =>
      [...Array(4).keys()].map((at) => ({ letters: text.slice(0, at), digits: text.slice(at) })),
    )
    .filter((number) => classesOf(number).length > 0);
}
const numbers = [
  ...new Map(everyNumber().map((number) => [`${number.letters} ${number.digits}`, number])).values(),
];

describe('likeliestNumbers', () => {
  it('finds what trying every number finds', () => {
    fc.assert(
      fc.property(anySlots, anyClasses, (seen, classes) => {
        const probability = ({ letters, digits }: { letters: string; digits: string }) => {
          const ofClasses = classesOf({ letters, digits }).reduce((sum, name) => sum + classes[name], 0);
          return seen.reduce(
            (all, slot, at) => all * (slot[characters.indexOf((letters + digits)[at] ?? '')] ?? 0),
            ofClasses,
          );
        };
        const best = numbers
          .map(probability)
          .sort((a, b) => b - a)
          .slice(0, 3);

        const found = likeliestNumbers({ slots: seen, characters, classes, count: 3 });

        expect(found.map((guess) => guess.probability)).toEqual(best.map((each) => expect.closeTo(each, 6)));
      }),
      { numRuns: 30 },
    );
  });

  it('names the classes that carry the number', () => {
    const seen = ['7', '0', '0', '0', '1', '7'].map((sign) =>
      Float32Array.from(characters, (each) => (each === sign ? 1 : 0)),
    );
    const classes = Object.fromEntries(plateClasses.map((name) => [name, 0.1])) as Record<PlateClass, number>;

    expect(likeliestNumbers({ slots: seen, characters, classes, count: 1 })).toEqual([
      { letters: '70', digits: '0017', probability: 0.1, classes: ['truck'] },
    ]);
  });
});
