import type { Message } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishedMessages, toRecord } from '../../sandbox/event-sources.ts';

const messages = ['a', 'b', 'c'].map((MessageId) => ({ MessageId }));
const answered = (answer: unknown) => ({ isOk: true as const, payload: JSON.stringify(answer ?? null) });
const failed = { isOk: false as const, error: { errorType: 'Error', errorMessage: 'no' } };
const ids = (list: readonly Message[]) => list.map(({ MessageId }) => MessageId);

describe('event sources', () => {
  it.each([
    ['keep all messages of a failed invocation', failed, true, []],
    ['remove all messages of a good invocation', answered(undefined), true, ['a', 'b', 'c']],
    [
      'remove all but the items that failed',
      answered({ batchItemFailures: [{ itemIdentifier: 'b' }] }),
      true,
      ['a', 'c'],
    ],
    [
      'keep all when the answer names an item that was not in the batch',
      answered({ batchItemFailures: [{ itemIdentifier: 'x' }] }),
      true,
      [],
    ],
    [
      'remove all when item failures are not asked for',
      answered({ batchItemFailures: [{ itemIdentifier: 'b' }] }),
      false,
      ['a', 'b', 'c'],
    ],
  ])('%s', (_, result, reportsItemFailures, expected) => {
    expect(ids(finishedMessages(messages, result, reportsItemFailures))).toEqual(expected);
  });

  it('show a message as Lambda shows it', () => {
    const record = toRecord(
      {
        MessageId: 'm-1',
        ReceiptHandle: 'handle',
        Body: '{}',
        MD5OfBody: 'md5',
        Attributes: { ApproximateReceiveCount: '2' },
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'press' } },
      },
      { queueArn: 'arn:aws:sqs:ap-southeast-1:000000000000:presses', region: 'ap-southeast-1' },
    );

    expect(record).toEqual({
      messageId: 'm-1',
      receiptHandle: 'handle',
      body: '{}',
      attributes: { ApproximateReceiveCount: '2' },
      messageAttributes: {
        kind: { stringValue: 'press', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:presses',
      awsRegion: 'ap-southeast-1',
    });
  });

  it('never remove a message that failed', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c']), (failures) => {
        const answer = answered({
          batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })),
        });
        const finished = ids(finishedMessages(messages, answer, true));
        expect(finished.filter((id) => failures.includes(id ?? ''))).toEqual([]);
      }),
    );
  });
});
