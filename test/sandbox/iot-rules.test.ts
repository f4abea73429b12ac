import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSdkDelivery, UndeliverableActionError } from '../../sandbox/iot-core/rule-delivery.ts';
import {
  brokenQueue,
  connect,
  type LocalIot,
  listen,
  makeDevice,
  makeRule,
  polePolicy,
  pressSql,
  roleArn,
  sqsAction,
  startIot,
  variable,
} from './iot-fixture.ts';

const press = '$aws/rules/press/poles/sos-01/press';
let local: LocalIot;
beforeEach(async () => {
  local = await startIot({ now: () => new Date(1_700_000_000_000) });
});
afterEach(() => local.close());

const texts = async (): Promise<unknown[]> => {
  await local.core.settled();
  return local.deliveries.map(({ text }) => JSON.parse(text));
};

describe('a rule', () => {
  it('delivers a press of any bytes as base64 with what the broker knows', async () => {
    await makeRule(local, 'press', { sql: pressSql, actions: [sqsAction('press')] });
    const pole = await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');
    const payload = Buffer.from([0, 1, 254, 255]);

    await pole.publishAsync(press, payload, { qos: 1 });

    await vi.waitFor(() => expect(local.deliveries).toHaveLength(1));
    expect(await texts()).toEqual([
      {
        payload: payload.toString('base64'),
        thingName: 'sos-01',
        messageType: 'press',
        clientId: 'sos-01',
        receivedAt: 1_700_000_000_000,
        traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    expect(local.deliveries[0]?.action).toEqual({
      kind: 'sqs',
      queueUrl: 'http://127.0.0.1/000000000000/press',
      useBase64: false,
    });
  });

  it('acts on the messages its filter and WHERE choose, and not while disabled', async () => {
    const sql = "SELECT * FROM 'doors/+' WHERE state = 'open'";
    await makeRule(local, 'open', { sql, actions: [sqsAction('open')] });
    await makeRule(local, 'off', { sql, actions: [sqsAction('off')], ruleDisabled: true });

    await local.core.publish('doors/1', '{"state":"open"}');
    await local.core.publish('doors/1', '{"state":"shut"}');
    await local.core.publish('windows/1', '{"state":"open"}');

    expect(await texts()).toEqual([{ state: 'open' }]);
  });

  it('republishes under a topic made from the message', async () => {
    const received = await listen(local, 'out/#');
    const republish = { roleArn, topic: `out/${variable('topic(2)')}/${variable('kind')}`, qos: 1 };
    await makeRule(local, 'again', { sql: "SELECT value FROM 'in/+'", actions: [{ republish }] });

    await local.core.publish('in/7', '{"kind":"a","value":1}');

    await vi.waitFor(() =>
      expect(received).toEqual([{ topic: 'out/7/a', payload: Buffer.from('{"value":1}') }]),
    );
  });

  it('hands SNS and Lambda actions to the sandbox and logs CloudWatch actions', async () => {
    const log = vi.fn();
    const logged = await startIot({ log });
    await makeRule(logged, 'all', {
      sql: "SELECT * FROM 'a'",
      actions: [
        { sns: { roleArn, targetArn: 'arn:aws:sns:ap-southeast-1:111122223333:t', messageFormat: 'RAW' } },
        { lambda: { functionArn: 'arn:aws:lambda:ap-southeast-1:111122223333:function:f' } },
        { cloudwatchLogs: { roleArn, logGroupName: 'g' } },
      ],
    });

    await logged.core.publish('a', '{}');
    await logged.core.settled();
    await logged.close();

    expect(logged.deliveries.map(({ action }) => action.kind)).toEqual(['sns', 'lambda']);
    expect(log).toHaveBeenCalledWith('RULE_ACTION', expect.objectContaining({ resource: 'g' }));
  });
});

describe('a failing rule', () => {
  it('tries again, and delivers when a later attempt succeeds', async () => {
    const deliver = vi.fn().mockRejectedValueOnce(new Error('busy')).mockRejectedValueOnce(new Error('busy'));
    const retried = await startIot({ deliver });
    const action = sqsAction('q');
    await makeRule(retried, 'r', {
      sql: "SELECT * FROM 'a'",
      actions: [action],
      errorAction: sqsAction('errors'),
    });

    await retried.core.publish('a', '{}');
    await retried.core.settled();
    await retried.close();

    expect(deliver.mock.calls.map(([{ queueUrl }]) => queueUrl)).toEqual(Array(3).fill(action.sqs.queueUrl));
  });

  it('gives its error action one document with every failure, while other actions are carried out', async () => {
    await makeRule(local, 'press', {
      sql: pressSql,
      actions: [sqsAction(brokenQueue), sqsAction('fine')],
      errorAction: sqsAction('errors'),
    });
    const pole = await connect(local, await makeDevice(local, 'sos-01', polePolicy), 'sos-01');

    await pole.publishAsync(press, 'help', { qos: 1 });

    await vi.waitFor(() => expect(local.deliveries).toHaveLength(2));
    const [, failure] = await texts();
    expect(failure).toEqual({
      ruleName: 'press',
      topic: 'poles/sos-01/press',
      cloudwatchTraceId: expect.any(String),
      clientId: 'sos-01',
      base64OriginalPayload: Buffer.from('help').toString('base64'),
      failures: [{ failedAction: 'SqsAction', failedResource: brokenQueue, errorMessage: 'queue is gone' }],
    });
  });

  it.each([
    ['SELECT * over bytes', "SELECT * FROM 'a'", false],
    ['a field of a payload that is no JSON', "SELECT b FROM 'a'", true],
  ])('gives %s to its error action', async (_name, sql, useBase64) => {
    const actions = [sqsAction('q', useBase64)];
    await makeRule(local, 'r', { sql, actions, errorAction: sqsAction('errors') });

    await local.core.publish('a', Buffer.from([1, 2, 3]));

    expect(await texts()).toMatchObject([
      {
        ruleName: 'r',
        base64OriginalPayload: 'AQID',
        failures: [{ errorMessage: expect.stringContaining('JSON') }],
      },
    ]);
  });

  it('logs what an error action cannot take either', async () => {
    const log = vi.fn();
    const deliver = async () => {
      throw new Error('all is gone');
    };
    const failing = await startIot({ log, deliver });
    await makeRule(failing, 'r', {
      sql: "SELECT * FROM 'a'",
      actions: [sqsAction('q')],
      errorAction: sqsAction('e'),
    });

    await failing.core.publish('a', '{}');
    await failing.core.settled();
    await failing.close();

    expect(log).toHaveBeenCalledWith('RULE_ERROR_ACTION_FAILED', { ruleName: 'r', error: 'all is gone' });
  });
});

describe('delivery by SDK clients', () => {
  const message = { ruleName: 'r', traceId: 't', topic: 'a', payload: Buffer.from([255, 1]) };
  const sqs = mockClient(SQSClient);
  const sns = mockClient(SNSClient);
  afterEach(() => {
    sqs.reset();
    sns.reset();
  });

  it('sends raw bytes to a queue as base64, and text as it is', async () => {
    const deliver = createSdkDelivery({ sqs: new SQSClient({}) });
    const queue = { kind: 'sqs', queueUrl: 'http://q' } as const;

    await deliver({ ...queue, useBase64: true }, message);
    await deliver({ ...queue, useBase64: false }, { ...message, payload: Buffer.from('{"a":"ก"}') });

    expect(sqs.commandCalls(SendMessageCommand).map((call) => call.args[0].input)).toEqual([
      { QueueUrl: 'http://q', MessageBody: '/wE=' },
      { QueueUrl: 'http://q', MessageBody: '{"a":"ก"}' },
    ]);
  });

  it('publishes to a topic', async () => {
    const deliver = createSdkDelivery({ sqs: new SQSClient({}), sns: new SNSClient({}) });

    await deliver(
      { kind: 'sns', targetArn: 'arn:t', messageFormat: 'JSON' },
      { ...message, payload: Buffer.from('{}') },
    );

    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({
      TopicArn: 'arn:t',
      Message: '{}',
      MessageStructure: 'json',
    });
  });

  it('refuses an action it has no client for', async () => {
    const deliver = createSdkDelivery({ sqs: new SQSClient({}) });

    await expect(deliver({ kind: 'lambda', functionArn: 'arn:f' }, message)).rejects.toThrow(
      UndeliverableActionError,
    );
  });
});
