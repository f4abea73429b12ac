import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentFacts } from '../../../tools/report/incident-facts.ts';
import { outagesOf } from '../../../tools/report/outages.ts';
import { uptimeOf } from '../../../tools/report/uptime.ts';
import { day, hour, makeDevice, makeFault, october } from './make-facts.ts';

const after = october.to + day;
const monthSeconds = (31 * day) / 1000;

const uptime = (facts: readonly IncidentFacts[], device = makeDevice(), now = after) =>
  uptimeOf({ devices: [device], facts, month: october, now });

describe('how much of a month a device worked', () => {
  it('is all of it without a fault', () => {
    expect(uptime([])).toMatchObject({ share: 1, outages: 0, unmeasured: 0 });
  });

  it('lacks the time from when a fault began until it ended', () => {
    const { devices, lasted, outages } = uptime([makeFault()]);

    expect(devices[0]).toMatchObject({ knownSeconds: monthSeconds, downSeconds: 7200, outages: 1 });
    expect(devices[0]?.days[4]).toBeCloseTo(1 - 2 / 24);
    expect(devices[0]?.days[5]).toBe(1);
    expect(lasted).toMatchObject({ count: 1, median: 7200 });
    expect(outages).toBe(1);
  });

  it('counts two faults at once once', () => {
    const dark = makeFault({ fault: 'dark', happenedAt: october.from + 4 * day + 13 * hour });

    expect(uptime([makeFault(), dark]).devices[0]?.downSeconds).toBe(3 * 3600);
  });

  it('counts what lies in the month alone, of a fault over its borders', () => {
    const long = makeFault({
      happenedAt: october.from - 40 * day,
      recoveredAt: october.from + 3 * hour,
      closedAt: october.from - 30 * day,
      isClosedBySystem: false,
    });
    const late = makeFault({ happenedAt: october.to - hour, recoveredAt: october.to + 9 * hour });

    expect(uptime([long, late]).devices[0]?.downSeconds).toBe(4 * 3600);
  });

  it('begins with the device', () => {
    const { devices } = uptime([], makeDevice({ since: october.to - day }));

    expect(devices[0]).toMatchObject({ knownSeconds: 86_400 });
    expect(devices[0]?.days.slice(-2)).toEqual([null, 1]);
  });

  it('is unknown where nobody knows since when it is there', () => {
    const { since: _, ...device } = makeDevice();

    expect(uptime([], device)).toEqual({
      ...{ devices: [], unmeasured: 1, outages: 0, assumedEnds: 0, lasted: { count: 0 } },
    });
  });

  it('is unknown of months before it', () => {
    expect(uptime([], makeDevice({ since: october.to + 1 }))).not.toHaveProperty('share');
  });

  it('ends with the present in a month that is not over', () => {
    const { devices } = uptime([], makeDevice(), october.from + 12 * hour);

    expect(devices[0]).toMatchObject({ knownSeconds: 12 * 3600 });
    expect(devices[0]?.days.slice(0, 2)).toEqual([1, null]);
  });

  it('never lies outside 0–1 and agrees with its days, whatever the faults', () => {
    const time = fc.integer({ min: october.from - 5 * day, max: october.to + 5 * day });
    const fault = fc
      .record({ happenedAt: time, lasted: fc.integer({ min: 0, max: 20 * day }) })
      .map(({ happenedAt, lasted }) => makeFault({ happenedAt, recoveredAt: happenedAt + lasted }));
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 12 }), time, (facts, since) => {
        const { devices, share = 0 } = uptime(facts, makeDevice({ since }));
        const [one] = devices;
        if (one === undefined) return;

        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        const down = one.days.reduce<number>((sum, worked, i) => {
          const { from = 0, to = 0 } = october.days[i] ?? {};
          return sum + (worked === null ? 0 : ((1 - worked) * (to - Math.max(from, since))) / 1000);
        }, 0);
        expect(down).toBeCloseTo(one.downSeconds, 3);
      }),
    );
  });
});

describe('an outage', () => {
  const camera = makeDevice();

  it('is only what keeps the device from its work', () => {
    expect(outagesOf(camera, [makeFault({ fault: 'moved' })], after)).toEqual([]);
    const pole = makeDevice({ id: 'nk-pole-01', type: 'pole' });
    const faults = (['battery-low', 'stuck-button'] as const).map((fault) =>
      makeFault({ fault, deviceId: 'nk-pole-01' }),
    );
    expect(outagesOf(pole, faults, after)).toHaveLength(1);
  });

  it('is none of another device, and none that was a false alarm', () => {
    const facts = [makeFault({ deviceId: 'nk-cam-02' }), makeFault({ state: 'false-alarm' })];

    expect(outagesOf(camera, facts, after)).toEqual([]);
  });

  it('goes on after an operator closed its incident, for as long as the fault lasts', () => {
    const { recoveredAt: _, ...fault } = makeFault({ isClosedBySystem: false });
    const running = [{ fault: 'silent', since: fault.happenedAt }] as const;

    expect(outagesOf(makeDevice({ running }), [fault], after)).toEqual([
      expect.objectContaining({ to: after, isEndAssumed: false }),
    ]);
  });

  it('is taken to end with its incident where nobody saw it end, and says so', () => {
    const { recoveredAt: _, ...fault } = makeFault({ isClosedBySystem: false });

    expect(outagesOf(camera, [fault], after)).toEqual([
      expect.objectContaining({ to: fault.closedAt, isEndAssumed: true }),
    ]);
    expect(uptime([fault])).toMatchObject({ assumedEnds: 1, lasted: { count: 0 } });
  });

  it('is known by the device alone, where its incident is not', () => {
    const running = [{ fault: 'silent', since: october.to - hour }] as const;

    expect(uptime([], makeDevice({ running })).devices[0]?.downSeconds).toBe(3600);
  });
});
