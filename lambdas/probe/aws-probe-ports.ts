import type { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  paginateListSubscriptionsByTopic,
  type SNSClient,
} from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { joinKeyOf } from '../incidents/joining.ts';
import { iotPoleButton } from '../poles/iot-pole-button.ts';
import { probePoleId } from '../zone/names.ts';
import { tableKeys, timeToLiveAttribute } from '../zone/records.ts';
import type { AlertAccount, ProbeInbox, ProbePole, ProbeTraces } from './probe-ports.ts';

/** Long enough to look into a probe that failed over a weekend. */
export const traceDays = 3;
const secondsPerDay = 86_400;
const longestPollSeconds = 20;

export function awsProbePole(client: IoTDataPlaneClient): ProbePole {
  const button = iotPoleButton(client);
  return { press: (pressId) => button.drill(probePoleId, pressId) };
}

export interface ProbeInboxParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
  /** Epoch ms. */
  readonly now: () => number;
}

export function awsProbeInbox({ client, queueUrl: QueueUrl, now }: ProbeInboxParams): ProbeInbox {
  const receive = async (seconds: number): Promise<readonly Message[]> => {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: Math.max(1, Math.min(longestPollSeconds, Math.ceil(seconds))),
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    for (const { ReceiptHandle } of Messages)
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages;
  };
  return {
    waitFor: async (incidentId, seconds) => {
      const end = now() + seconds * 1000;
      for (let left = seconds; left > 0; left = (end - now()) / 1000) {
        const mine = (await receive(left)).find(({ Body }) => Body?.includes(incidentId));
        if (mine !== undefined) return Number(mine.Attributes?.SentTimestamp ?? now());
      }
      return undefined;
    },
  };
}

export interface ProbeTracesParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const { partitionKey, sortKey } = tableKeys.incidents;

export function awsProbeTraces({ client, tableName }: ProbeTracesParams): ProbeTraces {
  const shorten = async (partition: string, expiresAt: number) => {
    for (const record of await recordsAfter(partition, expiresAt))
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { [partitionKey]: partition, [sortKey]: record },
          UpdateExpression: 'SET #expiresAt = :expiresAt',
          // Never a record anew that ended meanwhile.
          ConditionExpression: 'attribute_exists(#key)',
          ExpressionAttributeNames: { '#expiresAt': timeToLiveAttribute, '#key': partitionKey },
          ExpressionAttributeValues: { ':expiresAt': expiresAt },
        }),
      );
  };
  const recordsAfter = async (partition: string, expiresAt: number): Promise<readonly string[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: '#key = :key',
        FilterExpression: '#expiresAt > :expiresAt',
        ProjectionExpression: '#record',
        ExpressionAttributeNames: {
          ...{ '#key': partitionKey, '#record': sortKey },
          '#expiresAt': timeToLiveAttribute,
        },
        ExpressionAttributeValues: { ':key': partition, ':expiresAt': expiresAt },
        ConsistentRead: true,
      },
    );
    const records: string[] = [];
    for await (const { Items = [] } of pages) records.push(...Items.map((item) => String(item[sortKey])));
    return records;
  };
  return {
    expire: async (incidentIds, at) => {
      const expiresAt = Math.floor(at / 1000) + traceDays * secondsPerDay;
      // Where its presses went lies under the key that they join by.
      const joining = joinKeyOf({ kind: 'sos', drill: true, deviceId: probePoleId });
      for (const partition of [joining, ...incidentIds]) await shorten(partition, expiresAt);
    },
  };
}

export interface AlertAccountParams {
  readonly client: SNSClient;
  readonly topicArns: readonly string[];
}

export function awsAlertAccount({ client, topicArns }: AlertAccountParams): AlertAccount {
  return {
    countPending: async () => {
      let count = 0;
      for (const TopicArn of topicArns)
        for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic({ client }, { TopicArn }))
          count += Subscriptions.filter(
            ({ SubscriptionArn }) => SubscriptionArn === 'PendingConfirmation',
          ).length;
      return count;
    },
    sms: async () => {
      const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}));
      const names = { attributes: ['MonthlySpendLimit'] };
      const { attributes = {} } = await client.send(new GetSMSAttributesCommand(names));
      const limit = Number.parseFloat(attributes.MonthlySpendLimit ?? '');
      const known = Number.isFinite(limit) ? { monthlyLimitUsd: limit } : {};
      return { isSandboxed: IsInSandbox === true, ...known };
    },
  };
}
