import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeShot } from '../../lambdas/faces/corrections.ts';
import { correctionUserId } from '../../lambdas/zone/face-users.ts';

const percent = fc.integer({ min: 80, max: 100 });
const person = fc.constantFrom('a', 'b', 'c');
const user = fc.oneof(
  fc.record({ userId: person, similarityPercent: percent }),
  fc.record({
    userId: fc.tuple(person, fc.constantFrom('K1', 'K2')).map(([id, key]) => correctionUserId(id, key)),
    similarityPercent: percent,
  }),
);
/** A search tells each user once, the most similar first. */
const users = fc
  .uniqueArray(user, { selector: ({ userId }) => userId })
  .map((found) => found.toSorted((a, b) => b.similarityPercent - a.similarityPercent));

describe('the judgment of a shot', () => {
  it('names no correction, and every person either as a candidate or as corrected', () => {
    fc.assert(
      fc.property(users, (found) => {
        const { candidates, corrected } = judgeShot(found);
        const persons = found.map(({ userId }) => userId).filter((userId) => !userId.startsWith('not-'));
        expect([...candidates.map(({ entryId }) => entryId), ...corrected].toSorted()).toEqual(
          persons.toSorted(),
        );
      }),
    );
  });

  it('leaves only candidates who are more similar than each of their corrections', () => {
    fc.assert(
      fc.property(users, (found) => {
        for (const { entryId, similarityPercent } of judgeShot(found).candidates) {
          const own = found.filter(({ userId }) => userId.startsWith(`not-${entryId}--`));
          for (const mistake of own) expect(mistake.similarityPercent).toBeLessThan(similarityPercent);
        }
      }),
    );
  });

  it('lets a correction of one person leave another alone', () => {
    const found = [
      { userId: correctionUserId('a', 'K1'), similarityPercent: 99 },
      { userId: 'a', similarityPercent: 98 },
      { userId: 'b', similarityPercent: 97 },
    ];

    expect(judgeShot(found)).toEqual({
      candidates: [{ entryId: 'b', similarityPercent: 97 }],
      corrected: ['a'],
    });
  });

  it('keeps the five most similar, corrections not counted', () => {
    const persons = Array.from({ length: 9 }, (_, i) => ({ userId: `p-${i}`, similarityPercent: 99 - i }));
    const mistakes = Array.from({ length: 9 }, (_, i) => ({
      userId: correctionUserId('p-0', `K${i}`),
      similarityPercent: 99,
    }));

    const { candidates } = judgeShot([...mistakes, ...persons]);

    expect(candidates.map(({ entryId }) => entryId)).toEqual(['p-1', 'p-2', 'p-3', 'p-4', 'p-5']);
  });
});
