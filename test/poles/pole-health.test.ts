import { describe, expect, it } from 'vitest';
import { type Marks, nextPoleHealth, type PoleNews } from '../../lambdas/poles/pole-health.ts';
import type { PoleSeen } from '../../lambdas/poles/pole-state.ts';
import { day, heartbeatAt, makeSeen, minute, start, timesAt } from './make-pole-seen.ts';

type Look = readonly [now: number, seen: Partial<PoleSeen>, appliedAt?: number];

/** What is told over several looks, e.g. `silent`, `silent over`. */
function tellings(...looks: readonly Look[]): readonly string[] {
  return newsOf(...looks).map(({ fault, recoveredAt }) =>
    recoveredAt === undefined ? fault : `${fault} over`,
  );
}

function newsOf(...looks: readonly Look[]): readonly PoleNews[] {
  let marks: Marks = {};
  return looks.flatMap(([now, seen, appliedAt]) => {
    const step = nextPoleHealth(marks, makeSeen(seen), timesAt(now, appliedAt));
    marks = step.marks;
    return step.news;
  });
}

describe('silence', () => {
  it('is told after five missing heartbeats, since the last one', () => {
    const last = heartbeatAt(start);

    expect(tellings([start + 5 * minute, last])).toEqual([]);
    expect(newsOf([start + 5 * minute + 1, last])).toEqual([
      { fault: 'silent', since: start, causeId: `silent-${start}` },
    ]);
  });

  it('is over when the pole has been heard for as long as a heartbeat takes', () => {
    const silent: Look = [start + 10 * minute, heartbeatAt(start)];
    const once: Look = [start + 11 * minute, heartbeatAt(start + 11 * minute)];
    const twice: Look = [start + 12 * minute, heartbeatAt(start + 12 * minute)];

    expect(tellings(silent, once)).toEqual(['silent']);
    expect(newsOf(silent, once, twice).at(-1)).toMatchObject({ recoveredAt: start + 11 * minute });
  });

  it('of a pole that spoke once and fell silent again goes on', () => {
    const once = heartbeatAt(start + 11 * minute);
    const looks: Look[] = [
      [start + 10 * minute, heartbeatAt(start)],
      [start + 11 * minute, once],
      [start + 30 * minute, once],
    ];

    expect(tellings(...looks)).toEqual(['silent']);
  });

  it('of a pole that is set to speak each hour is told after five hours, and over with its second heartbeat', () => {
    const hour = 60 * minute;
    const heard = (hours: number) => heartbeatAt(start + hours * hour, { reportingSeconds: 3600 });

    expect(tellings([start + 5 * hour, heard(0)])).toEqual([]);
    const silent: Look = [start + 5 * hour + 1, heard(0)];
    const once: Look = [start + 6 * hour, heard(6)];
    // Long after what any other pole may be silent, and before its next heartbeat is due.
    const meanwhile: Look = [start + 6 * hour + 50 * minute, heard(6)];
    const twice: Look = [start + 7 * hour, heard(7)];
    expect(tellings(silent, once, meanwhile)).toEqual(['silent']);
    expect(newsOf(silent, once, meanwhile, twice).at(-1)).toMatchObject({ recoveredAt: start + 6 * hour });
  });

  it('of a pole that is set to speak more often is still told by the zone file alone', () => {
    const last = heartbeatAt(start, { reportingSeconds: 10 });

    expect(tellings([start + 5 * minute, last])).toEqual([]);
    expect(tellings([start + 5 * minute + 1, last])).toEqual(['silent']);
  });

  it('of a pole that was never heard is none', () => {
    expect(tellings([start + 30 * day, {}])).toEqual([]);
  });

  it('while the zone is applied is none, until the same time has passed again', () => {
    const appliedAt = start + 8 * minute;
    const last = heartbeatAt(start);

    expect(tellings([start + 10 * minute, last, appliedAt])).toEqual([]);
    expect(tellings([start + 14 * minute, last, appliedAt])).toEqual(['silent']);
  });

  it('is not a lost connection: the debounce alone decides', () => {
    const connection = { isConnected: false, versionNumber: 3, at: start + minute };

    expect(tellings([start + 2 * minute, { ...heartbeatAt(start), connection }])).toEqual([]);
  });
});

