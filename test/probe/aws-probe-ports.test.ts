import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  PublishCommand as SnsPublishCommand,
} from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snsAlertSender } from '../../lambdas/alerts/sns-alert-sender.ts';
import {
  awsAlertAccount,
  awsProbeInbox,
  awsProbePole,
  awsProbeTraces,
  traceDays,
} from '../../lambdas/probe/aws-probe-ports.ts';
import { probeAudience, probeSiteId } from '../../lambdas/zone/names.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';

const queueUrl = 'https://sqs.example/probe';

describe("the probe's pole", () => {
  it('presses a drill on the topic that poles use, without a clock', async () => {
    const iot = mockClient(IoTDataPlaneClient);
    await awsProbePole(new IoTDataPlaneClient()).press('probe-00000001');

    const { topic, qos, payload } = iot.commandCalls(PublishCommand)[0]?.args[0].input ?? {};
    expect([topic, qos]).toEqual(['$aws/rules/safety_zone_press/poles/zone-probe/press', 1]);
    expect(JSON.parse(Buffer.from(payload as Uint8Array).toString())).toEqual({
      ...{ version: 1, pressId: 'probe-00000001', drill: true },
    });
  });
});

describe("the probe's inbox", () => {
  const message = (Body: string) => ({ Body, ReceiptHandle: Body, Attributes: { SentTimestamp: '4200' } });

  it('finds the alert of its incident, and throws away what is older', async () => {
    const sqs = mockClient(SQSClient);
    sqs
      .on(ReceiveMessageCommand)
      .resolvesOnce({ Messages: [message('SOS-OLD')] })
      .resolvesOnce({ Messages: [message('about SOS-MINE')] });
    const inbox = awsProbeInbox({ client: new SQSClient(), queueUrl, now: () => 0 });

    expect(await inbox.waitFor('SOS-MINE', 30)).toBe(4200);
    expect(sqs.commandCalls(DeleteMessageCommand).map(({ args }) => args[0].input.ReceiptHandle)).toEqual([
      ...['SOS-OLD', 'about SOS-MINE'],
    ]);
  });

  it('gives up when its time is over', async () => {
    mockClient(SQSClient).on(ReceiveMessageCommand).resolves({});
    let clock = 0;
    const now = () => {
      clock += 10_000;
      return clock;
    };

    expect(await awsProbeInbox({ client: new SQSClient(), queueUrl, now }).waitFor('SOS-MINE', 30)).toBe(
      undefined,
    );
  });
});

describe('what a probe wrote', () => {
  let table: Awaited<ReturnType<typeof makeTable>>;
  beforeAll(async () => {
    table = await makeTable(tableKeys.incidents);
  });
  afterAll(() => table.close());

  it('ends in days; what ends sooner and what is another’s stays as it is', async () => {
    const put = (incidentId: string, record: string, expiresAt: number) =>
      table.client.send(
        new PutCommand({ TableName: table.tableName, Item: { incidentId, record, expiresAt } }),
      );
    const year = 365 * 86_400;
    await put('SOS-PROBE', 'incident', year);
    await put('SOS-PROBE', 'alert#1', 5);
    await put('open#sos-drill#zone-probe', 'cause#probe-1', year);
    await put('SOS-REAL', 'incident', year);

    await awsProbeTraces(table).expire(['SOS-PROBE'], 0);

    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
    const ends = Object.fromEntries(
      Items.map(({ incidentId, record, expiresAt }) => [`${incidentId} ${record}`, expiresAt]),
    );
    expect(ends).toEqual({
      'SOS-PROBE incident': traceDays * 86_400,
      'SOS-PROBE alert#1': 5,
      'open#sos-drill#zone-probe cause#probe-1': traceDays * 86_400,
      'SOS-REAL incident': year,
    });
  });
});

describe('the account', () => {
  const topicArns = ['arn:a', 'arn:b'];

  it('counts the subscriptions of all topics and pages that nobody has confirmed', async () => {
    const sns = mockClient(SNSClient);
    const pending = { SubscriptionArn: 'PendingConfirmation' };
    sns.on(ListSubscriptionsByTopicCommand, { TopicArn: 'arn:a' }).resolves({
      Subscriptions: [{ SubscriptionArn: 'arn:a:1' }, pending],
      NextToken: 'more',
    });
    sns
      .on(ListSubscriptionsByTopicCommand, { TopicArn: 'arn:a', NextToken: 'more' })
      .resolves({ Subscriptions: [pending] });
    sns.on(ListSubscriptionsByTopicCommand, { TopicArn: 'arn:b' }).resolves({ Subscriptions: [pending] });

    expect(await awsAlertAccount({ client: new SNSClient(), topicArns }).countPending()).toBe(3);
  });

  it.each([
    [{ MonthlySpendLimit: '50' }, { isSandboxed: true, monthlyLimitUsd: 50 }],
    [{}, { isSandboxed: true }],
  ])('tells of %j what may be spent and whether it is sandboxed', async (attributes, expected) => {
    const sns = mockClient(SNSClient);
    sns.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
    sns.on(GetSMSAttributesCommand).resolves({ attributes });

    expect(await awsAlertAccount({ client: new SNSClient(), topicArns }).sms()).toEqual(expected);
  });
});

describe("the alert of the probe's press", () => {
  it('asks for an audience that no recipient has, now or in a zone deployed before', async () => {
    const sns = mockClient(SNSClient).on(SnsPublishCommand).resolves({ MessageId: 'message-1' });
    const arns = { sos: 't', person: 't', plate: 't', device: 't', crowd: 't', loitering: 't' };
    const to = { kind: 'sos', tier: 1, drill: true, siteIds: [probeSiteId] } as const;
    const text = { subject: 's', sms: 's', email: 'e' };
    await snsAlertSender({ client: new SNSClient(), topicArns: arns }).send(to, text, [], {
      incidentId: 'i',
      tier: 1,
    });

    const { MessageAttributes } = sns.commandCalls(SnsPublishCommand)[0]?.args[0].input ?? {};
    expect(MessageAttributes).toMatchObject({
      audience: { StringValue: probeAudience },
      tier: { StringValue: '0' },
      drill: { StringValue: probeAudience },
    });
  });
});
