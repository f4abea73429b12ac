import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import type { InvocationResult } from './lambda-process.ts';

export interface EventSourceDefinition {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** Time to wait for a fuller batch, from the first message on. */
  readonly windowSeconds: number;
  /** How many batches are worked on at a time. */
  readonly concurrency: number;
  readonly reportsItemFailures: boolean;
}

export interface EventSourceParams extends EventSourceDefinition {
  readonly region: string;
  readonly sqs: SQSClient;
  readonly invoke: (functionName: string, event: SQSEvent) => Promise<InvocationResult>;
}

export interface EventSource {
  stop(): Promise<void>;
}

// SQS hands out at most ten messages, and deletes at most ten, per request.
const REQUEST_LIMIT = 10;

const attributeOf = ({ DataType = 'String', StringValue, BinaryValue }: MessageAttributeValue) => ({
  ...(StringValue === undefined ? {} : { stringValue: StringValue }),
  ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType as SQSMessageAttributes[string]['dataType'],
});

/** A message as Lambda shows it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const toRecord = (
  message: Message,
  { queueArn, region }: { queueArn: string; region: string },
): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: { ...message.Attributes } as unknown as SQSRecord['attributes'],
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
  ),
  md5OfBody: message.MD5OfBody ?? '',
  ...(message.MD5OfMessageAttributes === undefined
    ? {}
    : { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/**
 * The messages that an invocation finished with, to be deleted. A failed invocation finished none; with item
 * failures reported, all but those; an answer that names an unknown item or none at all counts as all failed.
 */
export const finishedMessages = (
  messages: readonly Message[],
  result: InvocationResult,
  reportsItemFailures: boolean,
): readonly Message[] => {
  if (!result.isOk) return [];
  if (!reportsItemFailures) return messages;
  const answer = JSON.parse(result.payload) as SQSBatchResponse | null;
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  const isSound = failed.every((id) => messages.some(({ MessageId }) => MessageId === id));
  return isSound ? messages.filter(({ MessageId }) => !failed.includes(MessageId ?? '')) : [];
};

/** Feeds a function from a queue: what fails stays for the visibility timeout, then comes again or goes to the dead letters. */
export const startEventSource = (params: EventSourceParams): EventSource => {
  const { sqs, queueUrl: QueueUrl, functionName, batchSize, region, queueArn } = params;
  const stopping = new AbortController();

  const receive = async (limit: number, waitSeconds: number): Promise<readonly Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(limit, REQUEST_LIMIT),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return (await sqs.send(command, { abortSignal: stopping.signal })).Messages ?? [];
  };

  const nextBatch = async (): Promise<readonly Message[]> => {
    const batch = [...(await receive(batchSize, 20))];
    const closesAt = Date.now() + params.windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && Date.now() < closesAt) {
      const seconds = Math.min(20, Math.ceil((closesAt - Date.now()) / 1000));
      batch.push(...(await receive(batchSize - batch.length, seconds)));
    }
    return batch;
  };

  const remove = async (messages: readonly Message[]): Promise<void> => {
    for (let start = 0; start < messages.length; start += REQUEST_LIMIT) {
      const part = messages.slice(start, start + REQUEST_LIMIT);
      const Entries = part.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };

  const work = async (): Promise<void> => {
    const batch = await nextBatch();
    if (batch.length === 0) return;
    const event = { Records: batch.map((message) => toRecord(message, { queueArn, region })) };
    const result = await params.invoke(functionName, event);
    await remove(finishedMessages(batch, result, params.reportsItemFailures));
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted)
      await work().catch(async (error: unknown) => {
        if (stopping.signal.aborted) return;
        console.error(`event source of ${functionName}:`, error);
        await wait(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
      });
  };

  const pollers = Array.from({ length: params.concurrency }, poll);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
};
