import { once } from 'node:events';
import { createConnection } from 'node:net';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachThingPrincipalCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  arn,
  brokenQueue,
  closed,
  connect,
  type LocalIot,
  listen,
  makeDevice,
  makeRule,
  openPolicy,
  polePolicy,
  sqsAction,
  startIot,
} from './iot-fixture.ts';

let local: LocalIot;
beforeEach(async () => {
  local = await startIot();
});
afterEach(() => local.close());

const statement = (Action: string, Resource: string, Effect = 'Allow') => ({
  Effect,
  Action,
  Resource: arn(Resource),
});
const policyOf = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });

describe('connecting', () => {
  it('lets a device in under the name of the thing its certificate is attached to', async () => {
    const client = await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');

    expect(client.connected).toBe(true);
  });

  it.each(['sos-02', 'other', ''])(
    'refuses the client id "%s" with the certificate of sos-01',
    async (clientId) => {
      await makeDevice(local, 'sos-02', polePolicy);
      const device = await makeDevice(local, 'sos-01', polePolicy);

      await expect(connect(local, device, clientId)).rejects.toThrow(/Not authorized/);
    },
  );

  it('refuses a thing whose certificate has been detached', async () => {
    const device = await makeDevice(local, 'sos-01', polePolicy);
    const { certificateArn: principal } = device;
    await local.iot.send(new DetachThingPrincipalCommand({ thingName: 'sos-01', principal }));

    await expect(connect(local, device, 'sos-01')).rejects.toThrow(/Not authorized/);
  });

  it('refuses a certificate that is not active', async () => {
    const device = await makeDevice(local, 'sos-01', polePolicy);
    const { certificateId } = device;
    await local.iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }));

    await expect(connect(local, device, 'sos-01')).rejects.toThrow(/Not authorized/);
  });

  it('refuses a client without a certificate', async () => {
    await makeDevice(local, 'sos-01');

    await expect(connect(local, {}, 'sos-01')).rejects.toThrow(/certificate required|closed/);
  });

  it('refuses the certificate of another CA', async () => {
    const foreign = await startIot();
    const device = await makeDevice(foreign, 'sos-01');
    await foreign.close();

    await expect(connect(local, device, 'sos-01')).rejects.toThrow(/certificate|alert|closed/);
  });

  it('refuses a last will on a topic that the device may not publish on', async () => {
    const device = await makeDevice(local, 'sos-01', polePolicy);
    const will = { topic: 'poles/sos-02/gone', payload: Buffer.from('x'), qos: 1 as const, retain: false };

    await expect(connect(local, device, 'sos-01', { will })).rejects.toThrow(/Not authorized/);
  });

  it('ends the connections of a certificate that is deactivated', async () => {
    const device = await makeDevice(local, 'sos-01', polePolicy);
    const client = await connect(local, device, 'sos-01');
    const end = closed(client);

    await local.iot.send(
      new UpdateCertificateCommand({ certificateId: device.certificateId, newStatus: 'INACTIVE' }),
    );

    await end;
  });
});

describe('closing', () => {
  it('does not wait for a client that never says anything', async () => {
    const quiet = await startIot();
    const socket = createConnection(quiet.core.mqttPort, '127.0.0.1');
    await once(socket, 'connect');

    await Promise.all([once(socket, 'close'), quiet.close()]);
    // TLS itself gives such a client up after ten seconds.
  }, 5000);
});

