import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStrangerOver, strangerEndOf, strangerIdOf } from '../../lambdas/zone/strangers.ts';

const hour = 3_600;

describe('the id of a stranger', () => {
  it('says when all that is kept of them must be gone', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 9e12 }),
        fc.integer({ min: 1, max: 72 }),
        (passId, seenAt, keepHours) => {
          const strangerId = strangerIdOf({ passId, seenAt });
          const end = strangerEndOf(strangerId, keepHours);

          expect(end).toBe(Math.floor(seenAt / 1000) + keepHours * hour);
          expect(isStrangerOver(strangerId, keepHours, seenAt)).toBe(false);
          expect(isStrangerOver(strangerId, keepHours, Number(end) * 1000)).toBe(true);
          // ExternalImageId: https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html
          expect(strangerId).toMatch(/^[a-zA-Z0-9_.\-:]{1,255}$/);
        },
      ),
    );
  });

  it('is of the pass alone, so that a repeat is the same stranger', () => {
    const seenAt = 1_767_225_600_000;

    expect(strangerIdOf({ passId: 'face-1', seenAt })).toBe(strangerIdOf({ passId: 'face-1', seenAt }));
    expect(strangerIdOf({ passId: 'face-1', seenAt })).not.toBe(strangerIdOf({ passId: 'face-2', seenAt }));
  });

  it('keeps nothing under an id that is none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isStrangerOver(text, 72, 1)).toBe(true);
      }),
    );
  });
});
