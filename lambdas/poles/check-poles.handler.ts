// Triggered by: EventBridge Scheduler, once a minute; the event carries nothing.
// Reads and writes: registry (poles, their states, settings), incidents; sends to the alert queue.
// On failure: the other poles were judged; the next minute judges all again and tells what was left untold.
// Seen by the operator as: device incidents of poles, the metrics PolesSilent and PolesOverdue, POLES_CHECKED in the log.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { sqsAlertQueue } from '../incidents/sqs-alert-queue.ts';
import { zoneHandler } from '../runtime/handler.ts';
import { checkPolesEnvironment } from './check-poles.env.ts';
import { checkPoles } from './check-poles.ts';
import { dynamoPoleList } from './dynamo-pole-list.ts';
import { dynamoPoleRegistry } from './dynamo-pole-registry.ts';
import { dynamoPoleStateStore } from './dynamo-pole-state-store.ts';

export const handler = zoneHandler({
  name: 'check-poles',
  environment: checkPolesEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.REGISTRY_TABLE;
    const registry = dynamoPoleRegistry({ client, tableName, telemetry, clock: Date.now });
    const ports = {
      registry,
      telemetry,
      poles: dynamoPoleList({ client, tableName }),
      states: dynamoPoleStateStore({ client, tableName }),
      incidents: dynamoIncidentStore({
        client,
        tableName: environment.INCIDENTS_TABLE,
        retentionDays: () => registry.incidentDays(),
      }),
      alerts: sqsAlertQueue({
        client: new SQSClient(),
        queueUrl: environment.ALERT_QUEUE_URL,
        escalationQueueUrl: environment.ESCALATION_QUEUE_URL,
      }),
    };
    return (_event: unknown) => checkPoles({ now: Date.now() }, ports);
  },
});
