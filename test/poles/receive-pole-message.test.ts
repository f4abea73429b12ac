import { describe, expect, it } from 'vitest';
import { PoleMessageRefusedError } from '../../lambdas/poles/pole-message.ts';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { bridge, makePoleEnvelope, receivedAt } from './make-pole-envelope.ts';
import { makePolePorts } from './make-pole-ports.ts';

const makePorts = () => makePolePorts();
const press = { version: 1, pressId: 'press-0001' };
const incidentId = incidentIdOf('sos', 'nk-pole-01', 'press-0001');

describe('a press', () => {
  it('opens an incident where the pole stands', async () => {
    const ports = makePorts();

    await receivePoleMessage(makePoleEnvelope('press', press), ports);

    expect(ports.incidents.kept.get(incidentId)).toEqual({
      version: 1,
      incidentId,
      kind: 'sos',
      state: 'open',
      openedAt: receivedAt + 200,
      happenedAt: receivedAt,
      drill: false,
      deviceId: 'nk-pole-01',
      place: bridge,
      causeId: 'press-0001',
      alertAskedAt: receivedAt + 200,
    });
  });

  it('asks for its alert on the queue of presses alone', async () => {
    const ports = makePorts();

    await receivePoleMessage(makePoleEnvelope('press', press), ports);

    expect(ports.sosAlerts.sent).toMatchObject([{ incidentId, kind: 'sos', tier: 1, place: bridge }]);
    expect(ports.alerts.sent).toEqual([]);
  });

  it('happened when a pole with a right clock says', async () => {
    const ports = makePorts();
    const body = { ...press, pressedAt: '2026-11-23T08:14:10+07:00' };

    await receivePoleMessage(makePoleEnvelope('press', body), ports);

    expect(ports.incidents.kept.get(incidentId)?.happenedAt).toBe(receivedAt - 50_000);
  });

  it('of a drill stays a drill in the incident and the alert', async () => {
    const ports = makePorts();

    await receivePoleMessage(makePoleEnvelope('press', { ...press, drill: true }), ports);

    expect(ports.incidents.kept.get(incidentId)?.drill).toBe(true);
    expect(ports.sosAlerts.sent[0]?.drill).toBe(true);
  });

  it('delivered twice is one incident', async () => {
    const ports = makePorts();

    await receivePoleMessage(makePoleEnvelope('press', press), ports);
    await receivePoleMessage(makePoleEnvelope('press', press), { ...ports, now: () => receivedAt + 60_000 });

    expect(ports.incidents.kept.size).toBe(1);
    expect(ports.incidents.kept.get(incidentId)?.openedAt).toBe(receivedAt + 200);
    expect(ports.telemetry.total(Metric.incidentsOpened)).toBe(1);
  });

  it('whose function died before the alert is asked for gets it at the next delivery', async () => {
    const ports = makePorts();
    ports.sosAlerts.failOnce();

    await expect(receivePoleMessage(makePoleEnvelope('press', press), ports)).rejects.toThrow();
    await receivePoleMessage(makePoleEnvelope('press', press), ports);

    expect(ports.incidents.kept.size).toBe(1);
    expect(ports.sosAlerts.sent).toHaveLength(1);
  });

  it('of two poles with the same id are two incidents', async () => {
    const ports = makePorts();
    const other = { thingName: 'nk-pole-02', clientId: 'nk-pole-02' };

    await receivePoleMessage(makePoleEnvelope('press', press), ports);
    await receivePoleMessage(makePoleEnvelope('press', press, other), ports);

    expect(ports.incidents.kept.size).toBe(2);
  });

  it('of a pole that the zone does not know is a call for help all the same', async () => {
    const ports = makePorts();
    const stranger = { thingName: 'nk-pole-77', clientId: 'nk-pole-77' };

    await receivePoleMessage(makePoleEnvelope('press', press, stranger), ports);

    expect(ports.sosAlerts.sent[0]?.place.name.en).toBe('unknown site, pole nk-pole-77');
    expect(ports.telemetry.lines).toContainEqual({
      level: 'warn',
      event: LogEvent.poleUnknown,
      fields: { poleId: 'nk-pole-77' },
    });
  });

  it('takes a drill of the zone itself, which has no client id, and no other press without one', async () => {
    const ports = makePorts();
    const { incidents } = ports;
    const own = { clientId: 'N/A' };

    await receivePoleMessage(makePoleEnvelope('press', { ...press, drill: true }, own), ports);
    const real = makePoleEnvelope('press', { ...press, drill: false }, own);
    await expect(receivePoleMessage(real, ports)).rejects.toThrow('must equal the thing name');

    expect([...incidents.kept.values()].map(({ drill }) => drill)).toEqual([true]);
  });

  it('of a client that claims to be another pole is refused', async () => {
    const ports = makePorts();
    const envelope = makePoleEnvelope('press', press, { clientId: 'nk-pole-02' });

    await expect(receivePoleMessage(envelope, ports)).rejects.toThrow(PoleMessageRefusedError);

    expect(ports.incidents.kept.size).toBe(0);
  });
});

describe('a refused message', () => {
  it('is told with the pole and the fields, never with what it said', async () => {
    const ports = makePorts();
    const envelope = makePoleEnvelope('press', { version: 1, pressId: 'call 0812345678' });

    await expect(receivePoleMessage(envelope, ports)).rejects.toThrow(PoleMessageRefusedError);

    expect(ports.telemetry.lines).toEqual([
      {
        level: 'error',
        event: LogEvent.poleMessageRefused,
        fields: { poleId: 'nk-pole-01', fields: ['pressId'] },
      },
    ]);
    expect(ports.telemetry.total(Metric.poleMessagesRefused)).toBe(1);
  });
});

describe('a heartbeat', () => {
  const told = { version: 1 as const, batteryPercent: 80, mainsPower: true };

  it('becomes the state of its pole', async () => {
    const ports = makePorts();

    await receivePoleMessage(makePoleEnvelope('heartbeat', told), ports);

    expect(ports.states.stateOf('nk-pole-01').heartbeat).toEqual({
      told: { batteryPercent: 80, mainsPower: true },
      at: receivedAt,
    });
  });

  it('that arrives after a newer one changes nothing', async () => {
    const ports = makePorts();
    const older = makePoleEnvelope(
      'heartbeat',
      { ...told, batteryPercent: 99 },
      { receivedAt: receivedAt - 1 },
    );

    await receivePoleMessage(makePoleEnvelope('heartbeat', told), ports);
    await receivePoleMessage(older, ports);

    expect(ports.states.stateOf('nk-pole-01').heartbeat?.told.batteryPercent).toBe(80);
    expect(ports.telemetry.total(Metric.poleHeartbeats)).toBe(1);
  });
});
