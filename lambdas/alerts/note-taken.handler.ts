// Triggered by: the queue on which each topic tells of the alerts it took (SQS).
// Reads and writes: alert records of the incidents table.
// On failure: the word comes back after half a minute, three times; without it an alert whose function died is told twice.
// Seen by the operator as: nothing; one alert where there might have been two.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queueHandler } from '../runtime/queue-handler.ts';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { noteTakenEnvironment } from './note-taken.env.ts';
import { noteTaken } from './note-taken.ts';
import { takenAlert } from './taken-alert.ts';

export const handler = queueHandler({
  name: 'note-taken',
  environment: noteTakenEnvironment,
  message: takenAlert,
  wire: ({ environment }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const alerts = dynamoAlertStore({ client, tableName: environment.INCIDENTS_TABLE });
    return (taken) => noteTaken(taken, { alerts, now: () => Date.now() });
  },
});
