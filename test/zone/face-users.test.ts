import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctionPrefixOf, correctionUserId, parseFaceUserId } from '../../lambdas/zone/face-users.ts';

const entryId = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,63}$/);
const key = fc.stringMatching(/^[A-Za-z0-9]{1,16}(-[A-Za-z0-9]{1,16}){0,2}$/);

describe('the id of a face user', () => {
  it('of a correction names its person and its key again', () => {
    fc.assert(
      fc.property(entryId, key, (entryId, key) => {
        const userId = correctionUserId(entryId, key);
        expect(userId.startsWith(correctionPrefixOf(entryId))).toBe(true);
        expect(parseFaceUserId(userId)).toEqual({ kind: 'correction', entryId, key });
      }),
    );
  });

  it.each(['nk-2026-014', 'not', 'not-', 'not-nk-2026-014', 'not---x', 'not-a--', ''])(
    'that is no correction is a person: %s',
    (userId) => {
      expect(parseFaceUserId(userId)).toEqual({ kind: 'person', entryId: userId });
    },
  );

  it('is read from any text without an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseFaceUserId(text)));
  });

  it.each([
    ['', 'K1'],
    ['nk-2026-014', ''],
    ['nk-2026-014', 'a--b'],
    ['nk-2026-014', '-a'],
    ['บุคคล', 'K1'],
    ['a'.repeat(100), 'b'.repeat(30)],
  ])('is refused where the face collection would refuse it: %j, %j', (entryId, key) => {
    expect(() => correctionUserId(entryId, key)).toThrow('a correction needs');
  });
});
