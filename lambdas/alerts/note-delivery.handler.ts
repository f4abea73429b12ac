// Triggered by: CloudWatch Logs, for each report that SNS writes about an SMS of the zone's topics.
// Reads and writes: the message's record, a delivery and a decision beside its incidents; sends to the escalation queues.
// On failure: Lambda tries the batch twice more, then it is gone: it holds phone numbers, so no queue keeps it.
// Seen by the operator as: steps of the timeline, SmsFailed; SMS_FAILED with why.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudWatchLogsEvent } from 'aws-lambda';
import { zoneHandler } from '../runtime/handler.ts';
import { LogEvent } from '../zone/log-events.ts';
import { dynamoDecisionLog } from './dynamo-decision-log.ts';
import { dynamoDeliveryStore } from './dynamo-delivery-store.ts';
import { noteDeliveryEnvironment } from './note-delivery.env.ts';
import { noteDelivery } from './note-delivery.ts';
import { readDeliveryBatch } from './sms-delivery.ts';
import { sqsReachQueue } from './sqs-reach-queue.ts';

export const handler = zoneHandler<typeof noteDeliveryEnvironment, CloudWatchLogsEvent, void>({
  name: 'note-delivery',
  environment: noteDeliveryEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const table = { client, tableName: environment.INCIDENTS_TABLE };
    const incidentDays = environment.INCIDENT_DAYS;
    const ports = {
      deliveries: dynamoDeliveryStore({ ...table, incidentDays }),
      decisions: dynamoDecisionLog({ ...table, retentionDays: async () => incidentDays }),
      reach: sqsReachQueue({
        client: new SQSClient(),
        sosQueueUrl: environment.SOS_ESCALATION_QUEUE_URL,
        queueUrl: environment.ESCALATION_QUEUE_URL,
      }),
      telemetry,
    };
    return async ({ awslogs }) => {
      const { deliveries, unreadable } = readDeliveryBatch(awslogs.data);
      if (unreadable > 0) telemetry.warn(LogEvent.smsReportUnreadable, { count: unreadable });
      for (const delivery of deliveries) await noteDelivery(delivery, ports);
    };
  },
});