describe('publishing and subscribing', () => {
  it('carries messages from one device to another', async () => {
    const received = await listen(local, 'doors/#');
    const sender = await connect(local, await makeDevice(local, 'sender'), 'sender');

    await sender.publishAsync('doors/1', Buffer.from([0, 255]), { qos: 1 });

    await vi.waitFor(() => expect(received).toEqual([{ topic: 'doors/1', payload: Buffer.from([0, 255]) }]));
  });

  it.each([
    ['a topic its policy does not name', 'poles/sos-02/press', 1],
    ['a topic of AWS itself', '$aws/events/presence/connected/x', 1],
    ['a topic with more than seven slashes', 'a/b/c/d/e/f/g/h/i', 1],
    ['QoS 2', 'poles/sos-01/press', 2],
  ] as const)('disconnects a device that publishes with %s', async (_name, topic, qos) => {
    const policy = policyOf(statement('iot:Connect', '*'), statement('iot:Publish', 'topic/poles/sos-01/*'));
    const client = await connect(local, await makeDevice(local, 'sos-01', policy), 'sos-01');
    const end = closed(client);

    client.publish(topic, 'x', { qos });

    await end;
  });

  it('disconnects a device that publishes more than 128 KB, and takes exactly 128 KB', async () => {
    const received = await listen(local, 'big');
    const client = await connect(local, await makeDevice(local, 'sender'), 'sender');
    const end = closed(client);

    await client.publishAsync('big', Buffer.alloc(128 * 1024), { qos: 1 });
    client.publish('big', Buffer.alloc(128 * 1024 + 1), { qos: 1 });

    await end;
    await vi.waitFor(() => expect(received.map(({ payload }) => payload.length)).toEqual([128 * 1024]));
  });

  it('lets a deny take away what another policy allows', async () => {
    const device = await makeDevice(local, 'sender');
    const policyDocument = JSON.stringify(policyOf(statement('iot:Publish', 'topic/secret', 'Deny')));
    await local.iot.send(new CreatePolicyCommand({ policyName: 'no-secret', policyDocument }));
    await local.iot.send(new AttachPolicyCommand({ policyName: 'no-secret', target: device.certificateArn }));
    const client = await connect(local, device, 'sender');
    const end = closed(client);

    await client.publishAsync('open', 'x', { qos: 1 });
    client.publish('secret', 'x', { qos: 1 });

    await end;
  });

  it('asks for iot:RetainPublish before it keeps a message', async () => {
    const policy = policyOf(statement('iot:Connect', '*'), statement('iot:Publish', '*'));
    const client = await connect(local, await makeDevice(local, 'sender', policy), 'sender');
    const end = closed(client);

    await client.publishAsync('a', 'x', { qos: 1 });
    client.publish('a', 'x', { qos: 1, retain: true });

    await end;
  });

  it.each(['other/#', '$aws/rules/#', '$share/g/doors', '$SYS/#'])(
    'disconnects a device that subscribes to %s without being allowed to',
    async (filter) => {
      const doors = policyOf(
        statement('iot:*', '*'),
        statement('iot:Subscribe', 'topicfilter/other/*', 'Deny'),
      );
      const client = await connect(local, await makeDevice(local, 'doors', doors), 'doors');
      const end = closed(client);

      client.subscribe(filter);

      await end;
    },
  );

  it('keeps back a message that the subscriber may not receive', async () => {
    const policy = policyOf(
      statement('iot:Connect', '*'),
      statement('iot:Subscribe', '*'),
      statement('iot:Receive', 'topic/doors/open'),
    );
    const client = await connect(local, await makeDevice(local, 'doors', policy), 'doors');
    const received: string[] = [];
    client.on('message', (topic) => received.push(topic));
    await client.subscribeAsync('doors/#');

    await local.core.publish('doors/secret', 'x');
    await local.core.publish('doors/open', 'x');

    await vi.waitFor(() => expect(received).toEqual(['doors/open']));
  });
});

describe('Basic Ingest', () => {
  const toQueue = (queue: string, sql: string) => ({ sql, actions: [sqsAction(queue)] });
  const sql = "SELECT topic() AS topic FROM 'poles/+/press'";

  it('reaches the named rule alone, and no subscriber', async () => {
    const received = await listen(local, '#');
    await makeRule(local, 'press', toQueue('press', sql));
    await makeRule(local, 'other', toQueue('other', sql));
    const pole = await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');

    await pole.publishAsync('$aws/rules/press/poles/sos-01/press', 'x', { qos: 1 });
    await local.core.publish('end', 'x');

    await vi.waitFor(() => expect(received.map(({ topic }) => topic)).toEqual(['end']));
    await local.core.settled();
    expect(local.deliveries).toMatchObject([
      {
        action: { kind: 'sqs', queueUrl: expect.stringMatching(/press$/) },
        text: '{"topic":"poles/sos-01/press"}',
      },
    ]);
  });

  it('disconnects a pole that publishes as another pole, and delivers nothing', async () => {
    await makeRule(local, 'press', toQueue('press', sql));
    await makeDevice(local, 'sos-02', polePolicy);
    const pole = await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');
    const end = closed(pole);

    pole.publish('$aws/rules/press/poles/sos-02/press', 'x', { qos: 1 });

    await end;
    await local.core.settled();
    expect(local.deliveries).toEqual([]);
  });

  it('logs a rule that is not there', async () => {
    const log = vi.fn();
    const logged = await startIot({ log });

    await logged.core.publish('$aws/rules/none/a', 'x');
    await logged.close();

    expect(log).toHaveBeenCalledWith('RULE_NOT_FOUND', { ruleName: 'none' });
  });
});

