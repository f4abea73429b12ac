// Triggered by: the SOS alert queue and the alert queue (SQS).
// Reads and writes: alert records of the incidents table; publishes to the SOS, match and device topics.
// On failure: the alert comes back after half a minute; sent ones are not repeated, save in the window told in raise-alert.ts.
// Seen by the operator as: an SMS and an e-mail; AlertsSent, AlertDelaySeconds; the alarm of the queue's dead letters.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queueHandler } from '../runtime/queue-handler.ts';
import { raiseAlertMessage } from '../zone/messages.ts';
import { dynamoAlertStore } from './dynamo-alert-store.ts';
import { raiseAlertEnvironment } from './raise-alert.env.ts';
import { raiseAlert } from './raise-alert.ts';
import { snsAlertSender } from './sns-alert-sender.ts';

export const handler = queueHandler({
  name: 'raise-alert',
  environment: raiseAlertEnvironment,
  message: raiseAlertMessage,
  wire: ({ environment, telemetry }) => {
    const topicArns = {
      sos: environment.SOS_TOPIC_ARN,
      person: environment.MATCH_TOPIC_ARN,
      plate: environment.MATCH_TOPIC_ARN,
      device: environment.DEVICE_TOPIC_ARN,
      crowd: environment.MATCH_TOPIC_ARN,
      loitering: environment.MATCH_TOPIC_ARN,
    };
    const ports = {
      alerts: dynamoAlertStore({
        client: DynamoDBDocumentClient.from(new DynamoDBClient()),
        tableName: environment.INCIDENTS_TABLE,
      }),
      sender: snsAlertSender({ client: new SNSClient(), topicArns }),
      telemetry,
      now: () => Date.now(),
      timeZone: environment.TIME_ZONE,
    };
    return (message) => raiseAlert(message, ports);
  },
});
