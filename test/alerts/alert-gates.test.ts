import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cooldownOf, judgeAlert, quietEnd } from '../../lambdas/alerts/alert-gates.ts';
import type { HoldingStore } from '../../lambdas/alerts/holding-store.ts';
import { alertRules } from '../../lambdas/zone/alert-file.ts';
import { alertKind } from '../../lambdas/zone/messages.ts';
import { memoryHoldingStore } from '../memory/holding-store.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const timeZone = 'Asia/Bangkok';
const minute = 60_000;
const strictest = alertRules.parse({
  quietHours: { from: '00:00', to: '23:59', kinds: alertKind.exclude(['sos']).options },
  cooldown: { sameDeviceMinutes: 1440, elsewhereMinutes: 1440 },
  storm: { alertsPerMinute: 1 },
});
const night = alertRules.parse({ quietHours: { from: '22:00', to: '06:00' } }).quietHours;
/** On the clock of Nong Khai, 23 November 2026. */
const clock = (time: string) => Date.parse(`2026-11-23T${time}:00+07:00`);

describe('a press', () => {
  it('is sent whatever the zone file says, and nothing is read or counted for it', async () => {
    const untouchable = new Proxy({} as HoldingStore, {
      get: () => {
        throw new Error('a press waits for nothing');
      },
    });
    const params = { rules: strictest, holding: untouchable, timeZone, now: happenedAt };

    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.integer({ min: 1, max: 5 }), async (drill, tier) => {
        for (let i = 0; i < 5; i++)
          expect(await judgeAlert(makeAlert({ drill, tier }), params)).toEqual({ what: 'send' });
      }),
    );
  });
});

describe('quiet hours', () => {
  it.each([
    ['21:59', undefined],
    ['22:00', '2026-11-24T06:00:00+07:00'],
    ['23:30', '2026-11-24T06:00:00+07:00'],
    ['05:59', '2026-11-23T06:00:00+07:00'],
    ['06:00', undefined],
  ])('at %s end at %s', (time, end) => {
    const at = quietEnd(
      { kind: 'device' },
      night,
      clock(time) + 12_345 * (time === '23:30' ? 1 : 0),
      timeZone,
    );

    expect(at).toBe(end && Date.parse(end));
  });

  it('are of the kinds that the zone file names, without presses', () => {
    const quiet = alertKind.options.filter((kind) => quietEnd({ kind }, night, clock('23:00'), timeZone));

    expect(quiet).toEqual(['device', 'crowd', 'loitering']);
  });

  it('hold all alerts of a kind for one message at their end', async () => {
    const params = { rules: { ...strictest, quietHours: night }, holding: memoryHoldingStore(), timeZone };
    const fault = makeAlert({ kind: 'device', incidentId: 'DEV-00000001' });
    const other = makeAlert({ kind: 'device', incidentId: 'DEV-00000002' });

    const verdicts = [
      await judgeAlert(fault, { ...params, now: clock('22:10') }),
      await judgeAlert(other, { ...params, now: clock('23:10') }),
    ];

    expect(verdicts).toMatchObject([
      { what: 'hold', gate: 'quiet-hours', dueAt: clock('06:00') + 1440 * minute },
      { what: 'hold', gate: 'quiet-hours' },
    ]);
    expect(new Set(verdicts.map((one) => one.what === 'hold' && one.digestId)).size).toBe(1);
  });
});

describe('a muted camera', () => {
  const rules = alertRules.parse({});
  const until = happenedAt + 30 * minute;
  const judge = async (overrides: Parameters<typeof makeAlert>[0], now = happenedAt) => {
    const holding = memoryHoldingStore();
    await holding.mute('cam-a', until);
    return judgeAlert(makeAlert({ deviceId: 'cam-a', ...overrides }), { rules, holding, timeZone, now });
  };

  it.each(['device', 'crowd', 'loitering'] as const)(
    'holds its %s alerts until the mute ends',
    async (kind) => {
      expect(await judge({ kind })).toMatchObject({
        what: 'hold',
        gate: 'muted',
        dueAt: until,
        why: expect.stringContaining('cam-a is muted until'),
      });
    },
  );

  it.each(['person', 'plate', 'sos'] as const)('holds no %s alert back', async (kind) => {
    expect(await judge({ kind })).toEqual({ what: 'send' });
  });

  it('holds nothing back of another device, nor after its time', async () => {
    expect(await judge({ kind: 'device', deviceId: 'cam-b' })).toEqual({ what: 'send' });
    expect(await judge({ kind: 'device' }, until)).toEqual({ what: 'send' });
  });
});

describe('the cooldown of what joins an incident', () => {
  const rules = alertRules.parse({ cooldown: { sameDeviceMinutes: 30, elsewhereMinutes: 2 } });
  const last = { deviceId: 'cam-a', at: happenedAt };
  const joined = (deviceId: string, minutes: number) =>
    makeAlert({ kind: 'plate', deviceId, joinedBy: 'sighting-2', happenedAt: happenedAt + minutes * minute });

  it.each([
    ['cam-a', 29, 'told of the same device less than 30 min before'],
    ['cam-a', 30, undefined],
    ['cam-b', 1, 'told of another device less than 2 min before'],
    ['cam-b', 2, undefined],
  ])('at %s after %i minutes says %s', (deviceId, minutes, why) => {
    expect(cooldownOf(joined(deviceId, minutes), last, rules)).toBe(why);
  });

  it('does not stop a repeated delivery of an alert that it let through', () => {
    const through = { deviceId: 'cam-a', at: happenedAt + minute, joinedBy: 'sighting-2' };

    expect(cooldownOf(joined('cam-a', 1), through, rules)).toBeUndefined();
  });

  it('leaves the news to the first alert while that is on its way', () => {
    expect(cooldownOf(joined('cam-b', 60), undefined, rules)).toBe('its incident is being told');
  });

  it('counts from the last time that people were told', async () => {
    const params = { rules, holding: memoryHoldingStore(), timeZone, now: happenedAt };
    await judgeAlert(makeAlert({ kind: 'plate', deviceId: 'cam-a' }), params);

    expect(await judgeAlert(joined('cam-b', 3), params)).toEqual({ what: 'send' });
    expect(await judgeAlert({ ...joined('cam-a', 4), joinedBy: 'sighting-3' }, params)).toMatchObject({
      what: 'stop',
      gate: 'cooldown',
    });
    expect(await judgeAlert({ ...joined('cam-a', 5), joinedBy: 'sighting-4' }, params)).toEqual({
      what: 'send',
    });
  });
});
