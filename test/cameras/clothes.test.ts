import { describe, expect, it } from 'vitest';
import { paintPeople } from '../../benchmarks/cameras/paint-street.ts';
import type { Rgb } from '../../benchmarks/cameras/street-clothes.ts';
import { type Clothes, describeClothes, unlikeness } from '../../lambdas/cameras/clothes.ts';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';

const face: Box = { x: 700, y: 200, width: 60, height: 72 };
const skin: Rgb = [200, 155, 130];
const red: Rgb = [165, 50, 52];
const blue: Rgb = [90, 125, 175];
const white: Rgb = [225, 225, 222];
const black: Rgb = [38, 38, 42];

const worn = (cloth: Rgb, light = 1, box = face): Clothes => {
  const shine = (color: Rgb): Rgb => [color[0] * light, color[1] * light, color[2] * light];
  const wears = { skin: shine(skin), cloth: shine(cloth) };
  return of(
    paintPeople({
      takenAt: 0,
      things: [{ id: 'a', kind: 'face', box, isHidden: false, wears }],
      detections: [],
    }),
    box,
  );
};
const of = (picture: Picture, box: Box) => describeClothes(picture, box) ?? [];

describe('clothes', () => {
  it('are few whole numbers, whatever the size of the face', () => {
    for (const width of [20, 60, 160]) {
      const numbers = worn(red, 1, { ...face, width, height: width * 1.2 });

      expect(numbers.every(Number.isInteger)).toBe(true);
      expect(numbers.length).toBeLessThanOrEqual(24);
    }
  });

  it.each([0.4, 0.6, 1.1])('look the same in %f times the light', (light) => {
    for (const cloth of [red, blue, white, black])
      expect(unlikeness(worn(cloth), worn(cloth, light))).toBeLessThan(0.2);
  });

  it('look the same farther away', () => {
    expect(unlikeness(worn(red), worn(red, 1, { x: 500, y: 180, width: 40, height: 48 }))).toBeLessThan(0.1);
  });

  it.each([
    ['red', 'blue', red, blue],
    ['white', 'black', white, black],
    ['red', 'white', red, white],
    ['blue', 'black', blue, black],
  ])('tell %s from %s', (_one, _other, a, b) => {
    expect(unlikeness(worn(a), worn(b, 0.7))).toBeGreaterThan(0.5);
  });

  it('are known though less than half of the chest is covered', () => {
    const covered = worn(red).map((value, i) => (i < 9 ? value + 60 : value));

    expect(unlikeness(worn(red), covered)).toBeLessThan(0.1);
  });

  it('are not described in the dark', () => {
    expect(
      describeClothes({ width: 1280, height: 720, data: new Uint8Array(1280 * 720 * 3) }, face),
    ).toBeUndefined();
  });

  it('are not described where the picture ends below the face', () => {
    const picture = { width: 1280, height: 720, data: new Uint8Array(1280 * 720 * 3).fill(120) };

    expect(describeClothes(picture, { ...face, y: 640 })).toBeUndefined();
    expect(describeClothes(picture, { ...face, y: 560 })?.length).toBeLessThan(24);
  });
});
