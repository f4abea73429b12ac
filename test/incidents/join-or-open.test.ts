import { describe, expect, it } from 'vitest';
import { incidentOfCause, openIncidentOf } from '../../lambdas/incidents/find-joined.ts';
import { type Incident, newIncident } from '../../lambdas/incidents/incident.ts';
import { joinOrOpen } from '../../lambdas/incidents/join-or-open.ts';
import { joinKeyOf } from '../../lambdas/incidents/joining.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const minute = 60_000;
const makePorts = () => ({
  incidents: memoryIncidentStore(),
  alerts: memoryAlertQueue(),
  telemetry: memoryTelemetry(),
});
type Ports = ReturnType<typeof makePorts>;

interface Happening extends Partial<Incident> {
  readonly minutes?: number;
  readonly subjectId?: string;
}

/** An event some minutes after the first press, with ten minutes to join. */
function happen(ports: Ports, causeId: string, { minutes = 0, subjectId, ...overrides }: Happening = {}) {
  const happenedAt = pressedAt + minutes * minute;
  const { version: _, incidentId: __, state: ___, ...cause } = makeIncident(overrides);
  const incident = newIncident({ ...cause, causeId, happenedAt, openedAt: happenedAt + 200 });
  const key = joinKeyOf(incident, subjectId);
  return joinOrOpen({ incident, key, withinMilliseconds: 10 * minute }, ports);
}

