import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  delayUntil,
  escalates,
  escalationStep,
  longestDelaySeconds,
  nextMove,
  undeliveredSeconds,
} from '../../lambdas/incidents/escalation.ts';
import { escalationRules } from '../../lambdas/zone/alert-file.ts';
import { alertKind } from '../../lambdas/zone/messages.ts';

const rules = escalationRules.parse({
  tiers: [
    { tier: 1, afterSeconds: 0 },
    { tier: 2, afterSeconds: 60 },
    { tier: 3, afterSeconds: 180 },
  ],
  repeat: { everyMinutes: 5, times: 2 },
  escalates: ['person'],
});
const openedAt = 1_000_000_000;
const at = (seconds: number) => openedAt + seconds * 1000;
const waiting = { openedAt, next: 1, askedAt: openedAt, isTold: true };

describe('escalationStep', () => {
  it('goes through the tiers and then repeats the last one', () => {
    const steps = [0, 1, 2, 3, 4, 5].map((number) => escalationStep(number, rules));

    expect(steps).toEqual([
      { tier: 1, afterSeconds: 0 },
      { tier: 2, afterSeconds: 60 },
      { tier: 3, afterSeconds: 180 },
      { tier: 3, repeat: 1, afterSeconds: 480 },
      { tier: 3, repeat: 2, afterSeconds: 780 },
      undefined,
    ]);
  });
});

describe('escalates', () => {
  it('is true of a press whatever the zone file says, and else of the kinds that it names', () => {
    expect(alertKind.options.filter((kind) => escalates(kind, rules))).toEqual(['sos', 'person']);
    expect(escalates('sos', { ...rules, escalates: [] })).toBe(true);
  });
});

describe('nextMove', () => {
  it('waits until the tier is due, and then tells it', () => {
    expect(nextMove({ ...waiting, now: at(10) }, rules)).toEqual({ what: 'wait', delaySeconds: 50 });
    expect(nextMove({ ...waiting, now: at(60) }, rules)).toMatchObject({
      what: 'tell',
      step: { tier: 2 },
      why: 'unacknowledged',
    });
  });

  it('tells the next tier at once when the alert before cannot be sent', () => {
    const unsent = { ...waiting, isTold: false };

    expect(nextMove({ ...unsent, now: at(10) }, rules)).toEqual({ what: 'wait', delaySeconds: 35 });
    expect(nextMove({ ...unsent, now: at(undeliveredSeconds) }, rules)).toMatchObject({
      what: 'tell',
      why: 'undelivered',
    });
  });

  it('keeps the time of a repetition, however the alerts fare', () => {
    const repeating = { ...waiting, next: 3, askedAt: at(180), isTold: false };

    expect(nextMove({ ...repeating, now: at(400) }, rules)).toEqual({ what: 'wait', delaySeconds: 80 });
  });

  it('ends after the last repetition', () => {
    expect(nextMove({ ...waiting, next: 5, now: at(5000) }, rules)).toEqual({ what: 'end' });
  });
});

describe('delayUntil', () => {
  it('is a whole number of seconds that a queue can hold, and never ends too early', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -5_000_000, max: 5_000_000 }), (now, wait) => {
        const delay = delayUntil(now + wait, now);
        expect(Number.isInteger(delay)).toBe(true);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(longestDelaySeconds);
        if (delay < longestDelaySeconds) expect(delay * 1000).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
