import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageNotTakenError, sqsSender } from '../../lambdas/incidents/sqs-sender.ts';

const sqs = mockClient(SQSClient);
const queueUrl = 'https://sqs.example/sos';
const makeSender = () => sqsSender({ client: new SQSClient({ region: 'ap-southeast-1' }), queueUrl });

beforeEach(() => {
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({});
  sqs.on(SendMessageBatchCommand).resolves({});
});

const bodies = (count: number) => Array.from({ length: count }, (_, i) => `body ${i}`);
const batches = () =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .map(({ args }) => (args[0].input.Entries ?? []).map(({ MessageBody }) => MessageBody));

describe('a sender of messages', () => {
  it('sends a message at once when nothing else is on its way', async () => {
    await makeSender()('press', 60);

    const [call] = sqs.commandCalls(SendMessageCommand);
    expect(call?.args[0].input).toEqual({ QueueUrl: queueUrl, MessageBody: 'press', DelaySeconds: 60 });
  });

  it('sends together what is asked for while a request is on its way, at most ten', async () => {
    const send = makeSender();

    await Promise.all(bodies(13).map((body) => send(body)));

    expect(sqs.commandCalls(SendMessageCommand)).toHaveLength(1);
    expect(batches()).toEqual([bodies(13).slice(1, 11), bodies(13).slice(11)]);
  });

  it('tells each message what became of it alone', async () => {
    const Failed = [{ Id: '1', Code: 'ServiceUnavailable', SenderFault: false }];
    sqs.on(SendMessageBatchCommand).resolves({ Failed });
    const send = makeSender();

    const outcomes = await Promise.allSettled(bodies(4).map((body) => send(body)));

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: new MessageNotTakenError('ServiceUnavailable') });
  });

  it('fails those of a request that fails, and goes on with the others', async () => {
    sqs.on(SendMessageCommand).rejectsOnce(new Error('the queue is away'));
    const send = makeSender();

    const outcomes = await Promise.allSettled(bodies(3).map((body) => send(body)));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    await expect(send('later')).resolves.toBeUndefined();
  });
});