describe('joinOrOpen', () => {
  it('opens an incident for the first press of a pole and asks for its alert', async () => {
    const ports = makePorts();

    const { outcome, incident } = await happen(ports, 'press-0001');

    expect(outcome).toBe('opened');
    expect([...ports.incidents.kept.keys()]).toEqual([incident.incidentId]);
    expect(ports.alerts.sent).toMatchObject([{ incidentId: incident.incidentId, tier: 1 }]);
  });

  it('lets a press within ten minutes of the one before join, counted, without another alert', async () => {
    const ports = makePorts();
    const first = await happen(ports, 'press-0001');
    await happen(ports, 'press-0002', { minutes: 9 });

    const third = await happen(ports, 'press-0003', { minutes: 19 });

    expect(third).toMatchObject({ outcome: 'joined', ordinal: 3, isRepeat: false });
    expect([...ports.incidents.kept.values()]).toMatchObject([
      { incidentId: first.incident.incidentId, pressCount: 3, lastPressAt: pressedAt + 19 * minute },
    ]);
    expect(ports.alerts.sent).toHaveLength(1);
    const steps = await ports.incidents.timeline(first.incident.incidentId);
    expect(steps.map(({ what }) => what)).toEqual(['opened', 'alert-asked', 'press-joined', 'press-joined']);
    expect(ports.telemetry.events()).toContain(LogEvent.incidentJoined);
  });

  it('opens a new one for a press more than ten minutes after the last', async () => {
    const ports = makePorts();
    await happen(ports, 'press-0001');

    expect(await happen(ports, 'press-0002', { minutes: 10.1 })).toMatchObject({ outcome: 'opened' });

    expect(ports.alerts.sent).toHaveLength(2);
  });

  it.each(['resolved', 'false-alarm'] as const)(
    'opens a new one for a press after %s, and later presses join that',
    async (to) => {
      const ports = makePorts();
      const { incident } = await happen(ports, 'press-0001');
      await ports.incidents.move(incident.incidentId, to, { by: 'somchai', at: pressedAt + minute });

      const second = await happen(ports, 'press-0002', { minutes: 2 });
      const third = await happen(ports, 'press-0003', { minutes: 3 });

      expect(second.outcome).toBe('opened');
      expect(third).toMatchObject({
        outcome: 'joined',
        incident: { incidentId: second.incident.incidentId },
      });
    },
  );

  it.each(['acknowledged', 'responding'] as const)('joins an incident that is %s', async (to) => {
    const ports = makePorts();
    const { incident } = await happen(ports, 'press-0001');
    await ports.incidents.move(incident.incidentId, to, { by: 'somchai', at: pressedAt + minute });

    expect(await happen(ports, 'press-0002', { minutes: 2 })).toMatchObject({ outcome: 'joined' });
  });

  it('never lets a drill and a real press, or two poles, meet', async () => {
    const ports = makePorts();
    await happen(ports, 'press-0001');

    const others = [
      await happen(ports, 'press-0002', { drill: true }),
      await happen(ports, 'press-0003', { deviceId: 'nk-pole-02' }),
    ];

    expect(others.map(({ outcome }) => outcome)).toEqual(['opened', 'opened']);
  });

  it('joins a person seen again at another camera of the zone, and says that the place is new', async () => {
    const ports = makePorts();
    const person = { kind: 'person', subjectId: 'entry-1', deviceId: 'nk-cam-01' } as const;
    const elsewhere = { ...makeIncident().place, siteId: 'market', name: { th: 'ตลาด', en: 'Market' } };
    const { incident } = await happen(ports, 'face-1', person);

    const again = await happen(ports, 'face-2', { ...person, minutes: 1 });
    const moved = await happen(ports, 'face-3', {
      ...person,
      ...{ minutes: 2, deviceId: 'nk-cam-02', place: elsewhere },
    });
    const other = await happen(ports, 'face-4', { ...person, minutes: 2, subjectId: 'entry-2' });

    expect([again.isNewPlace, moved.isNewPlace]).toEqual([false, true]);
    expect([moved.outcome, other.outcome]).toEqual(['joined', 'opened']);
    expect(await ports.incidents.find(incident.incidentId)).toMatchObject({ seenCount: 3 });
    expect((await ports.incidents.timeline(incident.incidentId)).at(-1)).toMatchObject({
      what: 'seen-again',
      text: 'ตลาด · Market',
    });
  });

  it('joins what old video shows to the incident of its own time', async () => {
    const ports = makePorts();
    const old = await happen(ports, 'press-old', { minutes: -300 });
    const live = await happen(ports, 'press-live', { minutes: 0 });

    const next = await happen(ports, 'press-old-2', { minutes: -295 });
    const latest = await happen(ports, 'press-live-2', { minutes: 5 });

    expect(next.incident.incidentId).toBe(old.incident.incidentId);
    expect(latest.incident.incidentId).toBe(live.incident.incidentId);
  });

  it('sends a repeated delivery where the first went, also when that has ended or another one is open', async () => {
    const ports = makePorts();
    const first = await happen(ports, 'press-0001');
    await happen(ports, 'press-0002', { minutes: 1 });
    await ports.incidents.move(first.incident.incidentId, 'resolved', { by: 'somchai', at: pressedAt });
    await happen(ports, 'press-0003', { minutes: 2 });

    const repeats = [await happen(ports, 'press-0001'), await happen(ports, 'press-0002', { minutes: 1 })];

    expect(repeats.map(({ incident }) => incident.incidentId)).toEqual(
      Array(2).fill(first.incident.incidentId),
    );
    expect(repeats.every(({ isRepeat }) => isRepeat)).toBe(true);
    expect(await ports.incidents.find(first.incident.incidentId)).toMatchObject({ pressCount: 2 });
    expect(ports.incidents.kept.size).toBe(2);
  });

  it('asks for the first alert when the press before died before it did', async () => {
    const ports = makePorts();
    ports.alerts.failOnce();
    await expect(happen(ports, 'press-0001')).rejects.toThrow('the queue is away');

    const { incident } = await happen(ports, 'press-0002', { minutes: 1 });

    expect(ports.alerts.sent).toMatchObject([{ incidentId: incident.incidentId }]);
    expect(incident.causeId).toBe('press-0001');
  });

  it('does not leave a press in an incident that was closed before the press was counted', async () => {
    const ports = makePorts();
    const { incident } = await happen(ports, 'press-0001');
    const incidents = {
      ...ports.incidents,
      // An operator closes it between the decision and the count.
      countEvent: async (...args: Parameters<typeof ports.incidents.countEvent>) => {
        await ports.incidents.move(incident.incidentId, 'false-alarm', { by: 'somchai', at: pressedAt });
        return ports.incidents.countEvent(...args);
      },
    };

    const second = await happen({ ...ports, incidents }, 'press-0002', { minutes: 1 });

    expect(second.outcome).toBe('opened');
    expect(ports.alerts.sent).toHaveLength(2);
    const repeated = await happen(ports, 'press-0002', { minutes: 1 });
    const third = await happen(ports, 'press-0003', { minutes: 2 });
    expect([repeated, third].map((one) => one.incident.incidentId)).toEqual(
      Array(2).fill(second.incident.incidentId),
    );
  });

  it('gives up when it is overtaken again and again, for its message to come back', async () => {
    const ports = makePorts();
    const incidents = { ...ports.incidents, swapPointer: async () => 'overtaken' as const };

    await expect(happen({ ...ports, incidents }, 'press-0001')).rejects.toThrow('came first');
  });
});

describe('what joined', () => {
  it('is found by its cause, and the open incident by its key', async () => {
    const ports = makePorts();
    const { incident } = await happen(ports, 'press-0001');
    await happen(ports, 'press-0002', { minutes: 1 });
    const key = joinKeyOf(incident);

    for (const causeId of ['press-0001', 'press-0002'])
      expect(await incidentOfCause(key, causeId, ports.incidents)).toBe(incident.incidentId);
    expect(await incidentOfCause(key, 'press-0003', ports.incidents)).toBeUndefined();
    expect(await openIncidentOf(key, ports.incidents)).toMatchObject({ incidentId: incident.incidentId });
    await ports.incidents.move(incident.incidentId, 'resolved', { by: 'somchai', at: pressedAt });
    expect(await openIncidentOf(key, ports.incidents)).toBeUndefined();
  });
});
