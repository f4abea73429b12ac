import { PublishCommand, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Stack } from 'aws-cdk-lib';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readEnvelope, STRUCTURE_ATTRIBUTE } from '../../sandbox/recipient-message.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { makeCloudAssembly, temporaryFolder } from './make-cloud-assembly.ts';

const running: Sandbox[] = [];

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop();
});

const addAlerts = (...kinds: string[]) => addFiltered('kind', kinds);

const addFiltered = (attribute: string, allowlist: readonly string[]) => (stack: Stack) => {
  const filterPolicy = { [attribute]: SubscriptionFilter.stringFilter({ allowlist: [...allowlist] }) };
  new Topic(stack, 'Alerts').addSubscription(new SmsSubscription('+66800000001', { filterPolicy }));
};

const start = async (build: (stack: Stack) => void, dataDir = temporaryFolder()) => {
  await running.pop()?.stop();
  const sandbox = await startSandbox({ cloudAssembly: makeCloudAssembly(build), port: 0, dataDir });
  running.push(sandbox);
  return sandbox;
};

const publish = ({ clients, physicalId }: Sandbox, kind: string, Message: string) =>
  clients.sns.send(
    new PublishCommand({
      TopicArn: physicalId('Alerts'),
      Message,
      MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
    }),
  );

const texts = ({ mailboxes }: Sandbox) => mailboxes.messages().map(({ text }) => text);

const received = (sandbox: Sandbox, ...expected: string[]) =>
  vi.waitFor(() => expect(texts(sandbox)).toEqual(expected), { timeout: 10_000 });

const envelope = (message: string, structure?: string) =>
  JSON.stringify({
    TopicArn: 'arn:aws:sns:ap-southeast-1:000000000000:alerts',
    Message: message,
    Timestamp: '2026-06-01T00:00:00.000Z',
    ...(structure === undefined
      ? {}
      : { MessageAttributes: { [STRUCTURE_ATTRIBUTE]: { Value: structure } } }),
  });

const phone = { protocol: 'sms', endpoint: '+66800000001' } as const;

describe('mailboxes', () => {
  it('keep what came, and go on receiving, over a second start on the same folder', async () => {
    const dataDir = temporaryFolder();
    const first = await start(addAlerts('sos'), dataDir);
    await publish(first, 'sos', 'before');
    await received(first, 'before');

    const second = await start(addAlerts('sos'), dataDir);
    await publish(second, 'sos', 'after');

    await received(second, 'before', 'after');
  });

  it('follow a filter that a second start changes', async () => {
    const dataDir = temporaryFolder();
    await start(addAlerts('sos'), dataDir);

    const sandbox = await start(addAlerts('plate'), dataDir);
    await publish(sandbox, 'sos', 'no more');
    await publish(sandbox, 'plate', 'now');

    await received(sandbox, 'now');
  });

  it('open and close with subscriptions made while the sandbox runs', async () => {
    const sandbox = await start(addAlerts('sos'));
    const subscribe = new SubscribeCommand({
      TopicArn: sandbox.physicalId('Alerts'),
      Protocol: 'email',
      Endpoint: 'duty@example.com',
      ReturnSubscriptionArn: true,
    });
    const { SubscriptionArn } = await sandbox.clients.sns.send(subscribe);
    await publish(sandbox, 'device', 'first');
    await received(sandbox, 'first');

    await sandbox.clients.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await publish(sandbox, 'device', 'to nobody');
    await publish(sandbox, 'sos', 'to the phone');

    await received(sandbox, 'first', 'to the phone');
  });

  it('get what names them in an array attribute, and nothing that names others alone', async () => {
    const sandbox = await start(addFiltered('agency', ['Police', 'all']));
    const publishTo = (agencies: readonly string[], Message: string) =>
      sandbox.clients.sns.send(
        new PublishCommand({
          TopicArn: sandbox.physicalId('Alerts'),
          Message,
          MessageAttributes: { agency: { DataType: 'String.Array', StringValue: JSON.stringify(agencies) } },
        }),
      );

    await publishTo(['City', 'River Police'], 'to others');
    await publishTo(['City', 'Police'], 'to both');
    await publishTo(['all'], 'to everybody');

    await received(sandbox, 'to both', 'to everybody');
  });

  it('tell of each message as it comes', async () => {
    const sandbox = await start(addAlerts('sos'));
    const heard: string[] = [];
    sandbox.mailboxes.onMessage(({ recipient }) => heard.push(recipient));

    await publish(sandbox, 'sos', 'SOS');

    await vi.waitFor(() => expect(heard).toEqual(['+66800000001']), { timeout: 10_000 });
  });

  it('say when a phone got the default text for lack of one of its own', () => {
    const message = readEnvelope(envelope(JSON.stringify({ default: 'long text' }), 'json'), phone);

    expect(message).toMatchObject({ text: 'long text', isDefaultText: true, attributes: {} });
  });

  it('leave a text without structure as it is, JSON or not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readEnvelope(envelope(text), phone).text).toBe(text);
      }),
    );
  });
});
