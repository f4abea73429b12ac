import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { incidentIdOf, poleTopic } from '../../../lambdas/zone/names.ts';
import type { RecipientMessage } from '../../../sandbox/recipient-message.ts';
import { PoleNotHeardError, pressPole } from '../../../tools/pole-mqtt.ts';
import { closeIncidents } from './close-incidents.ts';
import { connectPole, installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';
import { setTripwire } from './tripwire.ts';

let zone: Zone;
let north: Pole;
let south: Pole;

beforeAll(async () => {
  zone = await runZone();
  [north, south] = [await installPole(zone, 'north-pole'), await installPole(zone, 'south-pole')];
  // A killed function's message comes back after this; half a minute when deployed.
  await zone.shortenRetries('PolesPressQueue', 2);
  await zone.shortenRetries('AlertsSosQueue', 3);
});
// A press joins the open incident of its pole; these tests are about its first.
beforeEach(() => closeIncidents(zone));
afterAll(() => zone?.stop());

const incidentOf = ({ poleId }: Pole, pressId: string) => incidentIdOf('sos', poleId, pressId);
const recipientsOf = (messages: readonly RecipientMessage[]) =>
  messages.map(({ recipient, protocol }) => `${protocol} ${recipient}`).sort();
const northRecipients = ['email duty@police.example', 'sms +66810000001', 'sms +66810000002'];
const southRecipients = ['email duty@police.example', 'sms +66810000001', 'sms +66810000003'];

/** What each recipient got about a press, once all of them who should have got something did. */
async function toldAll(pole: Pole, pressId: string, recipients: readonly string[]) {
  const told = () => zone.told(incidentOf(pole, pressId));
  await vi.waitFor(
    () => expect(recipientsOf(told())).toEqual(expect.arrayContaining([...recipients])),
    patiently,
  );
  return told();
}

/** Presses are handled as they come: once a later one has been told, an earlier one has told whom it will. */
async function settle(pressId: string): Promise<void> {
  await press(south, pressId);
  await toldAll(south, pressId, southRecipients);
}

async function incidentsOf(pressId: string) {
  return (await zone.incidents()).filter(({ causeId }) => causeId === pressId);
}

/** The record of an incident's first alert. */
async function alertOf(incidentId: string) {
  const { sandbox, documents } = zone;
  const Key = { incidentId, record: 'alert#1' };
  const { Item } = await documents.send(new GetCommand({ TableName: sandbox.outputs.IncidentsTable, Key }));
  return Item;
}

describe('a press', () => {
  it('becomes one incident and is told to the recipients of its kind, tier and site alone', async () => {
    await press(north, 'press-told-once');
    await settle('press-after-told-once');

    expect(recipientsOf(await toldAll(north, 'press-told-once', northRecipients))).toEqual(northRecipients);
    expect(await incidentsOf('press-told-once')).toMatchObject([
      { kind: 'sos', state: 'open', deviceId: 'north-pole', drill: false, place: { siteId: 'north-gate' } },
    ]);
  });

  it('is a Thai SMS of one part with its prefix, however long the name of the site, and a whole e-mail', async () => {
    await press(north, 'press-in-thai');

    const told = await toldAll(north, 'press-in-thai', northRecipients);
    const topic = new GetTopicAttributesCommand({ TopicArn: zone.sandbox.physicalId('AlertsSosTopic') });
    const { Attributes = {} } = await zone.sandbox.clients.sns.send(topic);
    const sms = `${Attributes.DisplayName}> ${told.find(({ protocol }) => protocol === 'sms')?.text}`;
    expect(sms).toMatch(/^NKSZ> SOS กดปุ่มฉุกเฉิน ประตูเหนือ.*… \d\d:\d\d SOS-[0-9A-Z]{8}$/);
    expect(sms.length).toBeLessThanOrEqual(70);
    expect(told.find(({ protocol }) => protocol === 'email')).toMatchObject({
      subject: expect.stringMatching(/^[\x20-\x7e]{1,99}$/),
      text: expect.stringMatching(/ประตูเหนือริมแม่น้ำโขงหน้าตลาดท่าเสด็จ.*North Gate/s),
    });
  });

  it('of a drill is told to those who practice and to nobody else', async () => {
    const trainers = ['email trainer@police.example', 'sms +66810000005'];

    await press(north, 'press-of-a-drill', { drill: true });
    await settle('press-after-the-drill');

    const told = await toldAll(north, 'press-of-a-drill', trainers);
    expect(recipientsOf(told)).toEqual(trainers);
    expect(told.every(({ text }) => text.includes('ซ้อม'))).toBe(true);
  });
});

describe('a pole with the certificate of another', () => {
  it('is cut off when it publishes as the other one, and nothing comes of it', async () => {
    const client = await connectPole(south);

    client.publish(poleTopic('north-pole', 'press'), '{"version":1,"pressId":"press-forged"}', { qos: 1 });

    await vi.waitFor(() => expect(client.connected).toBe(false), patiently);
    await settle('press-after-forged');
    expect(await incidentsOf('press-forged')).toEqual([]);
    expect(zone.logged(LogEvent.pressReceived).filter(({ pressId }) => pressId === 'press-forged')).toEqual(
      [],
    );
  });

  it('is not let in under the name of the other one', async () => {
    const impostor = pressPole({ ...south, poleId: 'north-pole', pressId: 'press-impostor', drill: false });

    await expect(impostor).rejects.toThrow(PoleNotHeardError);
  });
});

describe('a press that comes twice', () => {
  it('from the pole, is one incident and one alert', async () => {
    await press(north, 'press-repeated');
    await press(north, 'press-repeated');

    const repeats = () =>
      zone
        .logged(LogEvent.alertRepeated)
        .filter((fields) => fields.incidentId === incidentOf(north, 'press-repeated'));
    await vi.waitFor(() => expect(repeats()).toHaveLength(1), patiently);
    await settle('press-after-repeated');
    expect(await incidentsOf('press-repeated')).toHaveLength(1);
    expect(recipientsOf(await toldAll(north, 'press-repeated', northRecipients))).toEqual(northRecipients);
  });

  it('from the queues, is one incident and one alert', async () => {
    const envelope = {
      payload: Buffer.from('{"version":1,"pressId":"press-redelivered"}').toString('base64'),
      ...{ thingName: 'north-pole', messageType: 'press', clientId: 'north-pole', receivedAt: Date.now() },
    };
    const QueueUrl = zone.sandbox.outputs.PressQueueUrl;
    const delivery = new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(envelope) });

    await Promise.all([1, 2, 3].map(() => zone.sandbox.clients.sqs.send(delivery)));

    const heard = () =>
      zone.logged(LogEvent.pressReceived).filter(({ pressId }) => pressId === 'press-redelivered');
    const answered = () =>
      [...zone.logged(LogEvent.alertSent), ...zone.logged(LogEvent.alertRepeated)].filter(
        ({ incidentId }) => incidentId === incidentOf(north, 'press-redelivered'),
      );
    await vi.waitFor(() => expect([heard().length, answered().length]).toEqual([3, 3]), patiently);
    expect(await incidentsOf('press-redelivered')).toHaveLength(1);
    expect(recipientsOf(await toldAll(north, 'press-redelivered', northRecipients))).toEqual(northRecipients);
  });
});

