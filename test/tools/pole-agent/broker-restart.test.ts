import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreatePolicyCommand,
  CreateThingCommand,
  CreateTopicRuleCommand,
  IoTClient,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { poleRules } from '../../../lambdas/zone/names.ts';
import { openFrontDoor } from '../../../sandbox/front-door.ts';
import { createIotCore, type IotCore } from '../../../sandbox/iot-core/iot-core.ts';
import { provisionPole } from '../../../tools/provision-pole.ts';
import { type RunningAgent, runAgent } from './run-agent.ts';

const region = 'ap-southeast-1';
const poleId = 'nk-pole-01';
const patiently = { timeout: 15_000, interval: 20 };
let folder: string;
let heard: string[];
let iotCore: IotCore;
let agent: RunningAgent | undefined;

/** The broker of this test's folder; the same one again after it was closed. */
const openBroker = (mqttPort = 0) =>
  createIotCore({
    region,
    accountId: '000000000000',
    dataDir: folder,
    mqttPort,
    deliver: async (_, { payload }) => void heard.push(String(JSON.parse(payload.toString()).pressId)),
  });
const startAgent = () =>
  runAgent({
    poleId,
    certs: join(folder, 'certs'),
    outbox: join(folder, 'outbox'),
    host: '127.0.0.1',
    port: iotCore.mqttPort,
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pole-agent-'));
  heard = [];
  iotCore = await openBroker();
  const door = await openFrontDoor({ port: 0, services: [iotCore] });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const iot = new IoTClient({ region, endpoint: door.url, credentials });
  const Statement = ['Connect', 'Publish', 'Subscribe', 'Receive'].map((action) => ({
    Effect: 'Allow',
    Action: `iot:${action}`,
    Resource: '*',
  }));
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iot.send(new CreatePolicyCommand({ policyName: 'poles', policyDocument }));
  await iot.send(new CreateThingCommand({ thingName: poleId }));
  const sqs = { queueUrl: 'http://queue', roleArn: 'arn:aws:iam::000000000000:role/rule' };
  const topicRulePayload = {
    awsIotSqlVersion: '2016-03-23',
    sql: "SELECT * FROM 'poles/+/press'",
    actions: [{ sqs }],
  };
  await iot.send(new CreateTopicRuleCommand({ ruleName: poleRules.press, topicRulePayload }));
  await provisionPole({
    poleId,
    iot,
    policyName: 'poles',
    folder: join(folder, 'certs'),
    caPem: iotCore.caPem,
  });
  iot.destroy();
  await door.close();
});
afterEach(async () => {
  await agent?.stop();
  await iotCore.close();
  rmSync(folder, { recursive: true, force: true });
});

it('loses no press while the broker restarts, and keeps their order', async () => {
  agent = startAgent();
  await vi.waitFor(() => expect(agent?.events).toContainEqual({ event: 'connected' }), patiently);
  const presses: string[] = [];
  const pressTwice = () => presses.push(agent?.press() ?? '', agent?.press() ?? '');

  for (let restart = 0; restart < 3; restart++) {
    pressTwice();
    const port = iotCore.mqttPort;
    const closing = iotCore.close();
    pressTwice();
    await closing;
    pressTwice();
    iotCore = await openBroker(port);
    await vi.waitFor(() => expect(agent?.taken()).toEqual(presses), patiently);
  }
  await iotCore.settled();

  expect(new Set(heard)).toEqual(new Set(presses));
  expect(agent.taken()).toEqual(presses);
}, 60_000);

it('sends after its own restart what an earlier run could not', async () => {
  const port = iotCore.mqttPort;
  await iotCore.close();
  agent = startAgent();
  const presses = [agent.press(), agent.press()];
  await agent.stop();

  iotCore = await openBroker(port);
  agent = startAgent();

  await vi.waitFor(() => expect(agent?.taken()).toEqual(presses), patiently);
  await iotCore.settled();
  expect(heard).toEqual(presses);
}, 60_000);
