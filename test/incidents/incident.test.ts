import { describe, expect, it } from 'vitest';
import {
  canMove,
  incident,
  incidentState,
  newIncident,
  statesBefore,
} from '../../lambdas/incidents/incident.ts';
import { makeIncident } from './make-incident.ts';

describe('an incident', () => {
  it('has the same id whenever the same device and cause open it', () => {
    const { version: _, incidentId: __, state: ___, ...cause } = makeIncident();

    expect(newIncident({ ...cause, openedAt: 5 }).incidentId).toBe(newIncident(cause).incidentId);
    expect(newIncident({ ...cause, causeId: 'press-0002' }).incidentId).not.toBe(
      newIncident(cause).incidentId,
    );
  });

  it('begins open and fits its own schema', () => {
    expect(incident.parse(makeIncident())).toMatchObject({ state: 'open', version: 1 });
  });

  it.each([
    ['open', 'acknowledged'],
    ['open', 'false-alarm'],
    ['acknowledged', 'responding'],
    ['responding', 'resolved'],
  ] as const)('moves from %s to %s', (from, to) => {
    expect(canMove(from, to)).toBe(true);
  });

  it.each([
    ['acknowledged', 'open'],
    ['responding', 'acknowledged'],
    ['resolved', 'responding'],
    ['false-alarm', 'resolved'],
  ] as const)('does not move back from %s to %s', (from, to) => {
    expect(canMove(from, to)).toBe(false);
  });

  it('never moves to the state it is in', () => {
    expect(incidentState.options.filter((state) => canMove(state, state))).toEqual([]);
  });

  it('never opens again', () => {
    expect(statesBefore('open')).toEqual([]);
  });

  it('can be resolved from every state that is not an end', () => {
    expect(statesBefore('resolved')).toEqual(['open', 'acknowledged', 'responding']);
  });
});
