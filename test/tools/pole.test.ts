import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreatePolicyCommand,
  CreateThingCommand,
  CreateTopicRuleCommand,
  IoTClient,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePoleMessage } from '../../lambdas/poles/pole-message.ts';
import { poleRules } from '../../lambdas/zone/names.ts';
import { type FrontDoor, openFrontDoor } from '../../sandbox/front-door.ts';
import { createIotCore, type IotCore } from '../../sandbox/iot-core/iot-core.ts';
import { findBroker } from '../../tools/find-broker.ts';
import { pressPole } from '../../tools/pole.ts';
import { PoleCredentialsError } from '../../tools/pole-credentials.ts';
import { PoleNotHeardError, publishAsPole } from '../../tools/pole-mqtt.ts';
import { PoleMissingError, provisionPole } from '../../tools/provision-pole.ts';

const region = 'ap-southeast-1';
const policyName = 'poles';
const heard: { readonly topic: string; readonly payload: Buffer }[] = [];
let iotCore: IotCore;
let door: FrontDoor;
let iot: IoTClient;
let folder: string;

beforeAll(async () => {
  iotCore = await createIotCore({
    region,
    accountId: '000000000000',
    deliver: async (_, { topic, payload }) => void heard.push({ topic, payload }),
  });
  door = await openFrontDoor({ port: 0, services: [iotCore] });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  iot = new IoTClient({ region, endpoint: door.url, credentials });
  await makePoles();
});

afterAll(async () => {
  iot.destroy();
  await door.close();
  await iotCore.close();
});

beforeEach(() => {
  heard.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'pole-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two poles, the rule of presses, and a policy that lets a pole press as itself and send nothing else. */
async function makePoles() {
  const arn = (resource: string) => `arn:aws:iot:${region}:000000000000:${resource}`;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an IoT policy variable, filled in per connection
  const thing = '${iot:Connection.Thing.ThingName}';
  const statements = [
    { Effect: 'Allow', Action: 'iot:Connect', Resource: arn(`client/${thing}`) },
    {
      Effect: 'Allow',
      Action: 'iot:Publish',
      Resource: arn(`topic/$aws/rules/${poleRules.press}/poles/${thing}/*`),
    },
  ];
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  await iot.send(new CreatePolicyCommand({ policyName, policyDocument }));
  for (const thingName of ['nk-pole-01', 'nk-pole-02']) await iot.send(new CreateThingCommand({ thingName }));
  await iot.send(
    new CreateTopicRuleCommand({
      ruleName: poleRules.press,
      topicRulePayload: {
        awsIotSqlVersion: '2016-03-23',
        sql: "SELECT * FROM 'poles/+/press'",
        actions: [{ sqs: { queueUrl: 'http://queue', roleArn: 'arn:aws:iam::000000000000:role/rule' } }],
      },
    }),
  );
}

const provision = (poleId: string) =>
  provisionPole({ poleId, iot, policyName, folder, caPem: iotCore.caPem });
const broker = () => ({ host: '127.0.0.1', port: iotCore.mqttPort });
const press = (poleId: string) =>
  pressPole({ poleId, ...broker(), certs: folder, pressId: 'press-0001', drill: true });

describe('a provisioned pole', () => {
  it('presses its button so that the press reaches its rule', async () => {
    await provision('nk-pole-01');

    await press('nk-pole-01');
    await iotCore.settled();

    expect(heard).toHaveLength(1);
    expect(parsePoleMessage('press', heard[0]?.payload ?? Buffer.alloc(0)).body).toMatchObject({
      pressId: 'press-0001',
      drill: true,
    });
  });

  it('keeps its key from other users of the machine', async () => {
    await provision('nk-pole-01');

    expect(statSync(join(folder, 'private.key')).mode & 0o777).toBe(0o600);
  });

  it('is not let in as another pole', async () => {
    await provision('nk-pole-01');

    await expect(press('nk-pole-02')).rejects.toThrow(PoleNotHeardError);
  });

  it('is told when it may not publish', async () => {
    await provision('nk-pole-01');
    const heartbeat = { messageType: 'heartbeat', body: { version: 1 } } as const;

    await expect(
      publishAsPole({ poleId: 'nk-pole-01', certs: folder, ...broker(), ...heartbeat }),
    ).rejects.toThrow(/may this certificate publish/);
  });

  it('is not let in after its certificate was revoked', async () => {
    const { certificateId } = await provision('nk-pole-01');
    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }));

    await expect(press('nk-pole-01')).rejects.toThrow(PoleNotHeardError);
  });

  it('gets no second certificate by accident', async () => {
    await provision('nk-pole-01');

    await expect(provision('nk-pole-01')).rejects.toThrow(PoleCredentialsError);
  });
});

it('a pole that the zone file does not name gets no certificate', async () => {
  await expect(provision('nk-pole-99')).rejects.toThrow(PoleMissingError);
});

it('a pole without a certificate is told how to get one', async () => {
  await expect(press('nk-pole-01')).rejects.toThrow('pole provision');
});

it('finds the broker of the account with its port', async () => {
  expect(await findBroker(iot)).toEqual(broker());
});
