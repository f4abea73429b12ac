import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Camera } from '../../lambdas/cameras/camera.ts';
import type { Box } from '../../lambdas/zone/picture.ts';
import type { Thing } from '../memory/street.ts';
import { makeWatch, secondsIn, slot } from './make-watch.ts';

const place: Box = { x: 600, y: 500, width: 120, height: 55 };
const camera: Partial<Camera> = { watches: ['plates'], framesPerSecond: 0.5 };

/** What the camera saw of plates, as `1234` or `not read`, in the order of their passes. */
async function watchFor(minutes: number, things: (second: number) => readonly Thing[] | undefined) {
  const zone = makeWatch({ things: (at) => things(secondsIn(at)), camera });
  for (let count = 1; count <= minutes * 6; count++) await zone.watch(slot(count));
  return [...zone.sightings.kept.values()]
    .toSorted((a, b) => a.firstSeenAt - b.firstSeenAt)
    .map((sighting) => (sighting.kind === 'plate' ? sighting.plate.digits : 'not read'));
}

/** A number from 0 to 1 that is always the same for these words. */
function chance(...words: readonly (string | number)[]): number {
  return createHash('md5').update(words.join(' ')).digest().readUInt32BE() / 2 ** 32;
}

/** A plate that nobody detects looks the same. */
const undetected = (plate: Thing): Thing => ({ ...plate, kind: 'face' });
const sure = (name: string): Thing => ({ kind: 'plate', name, box: place, confidence: 0.93 });
const wall = (box: Box): Thing => ({ kind: 'face', name: 'wall', box });
const hiding = wall({ ...place, x: place.x - 60, width: 240, height: 120 });

/** A detector that misses, a reader that errs, a box that trembles. */
function shaky(seed: number, second: number, digits: string, box = place): Thing {
  const of = (what: string) => chance(seed, what, second);
  const trembling = { ...box, x: box.x + 8 * (of('x') - 0.5), y: box.y + 5 * (of('y') - 0.5) };
  const plate: Thing = { kind: 'plate', name: digits, box: trembling, confidence: 0.7 + 0.29 * of('sure') };
  if (of('missed') < 0.25) return undetected(plate);
  if (of('unsure') < 0.1) return { ...plate, confidence: 0.3 };
  const [first = '', ...rest] = digits;
  return of('misread') < 0.1 ? { ...plate, name: `${first === '8' ? 3 : 8}${rest.join('')}` } : plate;
}

/** People and cars in front of the place: something every half a minute, for seconds or for minutes. */
function inFront(seed: number, second: number): readonly Thing[] | 'all' {
  const begins = Math.floor(second / 30) * 30;
  const kind = chance(seed, 'front', begins);
  const lasts = second - begins;
  if (kind < 0.4) return lasts < 8 ? [wall({ ...hiding.box, x: place.x - 200 + 60 * lasts })] : [];
  if (kind < 0.6) return lasts < 25 ? 'all' : [];
  const passing = { ...place, x: 100 + lasts * 250, y: place.y + 10 };
  return kind < 0.8 && passing.x < 1200 ? [{ kind: 'plate', name: '7755', box: passing }] : [];
}

describe('a parked car', () => {
  it.each([1, 2, 3])('is one sighting in a lively hour (%i)', { timeout: 60_000 }, async (seed) => {
    const seen = await watchFor(60, (second) => {
      const minute = Math.floor(second / 60);
      if (chance(seed, 'lost', minute) < 0.05) return undefined;
      const hidden = minute % 20 >= 6 && minute % 20 < 13;
      const front = inFront(seed, second);
      if (hidden || front === 'all') return [hiding];
      const parked = shaky(seed, second, '1234');
      return [...(front.some(({ box }) => Math.abs(box.x - place.x) < 100) ? [] : [parked]), ...front];
    });

    expect(seen.filter((digits) => digits !== '7755')).toEqual(['1234']);
    expect(seen).toContain('7755');
  });

  it('is one sighting whatever it is taken for in other light', async () => {
    const by = (name: string, other: string): Thing => ({ ...sure(name), candidates: [[other, 0.06]] });
    const seen = await watchFor(6, (second) => {
      if (second % 60 >= 40) return [undetected(sure('1234'))];
      return [second < 120 ? by('1234', '1284') : by('1284', '1234')];
    });

    expect(seen).toEqual(['1234']);
  });

  it('is a new sighting when it comes back after a quarter of an hour', async () => {
    const parked: Thing = { kind: 'plate', name: '1234', box: place };

    expect(await watchFor(20, (second) => (second < 60 || second > 1020 ? [parked] : []))).toEqual([
      '1234',
      '1234',
    ]);
  });

  it('is told when it is read at last, after it was told as not read', async () => {
    const seen = await watchFor(3, (second) => [
      { kind: 'plate', name: '1234', box: place, confidence: second < 90 ? 0.4 : 0.95 },
    ]);

    expect(seen).toEqual(['not read', '1234']);
  });
});

describe('two cars at one place, one after the other', () => {
  it.each([
    ['1234', '5678'],
    ['1234', '1235'],
  ])('are two sightings: %s and %s', async (first, second) => {
    const seen = await watchFor(4, (at) => {
      if (at < 60) return [sure(first)];
      return at < 75 ? [] : [sure(second)];
    });

    expect(seen).toEqual([first, second]);
  });
});

describe('a moving car', () => {
  it('is a sighting each time it comes by', async () => {
    const seen = await watchFor(4, (second) => {
      const box = { ...place, x: 100 + (second % 120) * 100 };
      return box.x < 1100 ? [{ kind: 'plate', name: '1234', box }] : [];
    });

    expect(seen).toEqual(['1234', '1234']);
  });

  it('is one sighting when single frames differ by a sign', async () => {
    const seen = await watchFor(1, (second) => {
      const box = { ...place, x: 100 + second * 60 };
      return second < 16 ? [{ kind: 'plate', name: second % 8 === 2 ? '1284' : '1234', box }] : [];
    });

    expect(seen).toEqual(['1234']);
  });
});
