// Triggered by: the poll's page, over its Function URL: anybody on the internet may call.
// Reads and writes: reads the open round; adds answers and hourly counts. It cannot list answers.
// On failure: whoever came is told to send again; the same form counts once, and nothing is kept half.
// Seen by the operator as: the poll's widget; POLL_ANSWERED, POLL_REFUSED, POLL_FAILED. No log holds an answer or a code.
import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { answerPoll } from './answer-poll.ts';
import { dynamoPollStore } from './dynamo-poll-store.ts';
import { servePollEnvironment } from './serve-poll.env.ts';

export const handler = zoneHandler({
  name: 'serve-poll',
  environment: servePollEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    // Sweden writes days as the table wants them: 2026-11-23.
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: environment.TIME_ZONE });
    const ports = {
      polls: dynamoPollStore({ client, tableName: environment.POLL_TABLE }),
      telemetry,
      now: () => Date.now(),
      random: (bytes: number) => randomBytes(bytes),
      dayOf: (at: number) => day.format(at),
    };
    return (event: unknown) => answerPoll(event, ports);
  },
});
