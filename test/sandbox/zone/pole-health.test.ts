import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { Metric } from '../../../lambdas/zone/metrics.ts';
import { incidentIdOf, poleTopic } from '../../../lambdas/zone/names.ts';
import { connectPole, heartbeat, installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let pole: Pole;

beforeAll(async () => {
  zone = await runZone();
  pole = await installPole(zone, 'north-pole');
});
afterAll(() => zone?.stop());

const check = () => zone.sandbox.invoke('PolesHealthCheckPoles', {});
const hourMilliseconds = 3_600_000;

/** As if it had been written an hour ago. */
async function anHourAgo(kind: string, id: string, attribute: string): Promise<number> {
  const at = Date.now() - hourMilliseconds;
  await zone.documents.send(
    new UpdateCommand({
      TableName: zone.sandbox.outputs.RegistryTable,
      Key: { kind, id },
      UpdateExpression: 'SET #attribute = :at',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':at': at },
    }),
  );
  return at;
}

/** A heartbeat as the topic rule would write it at that time. */
async function heartbeatAt(receivedAt: number): Promise<void> {
  const payload = Buffer.from('{"version":1,"batteryPercent":80}').toString('base64');
  const from = { thingName: pole.poleId, clientId: pole.poleId, messageType: 'heartbeat' };
  const QueueUrl = zone.sandbox.physicalId('PolesStatusQueue');
  const MessageBody = JSON.stringify({ payload, ...from, receivedAt });
  await zone.sandbox.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

const poleState = async () =>
  (await zone.items('RegistryTable')).find(({ kind, id }) => kind === 'pole-state' && id === pole.poleId);
const deviceIncidents = async () => (await zone.incidents()).filter(({ kind }) => kind === 'device');

describe('a pole that falls silent', () => {
  it('is one incident, told to maintenance, however often the zone looks', async () => {
    await heartbeat(pole, { batteryPercent: 80, firmware: '2.1.0' });
    await vi.waitFor(async () => expect(await poleState()).toHaveProperty('heartbeatAt'), patiently);
    await anHourAgo('zone', 'settings', 'appliedAt');
    const lastHeard = await anHourAgo('pole-state', pole.poleId, 'heartbeatAt');

    await check();
    await check();

    const incidentId = incidentIdOf('device', pole.poleId, `silent-${lastHeard}`);
    expect(await deviceIncidents()).toMatchObject([{ incidentId, state: 'open', happenedAt: lastHeard }]);
    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(1), patiently);
    expect(zone.told(incidentId)[0]?.text).toContain('the pole is silent');
    expect(zone.measured(Metric.polesSilent)).toBeGreaterThan(0);
  });

  it('recovers once it has been heard again for as long as a heartbeat takes, and that is told', async () => {
    const backAt = Date.now();
    await heartbeatAt(backAt);
    await vi.waitFor(async () => expect(await poleState()).toMatchObject({ heartbeatAt: backAt }), patiently);
    await heartbeatAt(backAt + 60_000);

    await vi.waitFor(
      async () => expect(await deviceIncidents()).toMatchObject([{ state: 'resolved' }]),
      patiently,
    );
    const [incident] = await deviceIncidents();
    await vi.waitFor(() => expect(zone.told(incident?.incidentId ?? '')).toHaveLength(2), patiently);
    expect(zone.told(incident?.incidentId ?? '').at(-1)?.text).toContain('Works again since');
  });
});

describe('a pole that comes and goes', () => {
  it('is known to be connected or not, and going is no incident', async () => {
    const client = await connectPole(pole);
    const connection = async () => (await poleState())?.connection;
    await vi.waitFor(async () => expect(await connection()).toMatchObject({ isConnected: true }), patiently);

    await client.endAsync();

    await vi.waitFor(
      async () =>
        expect(await connection()).toMatchObject({
          isConnected: false,
          reason: 'CLIENT_INITIATED_DISCONNECT',
        }),
      patiently,
    );
    expect(await deviceIncidents()).toHaveLength(1);
  });
});

describe('presses and what is said after them', () => {
  it('are one incident with two presses that stays open, told once', async () => {
    await press(pole, 'press-by-mistake');
    const incidentId = incidentIdOf('sos', pole.poleId, 'press-by-mistake');
    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(3), patiently);
    await press(pole, 'press-once-more');
    const client = await connectPole(pole);
    const cancel = JSON.stringify({ version: 1, cancelId: 'cancel-0001', pressId: 'press-once-more' });
    await client.publishAsync(poleTopic(pole.poleId, 'cancel'), cancel, { qos: 1 });
    await client.endAsync();

    const steps = async () =>
      (await zone.items('IncidentsTable'))
        .filter((item) => item.incidentId === incidentId)
        .map(({ record }) => String(record));
    await vi.waitFor(
      async () => expect(await steps()).toContainEqual(expect.stringContaining('#press-canceled#')),
      patiently,
    );
    expect((await zone.incidents()).filter(({ kind }) => kind === 'sos')).toMatchObject([
      { incidentId, state: 'open', pressCount: 2 },
    ]);
    expect(zone.logged(LogEvent.alertSent).filter((line) => line.incidentId === incidentId)).toHaveLength(1);
    expect(zone.logged(LogEvent.pressNotCounted)).toEqual([]);
  });
});
