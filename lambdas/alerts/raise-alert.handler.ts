// Triggered by: the SOS alert queue and the alert queue (SQS).
// Reads and writes: alert records and held alerts of the incidents table; its own queue (digests); publishes to the SOS, match and device topics.
// On failure: the alert comes back after half a minute; sent ones are not repeated, as the topics tell note-taken what they took.
// Seen by the operator as: an SMS and an e-mail; AlertsSent, AlertDelaySeconds; the alarm of the queue's dead letters.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { queueHandler } from '../runtime/queue-handler.ts';
import { raiseAlertMessage, tellDigestMessage } from '../zone/messages.ts';
import { tokenBytes } from './acknowledge-link.ts';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { dynamoDecisionLog } from './dynamo-decision-log.ts';
import { dynamoDeliveryStore } from './dynamo-delivery-store.ts';
import { dynamoHoldingStore } from './dynamo-holding-store.ts';
import { dynamoLinkStore } from './dynamo-link-store.ts';
import { raiseAlertEnvironment } from './raise-alert.env.ts';
import { raiseAlert } from './raise-alert.ts';
import { snsAlertSender } from './sns-alert-sender.ts';
import { sqsDigestQueue } from './sqs-digest-queue.ts';
import { tellDigest } from './tell-digest.ts';

export const handler = queueHandler({
  name: 'raise-alert',
  environment: raiseAlertEnvironment,
  message: z.union([raiseAlertMessage, tellDigestMessage]),
  wire: ({ environment, telemetry }) => {
    const { SOS_TOPIC_ARN: sos, MATCH_TOPIC_ARN: match, DEVICE_TOPIC_ARN: device } = environment;
    const topicArns = { sos, person: match, plate: match, device, crowd: match, loitering: match };
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.INCIDENTS_TABLE;
    const link = {
      links: dynamoLinkStore({ client, tableName }),
      newToken: () => randomBytes(tokenBytes).toString('hex'),
      functionUrl: environment.ACKNOWLEDGE_URL,
      inSms: environment.LINK_IN_SMS,
    };
    const retentionDays = async () => environment.INCIDENT_DAYS;
    const ports = {
      alerts: dynamoAlertStore({ client, tableName }),
      decisions: dynamoDecisionLog({ client, tableName, retentionDays }),
      holding: dynamoHoldingStore({ client, tableName }),
      messages: dynamoDeliveryStore({ client, tableName, incidentDays: environment.INCIDENT_DAYS }),
      digests: sqsDigestQueue({ client: new SQSClient(), queueUrl: environment.ALERT_QUEUE_URL }),
      sender: snsAlertSender({ client: new SNSClient(), topicArns }),
      telemetry,
      now: () => Date.now(),
      pause: (milliseconds: number) => wait(milliseconds),
      timeZone: environment.TIME_ZONE,
      shifts: environment.SHIFTS,
      quietHours: environment.QUIET_HOURS,
      rules: environment.ALERT_RULES,
      instructions: environment.STANDING_INSTRUCTIONS,
      ...(link.functionUrl === '' ? {} : { link }),
    };
    return (message) => ('task' in message ? tellDigest(message, ports) : raiseAlert(message, ports));
  },
});
