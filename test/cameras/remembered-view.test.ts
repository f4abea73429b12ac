import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareView, rememberView, revise } from '../../lambdas/cameras/remembered-view.ts';
import { directions, viewColumns, viewRows, viewSignature } from '../../lambdas/cameras/view-signature.ts';
import {
  drawPlace,
  type Exposure,
  type Light,
  parkLorry,
  photograph,
  pushAside,
  turn,
} from './draw-weather.ts';

const places = ['market', 'bridge', 'station', 1, 2, 3, 4] as const;
const drawn = new Map<string | number, Buffer>();

beforeAll(async () => {
  for (const name of places) drawn.set(name, await drawPlace(name));
});

const look = async (place: Buffer, exposure?: Exposure) =>
  viewSignature(await photograph(place, exposure), 200);

/** How many of the places are still taken as the same view, another one, or neither, after a change. */
async function verdicts(
  change: (place: Buffer) => Promise<Buffer>,
  exposure: Exposure = {},
  first: Light = 'day',
) {
  const counts = { same: 0, other: 0, unsure: 0 };
  for (const place of drawn.values()) {
    const view = rememberView(await look(place, { light: first, seed: 1 }));
    const verdict = compareView(
      view,
      await look(await change(place), { light: first, seed: 2, ...exposure }),
    );
    counts[verdict ?? 'unsure']++;
  }
  return counts;
}
const unchanged = async (place: Buffer) => place;
const all = places.length;

describe('a remembered view', () => {
  it.each<[Light]>([['day'], ['rain'], ['fog'], ['soft']])('is the same by day in %s', async (light) => {
    expect(await verdicts(unchanged, { light })).toEqual({ same: all, other: 0, unsure: 0 });
  });

  it.each<[Light]>([['night'], ['infrared'], ['denseFog'], ['blackout'], ['nightRain']])(
    'of the day is never another one because of %s',
    async (light) => {
      expect(await verdicts(unchanged, { light })).toMatchObject({ other: 0 });
    },
  );

  it.each<[Light]>([['day'], ['night'], ['infrared']])(
    'is the same with a lorry before two fifths of it, by %s',
    async (light) => {
      expect(await verdicts(parkLorry, {}, light)).toMatchObject({ other: 0 });
    },
  );

  it.each([
    [0.05, 0],
    [0.2, 0.1],
    [0.5, 0],
  ])('is another one when the camera is pushed aside by %f and %f of the picture', async (right, down) => {
    expect(await verdicts((place) => pushAside(place, right, down))).toMatchObject({ same: 0 });
  });

  it.each([10, 20])('is another one when the camera is turned by %i°', async (degrees) => {
    expect(await verdicts((place) => turn(place, degrees))).toEqual({ same: 0, other: all, unsure: 0 });
  });

  it('is another one than any other place', async () => {
    const views = await Promise.all([...drawn.values()].map((place) => look(place)));
    const wrong = views.flatMap((a, i) =>
      views.filter((b, j) => i !== j && compareView(rememberView(a), b) === 'same').map(() => i),
    );

    expect(wrong).toEqual([]);
  });

  it('forgets what stood there for a while, and learns what stays', () => {
    const empty = Array.from({ length: viewColumns * viewRows }, (_, i) => i % directions);
    const bus = empty.map((direction, i) => (i % viewColumns < 8 ? (direction + 4) % directions : direction));
    const grown = Array.from({ length: 8 }).reduce<string>(
      (view) => revise(view, empty),
      rememberView(empty),
    );

    const afterBus = revise(revise(revise(grown, bus), bus), empty);
    const rebuilt = Array.from({ length: 14 }).reduce<string>((view) => revise(view, bus), grown);

    expect(compareView(afterBus, empty)).toBe('same');
    expect(rebuilt).toBe(
      Array.from({ length: 7 }).reduce<string>((view) => revise(view, bus), rememberView(bus)),
    );
  });

  it('says nothing of a picture with too few edges', () => {
    const blank = Array.from({ length: viewColumns * viewRows }, () => undefined);
    const view = rememberView(blank.map((_, i) => i % directions));

    expect(compareView(view, blank)).toBeUndefined();
    expect(compareView(rememberView(blank), blank)).toBeUndefined();
  });

  it('stays one letter a cell, whatever it sees', () => {
    const cell = fc.option(fc.integer({ min: 0, max: directions - 1 }), { nil: undefined });
    const size = viewColumns * viewRows;
    const signature = fc.array(cell, { minLength: size, maxLength: size });

    fc.assert(
      fc.property(fc.array(signature, { minLength: 1, maxLength: 6 }), ([first = [], ...others]) => {
        const view = others.reduce<string>((before, seen) => revise(before, seen), rememberView(first));
        expect(view).toMatch(/^[0-4A-Za-z]{240}$/);
        expect(compareView(view, first)).not.toBeNull();
      }),
    );
  });
});
