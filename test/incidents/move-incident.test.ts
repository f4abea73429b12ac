import { describe, expect, it } from 'vitest';
import { assignIncident } from '../../lambdas/incidents/assign-incident.ts';
import { commentIncident } from '../../lambdas/incidents/comment-incident.ts';
import { type Incident, moveOf } from '../../lambdas/incidents/incident.ts';
import { moveIncident } from '../../lambdas/incidents/move-incident.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const { incidentId } = makeIncident();
const at = pressedAt + 60_000;

async function makePorts(overrides: Partial<Incident> = {}) {
  const ports = { incidents: memoryIncidentStore(), telemetry: memoryTelemetry() };
  await ports.incidents.create(makeIncident(overrides));
  const steps = async () =>
    (await ports.incidents.timeline(incidentId)).map(({ what, by, text }) =>
      [what, by, text].filter(Boolean),
    );
  return { ...ports, steps };
}

describe('moveIncident', () => {
  it('moves an incident on; who did it and what they said stand in the timeline', async () => {
    const ports = await makePorts();

    const outcome = await moveIncident(
      { incidentId, to: 'acknowledged', by: 'somchai', at, comment: 'กำลังไป' },
      ports,
    );

    expect(outcome).toBe('moved');
    expect(await ports.incidents.find(incidentId)).toMatchObject({
      ...{ state: 'acknowledged', acknowledgedAt: at, acknowledgedBy: 'somchai' },
    });
    expect(await ports.steps()).toEqual([
      ['opened', 'system'],
      ['acknowledged', 'somchai'],
      ['comment', 'somchai', 'กำลังไป'],
    ]);
  });

  it('says the same to the same person again, and leaves no second step', async () => {
    const ports = await makePorts();
    const move = { incidentId, to: 'resolved', by: 'somchai', comment: 'ปลอดภัย' } as const;
    await moveIncident({ ...move, at }, ports);

    expect(await moveIncident({ ...move, at: at + 5000 }, ports)).toBe('moved');

    expect(await ports.steps()).toHaveLength(3);
    expect(await ports.incidents.find(incidentId)).toMatchObject({ closedAt: at });
    expect(ports.telemetry.events()).toEqual([LogEvent.incidentMoved]);
  });

  it('lets one of two win, and the other can say who it was and when', async () => {
    const ports = await makePorts();
    const move = (by: string) => moveIncident({ incidentId, to: 'acknowledged', by, at, comment: by }, ports);

    expect(await Promise.all([move('somchai'), move('malee')])).toEqual(['moved', 'unmoved']);

    const incident = await ports.incidents.find(incidentId);
    expect(incident && moveOf(incident, 'acknowledged')).toEqual({ at, by: 'somchai' });
    expect(await ports.steps()).not.toContainEqual(['comment', 'malee', 'malee']);
  });

  it('never moves back, nor from one end to the other', async () => {
    const ports = await makePorts({ state: 'resolved' });

    for (const to of ['acknowledged', 'responding', 'false-alarm'] as const)
      expect(await moveIncident({ incidentId, to, by: 'somchai', at }, ports)).toBe('unmoved');
  });

  it('does not know an incident that is not there', async () => {
    const ports = await makePorts();

    expect(await moveIncident({ incidentId: 'SOS-00000000', to: 'resolved', by: 'a', at }, ports)).toBe(
      'unknown',
    );
  });

  it('writes no name into the log', async () => {
    const ports = await makePorts();

    await moveIncident({ incidentId, to: 'resolved', by: 'somchai', at, comment: 'secret' }, ports);

    expect(JSON.stringify(ports.telemetry.lines)).not.toMatch(/somchai|secret/);
  });
});

describe('commentIncident and assignIncident', () => {
  it('leave a step, repeated or not', async () => {
    const ports = await makePorts();

    for (let i = 0; i < 2; i++) {
      expect(await commentIncident({ incidentId, by: 'malee', at, text: 'ถึงแล้ว' }, ports)).toBe('added');
      expect(await assignIncident({ incidentId, assignee: 'unit 4', by: 'malee', at }, ports)).toBe(
        'assigned',
      );
    }

    expect(await ports.steps()).toEqual([
      ['opened', 'system'],
      ['assigned', 'malee', 'unit 4'],
      ['comment', 'malee', 'ถึงแล้ว'],
    ]);
    expect(await ports.incidents.find(incidentId)).toMatchObject({ assignee: 'unit 4' });
  });

  it('let an ended incident be commented and not be assigned', async () => {
    const ports = await makePorts({ state: 'resolved' });

    expect(await commentIncident({ incidentId, by: 'malee', at, text: 'report filed' }, ports)).toBe('added');
    expect(await assignIncident({ incidentId, assignee: 'unit 4', by: 'malee', at }, ports)).toBe('closed');
  });

  it('do not know an incident that is not there', async () => {
    const ports = await makePorts();
    const unknown = { incidentId: 'SOS-00000000', by: 'malee', at };

    expect(await commentIncident({ ...unknown, text: 'x' }, ports)).toBe('unknown');
    expect(await assignIncident({ ...unknown, assignee: 'x' }, ports)).toBe('unknown');
  });
});
