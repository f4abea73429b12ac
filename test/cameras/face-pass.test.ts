import { describe, expect, it } from 'vitest';
import type { FaceQuality } from '../../lambdas/cameras/face-detector.ts';
import {
  type FaceShot,
  faceRules,
  isFaceReady,
  toFaceDetection,
  usableShots,
} from '../../lambdas/cameras/face-pass.ts';
import { makePass } from './make-pass.ts';

const box = { x: 0, y: 0, width: 60, height: 70 };
const shot = (sizePixels: number, score = 1) => ({ takenAt: sizePixels * 1000, sizePixels, score });
const scoreOf = (quality: Partial<FaceQuality>) =>
  toFaceDetection(0, {
    box,
    confidence: 0.9,
    quality: { sizePixels: 60, sharpness: 0.8, brightness: 0.5, ...quality },
  }).shot.score;

describe('face shots', () => {
  it.each([
    ['larger', { sizePixels: 90 }, { sizePixels: 60 }],
    ['crisper', { sharpness: 0.9 }, { sharpness: 0.3 }],
    ['turned to the camera', { frontality: 0.9 }, { frontality: 0.1 }],
    ['not too dark', { brightness: 0.4 }, { brightness: 0.1 }],
    ['not burned out', { brightness: 0.6 }, { brightness: 0.85 }],
  ])('counts one that is %s as better', (_how, better, worse) => {
    expect(scoreOf(better)).toBeGreaterThan(scoreOf(worse));
  });

  it('keeps the best four, the best one first', () => {
    const kept = faceRules.keepBest([shot(1, 4), shot(2, 9), shot(3, 1), shot(4, 6), shot(5, 3)]);

    expect(kept.map(({ score }) => score)).toEqual([9, 6, 4, 3]);
  });

  it('searches the best one and then those of other moments, though they are worse', () => {
    const at = (takenAt: number, score: number) => ({ takenAt, sizePixels: 60, score });
    const shots = [at(1_000, 9), at(1_200, 8), at(2_000, 4), at(2_200, 5)];

    expect(usableShots(makePass({ shots })).map(({ score }) => score)).toEqual([9, 5, 8]);
  });

  it('has two moments to choose from while somebody comes nearer, five frames a second', () => {
    const coming = Array.from({ length: 20 }, (_, i) => ({
      takenAt: i * 200,
      sizePixels: 40 + i,
      score: 40 + i,
    }));
    let kept: readonly FaceShot[] = [];
    for (const shot of coming) kept = faceRules.keepBest([...kept, shot]);

    const [best, second] = usableShots(makePass({ shots: kept }));

    expect([best?.takenAt, second?.takenAt]).toEqual([3_800, 3_400]);
  });

  it('searches none under 40 pixels', () => {
    expect(usableShots(makePass({ shots: [shot(39), shot(40)] }))).toEqual([shot(40)]);
  });
});

describe('who is dressed otherwise', () => {
  const red = [0, 40, -10, 0, 40, -10, 0, 40, -10];
  const blue = [0, -20, 25, 0, -20, 25, 0, -20, 25];
  const doubt = (known: readonly FaceShot[], seen: FaceShot) =>
    faceRules.doubt?.(makePass({ shots: known }), seen);

  it('is less likely the same', () => {
    expect(doubt([{ ...shot(60), clothes: red }], { ...shot(61), clothes: blue })).toBeGreaterThan(1);
  });

  it('is as likely the same as anybody if one shot shows these clothes, or none shows any', () => {
    const seen = { ...shot(62), clothes: red };

    expect(
      doubt(
        [
          { ...shot(60), clothes: blue },
          { ...shot(61), clothes: red },
        ],
        seen,
      ),
    ).toBe(0);
    expect(doubt([shot(60)], seen)).toBeUndefined();
    expect(doubt([seen], shot(60))).toBeUndefined();
  });
});

describe('isFaceReady', () => {
  it.each([
    ['two good shots', { shots: [shot(60), shot(80)] }, true],
    ['two good shots of one moment', { shots: [shot(60), { ...shot(80), takenAt: 60_200 }] }, false],
    ['one good shot of someone who may come nearer', { shots: [shot(60), shot(59)] }, false],
    ['someone who stood far away for 30 s', { shots: [shot(45)], lastSeenAt: 31_000 }, true],
    ['someone who stands far away since a moment', { shots: [shot(45)], lastSeenAt: 30_999 }, false],
  ])('says of %s: %#', (_what, pass, ready) => {
    expect(isFaceReady(makePass(pass))).toBe(ready);
  });
});
