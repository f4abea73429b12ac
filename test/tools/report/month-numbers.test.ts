import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentState } from '../../../lambdas/incidents/incident.ts';
import { alertKind } from '../../../lambdas/zone/messages.ts';
import type { IncidentFacts } from '../../../tools/report/incident-facts.ts';
import { monthNumbers } from '../../../tools/report/month-numbers.ts';
import { day, hour, makeFacts, makeFault, minute, october } from './make-facts.ts';

const now = october.to + 2 * day;
const numbersOf = (facts: readonly IncidentFacts[], paid: Readonly<Record<string, number>> = {}, at = now) =>
  monthNumbers({
    ...{ month: october, facts, devices: [], now: at, paidCallsPerDay: 1000 },
    paidCallsByDay: new Map(Object.entries(paid)),
  });

describe('the numbers of a month', () => {
  it('count what was opened in it on the zone’s clock', () => {
    const times = [october.from - 1, october.from, october.to - 1, october.to];

    const { incidents } = numbersOf(times.map((openedAt) => makeFacts({ openedAt })));

    expect(incidents.total).toBe(2);
    expect(incidents.days.filter(({ people }) => people > 0).map(({ day }) => day)).toEqual([
      '2026-10-01',
      '2026-10-31',
    ]);
  });

  it('tell drills from what is real, everywhere but in what was sent', () => {
    const { incidents, responses, deliveries } = numbersOf([makeFacts({ drill: true }), makeFacts()]);

    expect([incidents.total, responses.presses.incidents, responses.drills.incidents]).toEqual([1, 1, 1]);
    expect(deliveries.alerts.sent).toBe(2);
  });

  it('say how fast presses were told, taken and resolved', () => {
    const { happenedAt } = makeFacts();
    const facts = [1, 2, 3].map((i) =>
      makeFacts({
        ...{ state: i === 3 ? 'false-alarm' : 'resolved', firstToldAt: happenedAt + i * 1000 },
        ...{ takenAt: happenedAt + i * minute, closedAt: happenedAt + i * hour },
      }),
    );

    expect(numbersOf([...facts, makeFacts()]).responses.presses).toEqual({
      ...{ incidents: 4, untaken: 1 },
      told: { count: 3, median: 2, p90: 3 },
      taken: { count: 3, median: 120, p90: 180 },
      resolved: { count: 2, median: 5400, p90: 7200 },
    });
  });

  it('tell confirmed matches from rejected ones and those of which nobody said so', () => {
    const facts = [
      makeFacts({ kind: 'person', state: 'resolved', verdict: 'confirmed' }),
      makeFacts({ kind: 'plate', state: 'acknowledged', verdict: 'confirmed' }),
      makeFacts({ kind: 'plate', state: 'false-alarm' }),
      makeFacts({ kind: 'person', state: 'open', verdict: 'not-this' }),
      makeFacts({ kind: 'plate', state: 'resolved' }),
      makeFacts({ kind: 'plate', state: 'responding' }),
    ];

    const { matches, falseAlarms } = numbersOf([...facts, makeFault({ state: 'false-alarm' })]);

    expect(matches).toEqual({ confirmed: 2, rejected: 2, unsaid: 1, undecided: 1 });
    expect(falseAlarms).toEqual({ closed: 4, falseAlarms: 2 });
  });

  it('count an SMS once that told of several incidents', () => {
    const sms = { id: 'delivery#1', outcome: 'delivered' } as const;
    const facts = [
      makeFacts({ sms: [sms] }),
      makeFacts({ sms: [sms, { id: 'delivery#2', outcome: 'failed' }] }),
    ];

    expect(numbersOf(facts).deliveries.sms).toEqual({ delivered: 1, failed: 1 });
  });

  it('name where most happened, the devices’ own faults left out', () => {
    const facts = ['pier', 'market', 'pier'].map((siteId) => makeFacts({ siteId }));

    expect(numbersOf([...facts, makeFault({ siteId: 'station' })]).incidents.sites).toEqual([
      { siteId: 'pier', count: 2 },
      { siteId: 'market', count: 1 },
    ]);
  });

  it('hold paid calls against the budget of the days that have begun', () => {
    const at = october.from + 2 * day + hour;

    expect(numbersOf([], { '2026-10-01': 100, '2026-10-03': 50 }, at).paidCalls).toMatchObject({
      ...{ calls: 150, allowed: 3000, usd: expect.closeTo(0.195), allowedUsd: 3.9 },
      days: [100, 0, 50, ...Array.from({ length: 28 }, () => null)],
    });
  });

  it('do not take days for free that are not remembered any more', () => {
    const { paidCalls } = numbersOf([], {}, october.to + 90 * day);

    expect(paidCalls?.days.slice(19, 22)).toEqual([null, null, 0]);
    expect(numbersOf([], {}, october.to + 200 * day)).not.toHaveProperty('paidCalls');
  });

  it('say that there is nothing of a month before the zone', () => {
    expect(numbersOf([], {}, october.to + 200 * day).isEmpty).toBe(true);
    expect(numbersOf([makeFacts({ drill: true })]).isEmpty).toBe(false);
  });

  it('add up, whatever happened', () => {
    const one = fc
      .record({
        kind: fc.constantFrom(...alertKind.options),
        state: fc.constantFrom(...incidentState.options),
        openedAt: fc.integer({ min: october.from - day, max: october.to + day }),
        drill: fc.boolean(),
      })
      .map(makeFacts);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (facts) => {
        const { incidents, matches, falseAlarms, responses } = numbersOf(facts);
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

        expect(sum(incidents.kinds.map(({ total }) => total))).toBe(incidents.total);
        expect(sum(incidents.days.map(({ people, devices }) => people + devices))).toBe(incidents.total);
        for (const { total, states } of incidents.kinds) expect(sum(Object.values(states))).toBe(total);
        expect(sum(Object.values(matches))).toBe(responses.matches.incidents);
        expect(falseAlarms.closed).toBeGreaterThanOrEqual(falseAlarms.falseAlarms);
      }),
    );
  });
});
