import { describe, expect, it } from 'vitest';
import type { Outline } from '../../lambdas/zone/camera-file.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { Thing } from '../memory/street.ts';
import { makeWatch, secondsIn, slot, start, type WatchOptions, walker } from './make-watch.ts';

const everywhere: Outline = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Somebody who stands in a row with others. */
const stander = (number: number): Thing => ({
  kind: 'face',
  name: `person-${number}`,
  box: { x: 50 + number * 150, y: 200, width: 70, height: 70 },
});

async function watchTo(seconds: number, options: WatchOptions, slotCount = seconds / 10) {
  const street = makeWatch(options);
  for (let count = 1; count <= slotCount; count++)
    await street.watch(slot((count * seconds) / 10 / slotCount));
  return street;
}

const crowdOf =
  (people: number, from: number, to: number): WatchOptions['things'] =>
  (takenAt) =>
    secondsIn(takenAt) >= from && secondsIn(takenAt) < to
      ? Array.from({ length: people }, (_, number) => stander(number))
      : [];

const camera = { watches: ['faces' as const], bearingDegrees: 0 };
const hour = { cameraId: 'nk-cam-01', from: start, to: start + 3_600_000 };

describe('people in front of a camera', () => {
  it('are kept by the minute, the same for slots of ten seconds and of a minute', async () => {
    const things: WatchOptions['things'] = (takenAt) => {
      const second = secondsIn(takenAt) % 60;
      const ana = walker(takenAt, 'Ana', 300);
      return second >= 5 && second < 25 ? [{ ...ana, box: { ...ana.box, x: second * 40 } }] : [];
    };

    const often = await watchTo(130, { things, camera });
    const seldom = await watchTo(180, { things, camera, settings: { slotSeconds: 60 } }, 3);

    const minutes = await often.people.list(hour);
    expect(minutes).toMatchObject([
      { at: start, frames: 120, seen: 40, atOnce: 1, passed: 1, dwellSeconds: 19.5, headings: { E: 1 } },
      { at: start + 60_000, passed: 1 },
    ]);
    expect(await seldom.people.list({ ...hour, to: start + 120_000 })).toEqual(minutes);
  });

  it('become metrics of the camera, each minute once, when the cursor has moved', async () => {
    const { telemetry, ports, watch } = makeWatch({ things: crowdOf(2, 5, 20), camera });
    for (let count = 1; count <= 6; count++) await watch(slot(count));
    const advance = async () => {
      throw new Error('the table is away');
    };

    const failing = { ...ports, cursors: { ...ports.cursors, advance } };
    await expect(watch(slot(7), {}, failing)).rejects.toThrow('away');
    expect(telemetry.total(Metric.peoplePassed)).toBe(0);
    await watch(slot(7));

    expect(telemetry.measured.filter(({ of }) => of !== undefined)).toEqual([
      { metric: Metric.peoplePassed, value: 2, of: { camera: 'nk-cam-01', at: start } },
      { metric: Metric.peopleAtOnce, value: 2, of: { camera: 'nk-cam-01', at: start } },
      { metric: Metric.peopleDwellSeconds, value: 29, of: { camera: 'nk-cam-01', at: start } },
    ]);
  });

  it('are not counted twice by the video of an outage that is watched later', async () => {
    const { people, watch, catchUp } = makeWatch({ things: crowdOf(1, 5, 400), camera });
    await watch(slot(1));
    await watch(slot(33));
    for (let count = 34; count <= 38; count++) await watch(slot(count));

    while (await catchUp(slot(38)));

    const minutes = await people.list(hour);
    expect(minutes.map(({ frames }) => frames)).toEqual([120, 120, 120, 120, 120, 120]);
    expect(people.kept.size).toBe(7);
  });

  it('open one incident when too many stay for too long, until they went', async () => {
    const crowd = { people: 3, minutes: 2 };
    const things = crowdOf(5, 0, 250);

    const { incidents, alerts } = await watchTo(300, { things, camera: { ...camera, crowd } });

    const opened = [...incidents.kept.values()];
    expect(opened).toMatchObject([
      {
        kind: 'crowd',
        deviceId: 'nk-cam-01',
        happenedAt: start + 120_000,
        subject: { label: { en: 'more than 3 people at a time for 2 min (up to 5)' } },
      },
    ]);
    expect(alerts.sent.map(({ incidentId }) => incidentId)).toEqual([opened[0]?.incidentId]);
  });

  it('open no incident without a limit, and none when there are as many as allowed', async () => {
    const things = crowdOf(3, 0, 200);

    const free = await watchTo(200, { things, camera });
    const allowed = await watchTo(200, { things, camera: { ...camera, crowd: { people: 3, minutes: 1 } } });

    expect(free.incidents.kept.size + allowed.incidents.kept.size).toBe(0);
  });

  it('open an incident when one stays in a region, also if the window is repeated', async () => {
    const regions = [{ id: 'bank-entrance', outline: everywhere, loiteringSeconds: 90 }];
    const { incidents, alerts, ports, watch } = makeWatch({
      things: crowdOf(1, 0, 200),
      camera: { ...camera, regions },
    });
    for (let count = 1; count <= 9; count++) await watch(slot(count));
    const advance = async () => {
      throw new Error('the table is away');
    };

    await expect(watch(slot(10), {}, { ...ports, cursors: { ...ports.cursors, advance } })).rejects.toThrow();
    for (let count = 10; count <= 20; count++) await watch(slot(count));

    expect([...incidents.kept.values()]).toMatchObject([
      { kind: 'loitering', subject: { label: { en: 'in region bank-entrance for 1 min 30 s' } } },
    ]);
    expect(new Set(alerts.sent.map(({ incidentId }) => incidentId)).size).toBe(1);
  });

  it('leave nothing behind but numbers', async () => {
    const { people, cursors } = await watchTo(140, { things: crowdOf(2, 5, 20), camera });

    expect(cursors.kept.get('nk-cam-01')?.state.people).toMatchObject({ ways: [], stays: [] });
    expect(JSON.stringify([...people.kept.values()])).not.toMatch(/face-|person/);
  });
});