describe('a battery', () => {
  const at = (percent: number, minutes: number): Look => [
    start + minutes * minute,
    heartbeatAt(start + minutes * minute, { batteryPercent: percent }),
  ];

  it('is low at its limit and well again ten percent above it', () => {
    expect(tellings(at(21, 1))).toEqual([]);
    expect(tellings(at(20, 1), at(29, 2))).toEqual(['battery-low']);
    expect(tellings(at(20, 1), at(30, 2))).toEqual(['battery-low', 'battery-low over']);
  });

  it('that swings around its limit is told once', () => {
    expect(tellings(at(20, 1), at(22, 2), at(19, 3), at(25, 4), at(20, 5))).toEqual(['battery-low']);
  });

  it('that the pole calls low is one incident under its own id, and over when a heartbeat shows it', () => {
    const reports = { 'battery-low': { at: start, faultId: 'fault-0001', isOver: false } };
    const looks: Look[] = [
      [start, { reports }],
      [start + minute, { ...heartbeatAt(start + minute), reports }],
      // The report is still the newest, and this heartbeat says nothing of a battery.
      [start + 2 * minute, { heartbeat: { at: start + 2 * minute, told: {} }, reports }],
    ];

    expect(newsOf(...looks).map(({ causeId }) => causeId)).toEqual(['fault-0001', 'fault-0001']);
    expect(tellings(...looks)).toEqual(['battery-low', 'battery-low over']);
  });

  it('does not recover by what was reported before', () => {
    const reports = { 'battery-low': { at: start, faultId: 'fault-0001', isOver: true } };

    expect(
      tellings(
        [start + minute, { ...heartbeatAt(start + minute, { batteryPercent: 10 }), reports }],
        [start + 2 * minute, { ...heartbeatAt(start + 2 * minute, { batteryPercent: 25 }), reports }],
      ),
    ).toEqual(['battery-low']);
  });
});

describe('mains', () => {
  const without = (minutes: number): Look => [
    start + minutes * minute,
    heartbeatAt(start + minutes * minute, { mainsPower: false }),
  ];
  const withMains = (minutes: number): Look => [
    start + minutes * minute,
    heartbeatAt(start + minutes * minute),
  ];

  it('that are lost for five minutes are told, since they were lost', () => {
    expect(tellings(without(1), without(5))).toEqual([]);
    expect(newsOf(without(1), without(6))).toMatchObject([{ fault: 'mains-lost', since: start + minute }]);
  });

  it('that come back between are not', () => {
    expect(tellings(without(1), without(4), withMains(5), without(6), without(9))).toEqual([]);
  });

  it('are back when they have stayed for two minutes', () => {
    expect(tellings(without(1), without(6), withMains(7), withMains(8))).toEqual(['mains-lost']);
    expect(tellings(without(1), without(6), withMains(7), withMains(9))).toEqual([
      'mains-lost',
      'mains-lost over',
    ]);
  });
});

describe('a button', () => {
  const presses = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ pressId: `press-${i}`, at: start + i * 1000 }));

  it('that is pressed more than ten times within a minute is stuck', () => {
    expect(tellings([start + minute, { presses: presses(10) }])).toEqual([]);
    expect(tellings([start + minute, { presses: presses(11) }])).toEqual(['stuck-button']);
  });

  it('is free again after ten quiet minutes', () => {
    const stuck = presses(11);

    expect(tellings([start + minute, { presses: stuck }], [start + 9 * minute, { presses: stuck }])).toEqual([
      'stuck-button',
    ]);
    expect(tellings([start + minute, { presses: stuck }], [start + 11 * minute, { presses: stuck }])).toEqual(
      ['stuck-button', 'stuck-button over'],
    );
  });
});

describe('a self-test', () => {
  const tested = (minutes: number, passed: boolean): Look => {
    const at = start + minutes * minute;
    return [at, { ...heartbeatAt(at), selfTest: { at, told: { testId: `test-000${minutes}`, passed } } }];
  };

  it('that failed is a fault until one passes', () => {
    expect(tellings(tested(1, false), tested(2, false), tested(3, true))).toEqual([
      'self-test-failed',
      'self-test-failed over',
    ]);
  });

  it('that failed again after one passed is a fault of its own', () => {
    const causes = newsOf(tested(1, false), tested(2, true), tested(3, false)).map(({ causeId }) => causeId);

    expect(causes).toEqual(['test-0001', 'test-0001', 'test-0003']);
  });

  it('is overdue after eight days, counted from the first heartbeat where none came', () => {
    const now = start + 8 * day;

    expect(tellings([now, heartbeatAt(now)])).toEqual([]);
    expect(tellings([now + 1, heartbeatAt(now)])).toEqual(['self-test-overdue']);
  });

  it('that comes after all ends that, even where it fails', () => {
    const now = start + 9 * day;
    const selfTest = { at: now + minute, told: { testId: 'test-0001', passed: false } };

    expect(
      tellings([now, heartbeatAt(now)], [now + minute, { ...heartbeatAt(now + minute), selfTest }]),
    ).toEqual(['self-test-overdue', 'self-test-failed', 'self-test-overdue over']);
  });
});

describe('tampering', () => {
  it('is told at once and over when the pole says so', () => {
    const report = (at: number, isOver: boolean) => ({
      reports: { tamper: { at, faultId: 'fault-0001', isOver } },
    });

    expect(tellings([start, report(start, false)], [start + minute, report(start + minute, true)])).toEqual([
      'tamper',
      'tamper over',
    ]);
  });
});