describe('a press whose function is killed', () => {
  it('after it was decided to open its incident and before anything came of it, is told once', async () => {
    const dying = {
      functionId: 'PolesReceivePoleMessage',
      operation: 'PutItem',
      table: 'IncidentsTable',
    } as const;
    await using tripwire = await setTripwire(zone, dying);

    await press(north, 'press-killed-early');

    await toldAll(north, 'press-killed-early', northRecipients);
    await settle('press-after-killed-early');
    expect(tripwire.killCount).toBe(1);
    expect(recipientsOf(zone.told(incidentOf(north, 'press-killed-early')))).toEqual(northRecipients);
    expect(await incidentsOf('press-killed-early')).toHaveLength(1);
  });

  it('after its alert was claimed and before it was published, is told once', async () => {
    const dying = {
      functionId: 'AlertsRaiseAlert',
      operation: 'UpdateItem',
      table: 'IncidentsTable',
    } as const;
    await using tripwire = await setTripwire(zone, dying);

    await press(north, 'press-killed-late');

    await toldAll(north, 'press-killed-late', northRecipients);
    await settle('press-after-killed-late');
    expect(tripwire.killCount).toBe(1);
    expect(recipientsOf(zone.told(incidentOf(north, 'press-killed-late')))).toEqual(northRecipients);
    expect(await incidentsOf('press-killed-late')).toHaveLength(1);
  });

  it('after its alert was published and before it was marked as sent, is told once', async () => {
    const dying = {
      functionId: 'AlertsRaiseAlert',
      operation: 'UpdateItem',
      table: 'IncidentsTable',
      before: '":sent"',
    } as const;
    await using tripwire = await setTripwire(zone, dying);
    const id = incidentOf(north, 'press-killed-published');

    await press(north, 'press-killed-published');

    await toldAll(north, 'press-killed-published', northRecipients);
    await vi.waitFor(async () => expect(await alertOf(id)).toMatchObject({ status: 'sent' }), patiently);
    expect(tripwire.killCount).toBe(1);
    expect(recipientsOf(zone.told(id))).toEqual(northRecipients);
  });
});
