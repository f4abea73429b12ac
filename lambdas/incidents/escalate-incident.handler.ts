// Triggered by: the SOS escalation queue and the escalation queue (SQS, delayed messages).
// Reads and writes: the incident, its alerts and timeline; sends to the alert queues and to its own queues.
// On failure: the check comes back after a minute; an alert asked for twice is sent once.
// Seen by the operator as: the next tier's alert, a step of the timeline; INCIDENT_ESCALATED, ESCALATION_ENDED with why.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoAlertStore } from '../alerts/dynamo-alert-store.ts';
import { dynamoDecisionLog } from '../alerts/dynamo-decision-log.ts';
import { dynamoDeliveryStore } from '../alerts/dynamo-delivery-store.ts';
import { queueHandler } from '../runtime/queue-handler.ts';
import { escalateIncidentMessage } from '../zone/messages.ts';
import { dynamoIncidentStore } from './dynamo-incident-store.ts';
import { escalateIncidentEnvironment } from './escalate-incident.env.ts';
import { escalateIncident } from './escalate-incident.ts';
import { escalateUnreached, isUnreachedCheck } from './escalate-unreached.ts';
import { sqsAlertQueue } from './sqs-alert-queue.ts';

export const handler = queueHandler({
  name: 'escalate-incident',
  environment: escalateIncidentEnvironment,
  message: escalateIncidentMessage,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const sqs = new SQSClient();
    const tableName = environment.INCIDENTS_TABLE;
    const ports = {
      incidents: dynamoIncidentStore({
        client,
        tableName,
        retentionDays: async () => environment.INCIDENT_DAYS,
      }),
      decisions: dynamoDecisionLog({
        client,
        tableName,
        retentionDays: async () => environment.INCIDENT_DAYS,
      }),
      told: dynamoAlertStore({ client, tableName }),
      sosAlerts: sqsAlertQueue({
        client: sqs,
        queueUrl: environment.SOS_ALERT_QUEUE_URL,
        escalationQueueUrl: environment.SOS_ESCALATION_QUEUE_URL,
      }),
      alerts: sqsAlertQueue({
        client: sqs,
        queueUrl: environment.ALERT_QUEUE_URL,
        escalationQueueUrl: environment.ESCALATION_QUEUE_URL,
      }),
      rules: environment.ESCALATION_RULES,
      telemetry,
      now: () => Date.now(),
    };
    const deliveries = dynamoDeliveryStore({
      ...{ client, tableName },
      incidentDays: environment.INCIDENT_DAYS,
    });
    return (check) =>
      isUnreachedCheck(check)
        ? escalateUnreached(check, { ...ports, deliveries })
        : escalateIncident(check, ports);
  },
});
