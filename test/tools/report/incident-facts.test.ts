import { describe, expect, it } from 'vitest';
import { newStep } from '../../../lambdas/incidents/timeline.ts';
import { factsOf } from '../../../tools/report/incident-facts.ts';
import { makeIncident, pressedAt } from '../../incidents/make-incident.ts';

const at = (seconds: number) => pressedAt + seconds * 1000;

describe('what the report takes from an incident', () => {
  it('is when it was told, taken and closed', () => {
    const incident = makeIncident({
      ...{ state: 'resolved', acknowledgedAt: at(30), acknowledgedBy: 'nok' },
      ...{ closedAt: at(600), closedBy: 'nok' },
    });
    const alerts = [
      { record: 'alert#2', status: 'sent', sentAt: at(60) },
      { record: 'alert#1', status: 'sent', sentAt: at(2) },
    ];

    expect(factsOf(incident, alerts)).toMatchObject({
      ...{ firstToldAt: at(2), takenAt: at(30), closedAt: at(600), isClosedBySystem: false },
      alerts: { sent: 2, held: 0, stopped: 0 },
    });
  });

  it.each([
    { how: 'responded to', moved: { state: 'responding', respondingAt: at(9) } as const, takenAt: at(9) },
    {
      how: 'closed at once',
      moved: { state: 'resolved', closedAt: at(8), closedBy: 'nok' } as const,
      takenAt: at(8),
    },
    {
      how: 'ended by itself',
      moved: { state: 'resolved', closedAt: at(8), closedBy: 'system' } as const,
      takenAt: undefined,
    },
    { how: 'open', moved: {}, takenAt: undefined },
  ])('is when a person took one that was $how', ({ moved, takenAt }) => {
    expect(factsOf(makeIncident(moved), []).takenAt).toBe(takenAt);
  });

  it('is what became of its messages, and nothing of what they say', () => {
    const records = [
      { record: 'alert#1', status: 'held', settledAt: at(1), toldIn: 'DIG-1' },
      { record: 'alert#2', status: 'stopped', settledAt: at(2), why: 'told 3 minutes ago' },
      { record: 'recovery#1', status: 'sent', sentAt: at(3) },
      { record: 'alert#3', status: 'claimed', claimedUntil: at(4) },
      { record: 'delivery#1', outcome: 'failed', phone: '…0001', why: 'unreachable' },
      { record: 'delivery#2', outcome: 'a newer word' },
      { record: 'link#abc' },
    ];

    const facts = factsOf(makeIncident(), records);

    expect(facts.alerts).toEqual({ sent: 1, held: 1, stopped: 1 });
    expect(facts.sms).toEqual([{ id: 'delivery#1', outcome: 'failed' }]);
    expect(JSON.stringify(facts)).not.toMatch(/0001|unreachable|minutes ago/);
  });

  it('is when a fault was over, even if an operator had closed it before', () => {
    const step = newStep({ at: at(900), what: 'recovered' });
    const incident = makeIncident({
      ...{ kind: 'device', state: 'resolved', closedAt: at(5), closedBy: 'nok' },
      subject: { label: { th: 'เงียบ', en: 'silent' }, poleFault: 'silent' },
    });

    expect(factsOf(incident, [{ ...step, record: `step#${step.stepId}` }])).toMatchObject({
      ...{ fault: 'silent', recoveredAt: at(900), closedAt: at(5) },
    });
  });
});
