import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { answerJson } from './front-door.ts';

const input = z.looseObject({ SourceArn: z.string(), DestinationArn: z.string().optional() });

/** An answer of StartMessageMoveTask: a handle, or why nothing is moved. */
export type MoveAnswer =
  | { readonly TaskHandle: string }
  | { readonly type: string; readonly message: string };
export type MoveMessages = (body: unknown) => Promise<MoveAnswer>;

/**
 * StartMessageMoveTask, which fauxqs has not: sends what lies in a dead-letter queue back to the queue that it came
 * from. It is done when it answers, while AWS works it off beside; where several queues share the dead letters, all
 * goes to the first.
 */
export const moveMessages =
  (sqs: SQSClient): MoveMessages =>
  async (body) => {
    const { SourceArn, DestinationArn } = input.parse(body);
    const queues = await describeQueues(sqs);
    const source = queues.find(({ arn }) => arn === SourceArn);
    const target = queues.find(({ arn, deadLetterArn }) =>
      DestinationArn === undefined ? deadLetterArn === SourceArn : arn === DestinationArn,
    );
    if (source === undefined) return { type: 'ResourceNotFoundException', message: `no queue ${SourceArn}` };
    if (target === undefined)
      return {
        type: 'InvalidParameterValue',
        message: 'Source queue must be configured as a Dead Letter Queue',
      };
    for (let batch = await receive(sqs, source.url); batch.length > 0; batch = await receive(sqs, source.url))
      for (const message of batch) await move(sqs, message, source.url, target.url);
    return { TaskHandle: Buffer.from(randomUUID()).toString('base64') };
  };

export const answerMove = (response: ServerResponse, answer: MoveAnswer): void => {
  if ('TaskHandle' in answer) answerJson(response, 200, answer);
  else answerJson(response, 400, { __type: `com.amazonaws.sqs#${answer.type}`, message: answer.message });
};

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

const describeQueues = async (sqs: SQSClient) => {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  return Promise.all(
    QueueUrls.map(async (url) => {
      const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
      const { Attributes: { QueueArn: arn = '', RedrivePolicy } = {} } = await sqs.send(command);
      const policy =
        RedrivePolicy === undefined ? {} : redrivePolicy.partial().parse(JSON.parse(RedrivePolicy));
      return { url, arn, deadLetterArn: policy.deadLetterTargetArn };
    }),
  );
};

const receive = async (sqs: SQSClient, QueueUrl: string): Promise<readonly Message[]> => {
  const command = new ReceiveMessageCommand({
    ...{ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] },
  });
  return (await sqs.send(command)).Messages ?? [];
};

const move = async (sqs: SQSClient, message: Message, from: string, to: string): Promise<void> => {
  const { Body: MessageBody, MessageAttributes, ReceiptHandle } = message;
  await sqs.send(new SendMessageCommand({ QueueUrl: to, MessageBody, MessageAttributes }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
};