describe('lifecycle events', () => {
  const events = (received: { payload: Buffer }[]) =>
    received.map(({ payload }) => JSON.parse(payload.toString()));

  it('tells of a connection and its end under one version, the next connection under the next', async () => {
    const received = await listen(local, '$aws/events/presence/+/sos-01');
    const device = await makeDevice(local, 'sos-01', polePolicy);
    await (await connect(local, device, 'sos-01')).endAsync();
    await vi.waitFor(() => expect(received).toHaveLength(2));
    (await connect(local, device, 'sos-01')).stream.destroy();
    await vi.waitFor(() => expect(received).toHaveLength(4));

    const common = { clientId: 'sos-01', principalIdentifier: device.certificateId };
    expect(events(received)).toMatchObject([
      { ...common, eventType: 'connected', versionNumber: 0, ipAddress: '127.0.0.1' },
      {
        ...common,
        eventType: 'disconnected',
        versionNumber: 0,
        clientInitiatedDisconnect: true,
        disconnectReason: 'CLIENT_INITIATED_DISCONNECT',
      },
      { ...common, eventType: 'connected', versionNumber: 1 },
      {
        ...common,
        eventType: 'disconnected',
        versionNumber: 1,
        clientInitiatedDisconnect: false,
        disconnectReason: 'CONNECTION_LOST',
      },
    ]);
  });

  it('says why the broker ended a connection', async () => {
    const received = await listen(local, '$aws/events/presence/disconnected/sos-01');
    const device = await makeDevice(local, 'sos-01', polePolicy);
    const first = await connect(local, device, 'sos-01');
    const firstEnd = closed(first);
    const second = await connect(local, device, 'sos-01');
    await firstEnd;

    second.on('error', () => undefined);
    second.publish('not/allowed', 'x');

    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(events(received)).toMatchObject([
      { disconnectReason: 'DUPLICATE_CLIENTID', versionNumber: 0 },
      { disconnectReason: 'AUTH_ERROR', versionNumber: 1 },
    ]);
  });

  it('tells of a refused connection and of subscriptions', async () => {
    const received = await listen(local, '$aws/events/#');
    const device = await makeDevice(local, 'sos-01', polePolicy);
    await connect(local, device, 'wrong').catch(() => undefined);
    const watcher = await connect(local, await makeDevice(local, 'watcher', openPolicy), 'watcher');
    await watcher.subscribeAsync('a/b');

    await vi.waitFor(() =>
      expect(events(received)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            clientId: 'wrong',
            eventType: 'connect_failed',
            connectFailureReason: 'AUTHORIZATION_FAILED',
          }),
          expect.objectContaining({ clientId: 'watcher', eventType: 'subscribed', topics: ['a/b'] }),
        ]),
      ),
    );
  });

  it('triggers rules', async () => {
    await makeRule(local, 'presence', {
      sql: "SELECT clientId, eventType FROM '$aws/events/presence/connected/+'",
      actions: [sqsAction('presence')],
    });

    await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');

    await vi.waitFor(() =>
      expect(local.deliveries.map(({ text }) => text)).toEqual([
        '{"clientId":"sos-01","eventType":"connected"}',
      ]),
    );
  });
});

describe('a last will', () => {
  it('is published when the connection breaks', async () => {
    const received = await listen(local, 'wills/#');
    const will = { topic: 'wills/sos-01', payload: Buffer.from('gone'), qos: 1 as const, retain: false };
    const client = await connect(local, await makeDevice(local, 'sos-01'), 'sos-01', { will });

    client.stream.destroy();

    await vi.waitFor(() =>
      expect(received).toEqual([{ topic: 'wills/sos-01', payload: Buffer.from('gone') }]),
    );
  });

  it('triggers rules, whose failure goes to the error action', async () => {
    await makeRule(local, 'wills', {
      sql: "SELECT topic() AS topic FROM 'wills/+'",
      actions: [sqsAction(brokenQueue)],
      errorAction: sqsAction('errors'),
    });
    const will = { topic: 'wills/sos-01', payload: Buffer.from('gone'), qos: 1 as const, retain: false };
    const client = await connect(local, await makeDevice(local, 'sos-01'), 'sos-01', { will });

    client.stream.destroy();

    await vi.waitFor(() => expect(local.deliveries).toHaveLength(1));
  });
});
