import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { Metric } from '../../../lambdas/zone/metrics.ts';
import { incidentIdOf, type PoleMessageType, poleTopic } from '../../../lambdas/zone/names.ts';
import { connectPole, heartbeat, installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let pole: Pole;

beforeAll(async () => {
  zone = await runZone();
  pole = await installPole(zone, 'north-pole');
});
afterAll(() => zone?.stop());

async function publish(messageType: PoleMessageType, payload: string | Buffer): Promise<void> {
  const client = await connectPole(pole);
  await client.publishAsync(poleTopic(pole.poleId, messageType), payload, { qos: 1 });
  await client.endAsync();
}

/** Moves the base64 payloads that lie in a dead-letter queue into `letters`. */
async function takeDeadLetters(queueId: string, letters: string[]): Promise<void> {
  const QueueUrl = zone.sandbox.physicalId(queueId);
  const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await zone.sandbox.clients.sqs.send(receive);
  letters.push(...Messages.map(({ Body = '' }) => String(JSON.parse(Body).payload)));
}

describe('what no pole sends', () => {
  const presses = {
    'no JSON': Buffer.from('SOS'),
    'a press id that is no text': Buffer.from('{"version":1,"pressId":12345678}'),
    '128 KB': Buffer.from(`{${' '.repeat(128 * 1024 - 1)}`),
    'bytes that are no text': Buffer.from([0xff, 0x00, 0xfe]),
  };
  const faults = {
    'an unknown fault': Buffer.from('{"version":1,"faultId":"fault-0001","fault":"meteorite"}'),
  };
  const letters: string[] = [];

  beforeAll(async () => {
    // So that the last delivery of a message comes in seconds.
    await zone.shortenRetries('PolesPressQueue', 1);
    await zone.shortenRetries('PolesStatusQueue', 1);
    for (const payload of Object.values(presses)) await publish('press', payload);
    for (const payload of Object.values(faults)) await publish('fault', payload);
    await press(pole, 'press-after-nonsense');
  });

  it('does not stand in the way of the press after it', async () => {
    const incidentId = incidentIdOf('sos', pole.poleId, 'press-after-nonsense');

    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(3), patiently);
  });

  it.each(Object.keys(presses) as (keyof typeof presses)[])('is kept for a person: %s', async (name) => {
    await vi.waitFor(async () => {
      await takeDeadLetters('PolesPressQueueDeadLetters', letters);
      expect(letters).toContain(presses[name].toString('base64'));
    }, patiently);
  });

  it('is kept for a person: an unknown fault', async () => {
    await vi.waitFor(async () => {
      await takeDeadLetters('PolesStatusQueueDeadLetters', letters);
      expect(letters).toContain(faults['an unknown fault'].toString('base64'));
    }, patiently);
  });

  it('is logged with the fields that are wrong and counted, at each delivery', () => {
    const refused = zone.logged(LogEvent.poleMessageRefused);

    const deliveries = { press: 20, status: 3 };
    const wrong = refused.map(({ fields }) => String(fields)).sort();
    expect(wrong).toEqual([
      ...Array(deliveries.status).fill('fault'),
      ...Array(3 * deliveries.press).fill('payload'),
      ...Array(deliveries.press).fill('pressId'),
    ]);
    expect(refused.every(({ poleId }) => poleId === 'north-pole')).toBe(true);
    expect(zone.measured(Metric.poleMessagesRefused)).toBe(refused.length);
  });

  it('becomes no incident', async () => {
    expect((await zone.incidents()).map(({ causeId }) => causeId)).toEqual(['press-after-nonsense']);
  });
});

describe('a fault', () => {
  it('is told to maintenance alone', async () => {
    await publish('fault', '{"version":1,"faultId":"fault-0002","fault":"battery-low"}');

    const incidentId = incidentIdOf('device', pole.poleId, 'fault-0002');
    await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(1), patiently);
    expect(zone.told(incidentId)).toMatchObject([
      { protocol: 'email', recipient: 'maintenance@city.example' },
    ]);
  });
});

describe('a heartbeat', () => {
  const heartbeats = () => zone.logged(LogEvent.poleHeartbeat).map(({ outcome }) => outcome);
  const state = async () => (await zone.items('RegistryTable')).find(({ kind }) => kind === 'pole-state');

  it('that comes late does not replace a newer one', async () => {
    await heartbeat(pole, { batteryPercent: 41 });
    await vi.waitFor(() => expect(heartbeats()).toEqual(['kept']), patiently);
    const late = {
      payload: Buffer.from('{"version":1,"batteryPercent":99}').toString('base64'),
      ...{ thingName: pole.poleId, messageType: 'heartbeat', clientId: pole.poleId },
      receivedAt: Date.now() - 60_000,
    };
    const QueueUrl = zone.sandbox.physicalId('PolesStatusQueue');

    await zone.sandbox.clients.sqs.send(
      new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(late) }),
    );

    await vi.waitFor(() => expect(heartbeats()).toEqual(['kept', 'outdated']), patiently);
    expect(await state()).toMatchObject({ id: 'north-pole', heartbeat: { batteryPercent: 41 } });
  });

  it('that is newer replaces the one before', async () => {
    await heartbeat(pole, { batteryPercent: 40 });

    await vi.waitFor(
      async () => expect(await state()).toMatchObject({ heartbeat: { batteryPercent: 40 } }),
      patiently,
    );
  });
});
