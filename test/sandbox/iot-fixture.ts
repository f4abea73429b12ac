import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateKeysAndCertificateCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateTopicRuleCommand,
  IoTClient,
  type TopicRulePayload,
} from '@aws-sdk/client-iot';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import {
  createIotCore,
  type DeliveredAction,
  type IotCore,
  type IotCoreOptions,
} from '../../sandbox/iot-core/iot-core.ts';

export const region = 'ap-southeast-1';
export const accountId = '111122223333';
export const arn = (resource: string): string => `arn:aws:iot:${region}:${accountId}:${resource}`;
/** `${name}`, as policies and action templates write what AWS fills in. */
export const variable = (name: string): string => `\${${name}}`;
export const roleArn = 'arn:aws:iam::111122223333:role/rules';

export interface Delivery {
  readonly action: DeliveredAction;
  readonly text: string;
}

export interface Device {
  readonly certificateArn: string;
  readonly certificateId: string;
  readonly cert: string;
  readonly key: string;
}

export interface LocalIot {
  readonly core: IotCore;
  readonly iot: IoTClient;
  readonly deliveries: readonly Delivery[];
  close(): Promise<void>;
}

/** Queue URLs with this word in them refuse every message. */
export const brokenQueue = 'http://127.0.0.1:1/000000000000/broken';

/** The policy of our stack's poles: connect as oneself, publish on own Basic Ingest topics. */
export const polePolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: 'iot:Connect',
      Resource: arn(`client/${variable('iot:Connection.Thing.ThingName')}`),
      Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
    },
    {
      Effect: 'Allow',
      Action: 'iot:Publish',
      Resource: arn(`topic/$aws/rules/press/poles/${variable('iot:Connection.Thing.ThingName')}/*`),
    },
  ],
};
export const openPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
};
export const pressSql =
  "SELECT encode(*, 'base64') AS payload, topic(2) AS thingName, topic(3) AS messageType, " +
  "clientid() AS clientId, timestamp() AS receivedAt, traceid() AS traceId FROM 'poles/+/press'";

/** An IoT Core on free ports with a real SDK client, collecting what its rules deliver. */
export async function startIot(overrides: Partial<IotCoreOptions> = {}): Promise<LocalIot> {
  const deliveries: Delivery[] = [];
  const core = await createIotCore({
    region,
    accountId,
    retryDelayMs: 1,
    deliver: async (action, { payload }) => {
      if (action.kind === 'sqs' && action.queueUrl.includes('broken')) throw new Error('queue is gone');
      deliveries.push({ action, text: payload.toString('utf8') });
    },
    ...overrides,
  });
  const server = createServer((request, response) => core.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const iot = new IoTClient({ region, credentials, endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
  const close = async (): Promise<void> => {
    iot.destroy();
    server.closeAllConnections();
    await Promise.all([new Promise((resolve) => server.close(resolve)), core.close()]);
  };
  return { core, iot, deliveries, close };
}

/** An active certificate with a policy of its own, attached to a thing of that name. */
export async function makeDevice(
  { iot }: LocalIot,
  name: string,
  policy: object = openPolicy,
): Promise<Device> {
  await iot.send(new CreateThingCommand({ thingName: name }));
  const made = await iot.send(new CreateKeysAndCertificateCommand({ setAsActive: true }));
  const { certificateArn = '', certificateId = '', certificatePem: cert = '', keyPair } = made;
  const policyName = `policy-${name}`;
  await iot.send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(policy) }));
  await iot.send(new AttachPolicyCommand({ policyName, target: certificateArn }));
  await iot.send(new AttachThingPrincipalCommand({ thingName: name, principal: certificateArn }));
  return { certificateArn, certificateId, cert, key: keyPair?.PrivateKey ?? '' };
}

export const sqsAction = (queue: string, useBase64 = false) => ({
  sqs: {
    queueUrl: queue.startsWith('http') ? queue : `http://127.0.0.1/000000000000/${queue}`,
    roleArn,
    useBase64,
  },
});

export async function makeRule(
  { iot }: LocalIot,
  ruleName: string,
  payload: TopicRulePayload,
): Promise<void> {
  await iot.send(new CreateTopicRuleCommand({ ruleName, topicRulePayload: payload }));
}

/** Connects over mutual TLS and MQTT 3.1.1; rejects when the broker refuses, and never reconnects. */
export function connect(
  { core }: LocalIot,
  device: Partial<Device>,
  clientId: string,
  options: Partial<IClientOptions> = {},
): Promise<MqttClient> {
  const client = mqtt.connect(`mqtts://127.0.0.1:${core.mqttPort}`, {
    clientId,
    ca: core.caPem,
    ...(device.cert === undefined ? {} : { cert: device.cert, key: device.key ?? '' }),
    protocolVersion: 4,
    reconnectPeriod: 0,
    connectTimeout: 5000,
    ...options,
  });
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve(client));
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed before CONNACK')));
  });
}

/** Resolves when the broker has ended the connection. */
export const closed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => {
    client.on('error', () => undefined);
    client.once('close', () => resolve());
  });

/** Subscribes a device that may do everything, and collects what it receives. */
export async function listen(local: LocalIot, filter: string): Promise<{ topic: string; payload: Buffer }[]> {
  const listener = await connect(local, await makeDevice(local, 'listener'), 'listener');
  const received: { topic: string; payload: Buffer }[] = [];
  listener.on('message', (topic, payload) => received.push({ topic, payload }));
  await listener.subscribeAsync(filter, { qos: 1 });
  return received;
}
