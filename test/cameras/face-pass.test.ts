import { describe, expect, it } from 'vitest';
import { faceRules, isFaceReady, toFaceDetection, usableShots } from '../../lambdas/cameras/face-pass.ts';
import { makePass } from './make-pass.ts';

const box = { x: 0, y: 0, width: 60, height: 70 };
const shot = (sizePixels: number, score = 1) => ({ takenAt: sizePixels, sizePixels, score });
const scoreOf = (quality: { sizePixels?: number; sharpness?: number; frontality?: number }) =>
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
  ])('counts one that is %s as better', (_how, better, worse) => {
    expect(scoreOf(better)).toBeGreaterThan(scoreOf(worse));
  });

  it('keeps the best three, the best one first', () => {
    const kept = faceRules.keepBest([shot(1, 4), shot(2, 9), shot(3, 1), shot(4, 6)]);

    expect(kept.map(({ score }) => score)).toEqual([9, 6, 4]);
  });

  it('searches none under 40 pixels', () => {
    expect(usableShots(makePass({ shots: [shot(39), shot(40)] }))).toEqual([shot(40)]);
  });
});

describe('isFaceReady', () => {
  it.each([
    ['two good shots', { shots: [shot(60), shot(80)] }, true],
    ['one good shot of someone who may come nearer', { shots: [shot(60), shot(59)] }, false],
    ['someone who stood far away for 30 s', { shots: [shot(45)], lastSeenAt: 31_000 }, true],
    ['someone who stands far away since a moment', { shots: [shot(45)], lastSeenAt: 30_999 }, false],
  ])('says of %s: %#', (_what, pass, ready) => {
    expect(isFaceReady(makePass(pass))).toBe(ready);
  });
});
