import { describe, expect, it } from 'vitest';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { makePoleEnvelope, receivedAt } from './make-pole-envelope.ts';
import { makePolePorts } from './make-pole-ports.ts';

type Ports = ReturnType<typeof makePolePorts>;

const send = (type: string, body: object, ports: Ports, at = receivedAt) =>
  receivePoleMessage(makePoleEnvelope(type, { version: 1, ...body }, { receivedAt: at }), ports);

describe('a fault', () => {
  const fault = { faultId: 'fault-0001', fault: 'battery-low', detail: 'ring 0812345678' };
  const incidentId = incidentIdOf('device', 'nk-pole-01', 'fault-0001');

  it('opens a device incident and never touches the queue of presses', async () => {
    const ports = makePolePorts();

    await send('fault', fault, ports);

    expect(ports.alerts.sent).toMatchObject([
      { incidentId, kind: 'device', subject: { label: { en: 'battery low' } } },
    ]);
    expect(ports.sosAlerts.sent).toEqual([]);
  });

  it('tells people nothing of the text that the pole wrote', async () => {
    const ports = makePolePorts();

    await send('fault', fault, ports);

    expect(JSON.stringify([ports.alerts.sent, ports.telemetry.lines])).not.toContain('0812345678');
  });

  it('that the pole reports again under another id is still the same incident', async () => {
    const ports = makePolePorts();

    await send('fault', fault, ports);
    await send('fault', { ...fault, faultId: 'fault-0002' }, ports, receivedAt + 60_000);

    expect([...ports.incidents.kept.keys()]).toEqual([incidentId]);
    expect(ports.alerts.sent).toHaveLength(1);
  });

  it('that is cleared resolves its incident and is told to be over', async () => {
    const ports = makePolePorts();

    await send('fault', fault, ports);
    await send('fault', { faultId: 'fault-0002', fault: 'battery-low-cleared' }, ports, receivedAt + 60_000);

    expect(ports.incidents.kept.get(incidentId)?.state).toBe('resolved');
    expect(ports.alerts.sent.at(-1)).toMatchObject({ incidentId, recoveredAt: receivedAt + 60_000 });
  });

  it('that comes after its own end opens nothing', async () => {
    const ports = makePolePorts();

    await send('fault', { faultId: 'fault-0002', fault: 'tamper-cleared' }, ports, receivedAt + 60_000);
    await send('fault', { faultId: 'fault-0001', fault: 'tamper' }, ports, receivedAt);

    expect(ports.incidents.kept.size).toBe(0);
  });

  it('of a pole that the zone does not know is told without a place', async () => {
    const ports = makePolePorts();
    const stranger = { thingName: 'nk-pole-77', clientId: 'nk-pole-77' };

    await receivePoleMessage(makePoleEnvelope('fault', { version: 1, ...fault }, stranger), ports);

    expect(ports.alerts.sent[0]?.place.name.en).toBe('unknown site, pole nk-pole-77');
  });
});

describe('a self-test', () => {
  it('that passed changes the state and opens nothing', async () => {
    const ports = makePolePorts();

    await send('self-test', { testId: 'test-0001', passed: true }, ports);

    expect(ports.states.stateOf('nk-pole-01').selfTest?.told.passed).toBe(true);
    expect(ports.incidents.kept.size).toBe(0);
  });

  it('that failed opens a device incident', async () => {
    const ports = makePolePorts();

    await send('self-test', { testId: 'test-0001', passed: false }, ports);

    expect(ports.alerts.sent).toMatchObject([{ kind: 'device', deviceId: 'nk-pole-01' }]);
  });
});

describe('a lifecycle event', () => {
  const event = (eventType: string, versionNumber: number, timestamp = receivedAt) =>
    JSON.parse(JSON.stringify({ eventType, versionNumber, timestamp, clientId: 'nk-pole-01' })) as object;
  const tell = (body: object, ports: Ports, thingName = 'nk-pole-01') =>
    receivePoleMessage(makePoleEnvelope('presence', body, { thingName, clientId: thingName }), ports);

  it('is kept on the state of the pole, the later one standing', async () => {
    const ports = makePolePorts();

    await tell(event('connected', 4), ports);
    await tell(event('disconnected', 3), ports);

    expect(ports.states.stateOf('nk-pole-01').connection).toEqual({
      isConnected: true,
      versionNumber: 4,
      at: receivedAt,
    });
  });

  it('of a disconnect opens no incident', async () => {
    const ports = makePolePorts();

    await tell(event('disconnected', 3), ports);

    expect(ports.incidents.kept.size).toBe(0);
  });

  it.each([
    ['another device than a pole', 'nk-cam-01', event('connected', 1)],
    ['another form', 'nk-pole-01', { hello: 1 }],
  ])('of %s is left out', async (_, thingName, body) => {
    const ports = makePolePorts();

    await tell(body, ports, thingName);

    expect(ports.states.stateOf(thingName).connection).toBeUndefined();
  });
});
