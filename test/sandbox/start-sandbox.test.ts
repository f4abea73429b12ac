import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LambdaLogLine } from '../../sandbox/function-pool.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { addPresses, makeCloudAssembly } from './make-cloud-assembly.ts';

let sandbox: Sandbox;
const log: LambdaLogLine[] = [];

beforeAll(async () => {
  const cloudAssembly = makeCloudAssembly(addPresses);
  sandbox = await startSandbox({ cloudAssembly, port: 0, onLog: (line) => log.push(line) });
});

afterAll(() => sandbox.stop());

const press = (pole: string, team = 'police') =>
  sandbox.clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: sandbox.physicalId('Presses'),
      MessageBody: JSON.stringify({ pole, team }),
    }),
  );

const stored = async (pole: string) => {
  const command = new GetItemCommand({ TableName: sandbox.physicalId('Table'), Key: { pole: { S: pole } } });
  return (await sandbox.clients.dynamodb.send(command)).Item;
};

const messagesOf = (recipient: string) =>
  sandbox.mailboxes.messages().filter((each) => each.recipient === recipient);

describe('a stack in the sandbox', () => {
  it('carries a message from its queue through the function into the table', async () => {
    await press('pole-1');

    await vi.waitFor(async () => expect(await stored('pole-1')).toBeDefined(), { timeout: 10_000 });
  });

  it('delivers the text for phones to a phone and the text for mailboxes to a mailbox', async () => {
    await press('pole-2');

    await vi.waitFor(
      () => {
        expect(messagesOf('+66800000001')).toContainEqual(
          expect.objectContaining({ protocol: 'sms', text: 'SOS pole-2', attributes: { team: 'police' } }),
        );
        expect(messagesOf('duty@example.com')).toContainEqual(
          expect.objectContaining({ protocol: 'email', subject: 'SOS', text: 'A long text about pole-2' }),
        );
      },
      { timeout: 10_000 },
    );
  });

  it('delivers to a phone only what its filter policy lets through', async () => {
    await press('pole-3', 'hospital');

    await vi.waitFor(
      () =>
        expect(messagesOf('duty@example.com').map(({ text }) => text)).toContain('A long text about pole-3'),
      { timeout: 10_000 },
    );
    expect(messagesOf('+66800000001').map(({ text }) => text)).not.toContain('SOS pole-3');
  });

  it('moves a message that keeps failing to the dead letters', async () => {
    await press('broken');

    const command = new ReceiveMessageCommand({
      QueueUrl: sandbox.physicalId('DeadLetters'),
      WaitTimeSeconds: 20,
    });
    const { Messages = [] } = await sandbox.clients.sqs.send(command);
    expect(Messages.map(({ Body }) => JSON.parse(Body ?? '').pole)).toEqual(['broken']);
  });

  it('gives a message to the function again when the function is killed in the middle', async () => {
    await press('slow');
    await vi.waitFor(() => expect(log.some(({ line }) => line.includes('slow'))).toBe(true), {
      timeout: 10_000,
    });

    sandbox.lambda.kill(sandbox.physicalId('RecordPress'));

    await vi.waitFor(async () => expect((await stored('slow'))?.attempt).toEqual({ N: '2' }), {
      timeout: 10_000,
    });
  });
});
