import { describe, expect, it } from 'vitest';
import {
  carOf,
  countPasses,
  ownersOf,
  type TruePass,
  truePasses,
} from '../../benchmarks/cameras/count-passes.ts';
import { spreadOf } from '../../benchmarks/cameras/spread.ts';
import { makeCasts, writeScript } from '../../benchmarks/cameras/street-script.ts';
import {
  markOf,
  type PersonVisit,
  placeAt,
  shownAt,
  standingOf,
} from '../../benchmarks/cameras/street-view.ts';
import { streetStart } from '../../benchmarks/cameras/watch-street.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { makePlateSighting } from '../sightings/make-sighting.ts';

/** Stands for ten seconds, `z` meters away. */
const standing = (id: string, z: number, x = 0): PersonVisit => ({
  id,
  situation: 'one person',
  person: id,
  clothes: { shirt: '#000', trousers: '#000' },
  path: [
    { at: 0, x, z },
    { at: 10, x, z },
  ],
});

const boxOf = (visit: PersonVisit) => markOf(visit, standingOf({ at: 0, x: 0, z: 10, ...placeAt(visit, 0) }));

describe('shownAt', () => {
  it('shows a face from 40 pixels', () => {
    expect(shownAt([standing('near', 19.9)], 1)).toHaveLength(1);
    expect(shownAt([standing('far', 20.1)], 1)).toEqual([]);
  });

  it('hides a face behind somebody nearer', () => {
    const shown = shownAt([standing('behind', 12), standing('before', 11), standing('beside', 12, 1)], 1);

    expect(shown.map(({ visit }) => visit.id)).toEqual(['before', 'beside']);
  });

  it('shows nobody before they come, after they left, or out of the picture', () => {
    expect(shownAt([standing('a', 10)], 10.5)).toEqual([]);
    expect(shownAt([standing('a', 10, 1.7)], 1)).toEqual([]);
  });
});

describe('countPasses', () => {
  const [ann, bob, joe] = [standing('ann', 10), standing('bob', 10, 1), standing('joe', 10, -1)];
  const passes = truePasses([ann, bob, joe], 2, 10);

  it('tells passes that were told once, twice and never', () => {
    const told = [ann, bob, bob].map((visit, index) => ({ passId: String(index), visits: [visit] }));

    expect(countPasses(passes, told)).toEqual([
      { situation: 'one person', passes: 3, once: 1, doubled: 1, missed: 1 },
    ]);
  });

  it('does not ask for somebody who was seen in one frame alone', () => {
    expect(truePasses([ann], 0.1, 10)).toEqual([]);
  });

  it('knows whose face a crop is by where it was found', () => {
    const face = { box: boxOf(bob), confidence: 1, quality: { sizePixels: 77, sharpness: 1, brightness: 1 } };
    const message = {
      version: 1 as const,
      passId: 'pass',
      cameraId: 'cam',
      place: makeCamera().place,
      firstSeenAt: streetStart,
      lastSeenAt: streetStart,
      crops: [{ key: 'crop', takenAt: streetStart + 1000, faceWidthPixels: 77 }],
    };

    expect(ownersOf(message, [ann, bob, joe], [{ second: 1, faces: [face] }]).visits).toEqual([bob]);
    expect(ownersOf(message, [ann, joe], [{ second: 1, faces: [face] }]).visits).toEqual([]);
  });
});

it('gives a plate sighting to the car in view whose number it reads', () => {
  const car = (digits: string, from: number): TruePass => {
    const path = [0, 10].map((later) => ({ at: from + later, x: 0, z: 12 }));
    const plate = { letters: 'กข', digits, province: '' };
    const look = { car: 'van' as const, paint: '#fff', plate };
    return { visit: { id: `${digits}-${from}`, situation: 'one car', path, ...look }, seconds: [] };
  };
  const [other, earlier, right] = [car('1234', 20), car('5678', 0), car('5678', 20)];
  const seen = { firstSeenAt: streetStart + 21_000, lastSeenAt: streetStart + 23_000 };
  const sighting = makePlateSighting({ ...seen, plate: { ...makePlateSighting().plate, digits: '5678' } });

  expect(carOf(sighting, [other, earlier, right]).visits).toEqual([right.visit]);
});

describe('writeScript', () => {
  const casts = makeCasts(2, ['ann', 'bob', 'joe', 'kim', 'lee', 'pam'], ['ann']);

  it('plays every situation of people, the same for the same seed', () => {
    const script = () => writeScript({ watches: 'faces', casts, random: seededRandom(1) });

    expect(script()).toEqual(script());
    expect(new Set(script().map(({ situation }) => situation)).size).toBe(5);
  });

  it('shows each of its visits to the camera', () => {
    const visits = writeScript({ watches: 'plates', casts, random: seededRandom(2) });

    expect(truePasses(visits, 4, 1000)).toHaveLength(visits.length);
  });
});

it('casts who is always there, and the others in turn', () => {
  expect(makeCasts(2, ['ann', 'bob', 'joe'], ['ann'])).toEqual([
    ['ann', 'bob', 'joe', 'bob', 'joe'],
    ['ann', 'bob', 'joe', 'bob', 'joe'],
  ]);
});

it('tells the median and the range of the middle four fifths', () => {
  expect(spreadOf([5, 1, 2, 3, 4, 6, 7, 8, 9, 10])).toEqual({ median: 6, low: 2, high: 10, count: 10 });
  expect(spreadOf([])).toEqual({ median: 0, low: 0, high: 0, count: 0 });
});
