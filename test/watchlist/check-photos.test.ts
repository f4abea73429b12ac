import { describe, expect, it } from 'vitest';
import { checkPhotos } from '../../lambdas/watchlist/check-photos.ts';
import { judgeFaces, type PhotoFace } from '../../lambdas/watchlist/photo-quality.ts';
import { describePhotos, photoWords } from '../../lambdas/watchlist/photo-words.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { makePhotoFace } from './make-photo-face.ts';

describe('judgeFaces', () => {
  it.each<[string, Partial<PhotoFace>, string | undefined]>([
    ['a good face', {}, undefined],
    ['a face of exactly the least size', { sizePixels: 80 }, undefined],
    ['a smaller one', { sizePixels: 79 }, 'too-small'],
    ['a dark face, which has no sharp edges', { brightness: 10, sharpness: 10 }, 'too-dark'],
    ['a face that looks aside', { yawDegrees: -50 }, 'turned-away'],
    ['a face that looks down', { pitchDegrees: 35 }, 'turned-away'],
    ['a blurred face', { sharpness: 20 }, 'blurred'],
  ])('judges %s', (_what, overrides, verdict) => {
    expect(judgeFaces([makePhotoFace(overrides)])).toBe(verdict);
  });

  it('wants exactly one face', () => {
    expect(judgeFaces([])).toBe('no-face');
    expect(judgeFaces([makePhotoFace(), makePhotoFace({ sizePixels: 20 })])).toBe('two-faces');
  });
});

describe('checkPhotos', () => {
  const person = new Uint8Array([1]);
  const somebodyElse = new Uint8Array([2]);
  const noPicture = new Uint8Array([0]);
  const blurred = new Uint8Array([1, 1]);
  const checker = memoryPhotoChecker(([first, second]) =>
    first === 0 ? 'unreadable' : [makePhotoFace(second === 1 ? { sharpness: 5 } : {})],
  );

  it('compares each good photo with the first good one', async () => {
    const photos = [noPicture, blurred, person, somebodyElse, person];

    expect(await checkPhotos(photos, checker)).toEqual([
      'unreadable',
      'blurred',
      'good',
      'other-person',
      'good',
    ]);
  });
});

describe('describePhotos', () => {
  it('says in Thai and English what became of each photo, and whether more are needed', () => {
    const text = describePhotos(['a.jpg', 'b.jpg'], ['good', 'two-faces']);

    expect(text).toContain('b.jpg: ใช้ไม่ได้: มีมากกว่าหนึ่งใบหน้า');
    expect(text).toContain('more than one face; cut the person out');
    expect(text).toContain('1 of 2 can be used: one or more others');
  });

  it('tells a verdict from each other', () => {
    const words = Object.values(photoWords);

    expect(new Set(words.map(({ th }) => th)).size).toBe(words.length);
    expect(new Set(words.map(({ en }) => en)).size).toBe(words.length);
  });
});
