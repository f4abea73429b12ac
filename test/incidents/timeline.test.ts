import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newStep, timelineOf, timelineStep } from '../../lambdas/incidents/timeline.ts';
import { makeSms } from '../alerts/make-delivery.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

describe('a timeline', () => {
  it('merges what stands on the incident, its steps and the alerts that were sent, oldest first', () => {
    const moved = { state: 'resolved', closedAt: pressedAt + 90_000, closedBy: 'malee' } as const;
    const incident = makeIncident({ ...moved, alertAskedAt: pressedAt + 300 });
    const steps = [newStep({ at: pressedAt + 60_000, what: 'comment', by: 'malee', text: 'ถึงแล้ว' })];
    const sent = [
      { record: 'recovery#1', sentAt: pressedAt + 91_000 },
      { record: 'alert#1', sentAt: pressedAt + 500 },
      { record: 'alert#2#sms', sentAt: pressedAt + 61_000 },
    ];

    const told = timelineOf(incident, steps, sent);

    expect(told.map(({ what, by, text }) => [what, by, text].filter(Boolean).join(' '))).toEqual([
      'opened system',
      'alert-asked system tier 1',
      'alert-sent system tier 1',
      'comment malee ถึงแล้ว',
      'alert-sent system tier 2, sms',
      'resolved malee',
      'alert-sent system recovery, tier 1',
    ]);
  });

  it.each([
    [{ record: 'alert#2#3' }, 'alert-sent', 'tier 2, again 3'],
    [{ record: 'alert#1#at#plate-9' }, 'alert-sent', 'tier 1, plate-9'],
    [{ record: 'alert#1', outcome: 'held' }, 'alert-held', 'tier 1'],
    [{ record: 'alert#1', outcome: 'stopped', why: 'cooldown' }, 'alert-stopped', 'tier 1: cooldown'],
  ] as const)('tells of %j: %s %s', (alert, what, text) => {
    const told = timelineOf(makeIncident(), [], [{ ...alert, sentAt: pressedAt + 900 }]);

    expect(told.at(-1)).toMatchObject({ what, text, at: pressedAt + 900 });
  });

  it('tells of each SMS whether it arrived, by the end of the number', () => {
    const delivery = { version: 1, tier: 2, ...makeSms({ at: pressedAt + 9000 }) } as const;

    const told = timelineOf(makeIncident(), [], [], [delivery, { ...delivery, phone: '…0002' }]);

    expect(told.slice(-2)).toMatchObject([
      { what: 'sms-failed', at: pressedAt + 9000, text: `tier 2, phone …0001: ${makeSms().why}` },
      { what: 'sms-failed', text: `tier 2, phone …0002: ${makeSms().why}` },
    ]);
  });

  it('shows of a false alarm no resolution', () => {
    const closed = { state: 'false-alarm', closedAt: pressedAt, closedBy: 'malee' } as const;

    const told = timelineOf(makeIncident(closed), [], []).map(({ what }) => what);

    expect(told).toContain('false-alarm');
    expect(told).not.toContain('resolved');
  });
});

describe('a step', () => {
  const what = fc.constantFrom('comment', 'press-joined', 'seen-again' as const);
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });

  it('of any script fits what is stored', () => {
    fc.assert(
      fc.property(fc.nat(4e12), what, text, (at, kind, words) => {
        const fits = [...words].length <= 1000;
        expect(timelineStep.safeParse(newStep({ at, what: kind, text: words })).success).toBe(fits);
      }),
    );
  });

  it('has the same id when the same cause comes again, and ids sort by time', () => {
    const step = (at: number, cause: string) => newStep({ at, what: 'press-joined', cause }).stepId;

    expect(step(1000, 'press-0001')).toBe(step(1000, 'press-0001'));
    expect(step(1000, 'press-0001')).not.toBe(step(1000, 'press-0002'));
    expect([step(pressedAt, 'a'), step(999, 'a')].sort()).toEqual([step(999, 'a'), step(pressedAt, 'a')]);
  });

  it('counts characters, not the units that a computer needs for them', () => {
    expect(timelineStep.safeParse(newStep({ at: 1, what: 'comment', text: '🚓'.repeat(1000) })).success).toBe(
      true,
    );
    expect(timelineStep.safeParse(newStep({ at: 1, what: 'comment', text: 'ก'.repeat(1001) })).success).toBe(
      false,
    );
  });
});
