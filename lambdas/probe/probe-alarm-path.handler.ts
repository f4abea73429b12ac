// Triggered by: EventBridge Scheduler, every hour.
// Reads and writes: presses zone-probe through IoT Core; the probe's queue; its own incident; SNS subscriptions and SMS settings.
// On failure: the alarms ProbeFailed and ProbeSilent write to those who are told of devices, by a topic of their own.
// Seen by the operator as: ProbeSeconds and its hops, ProbesFailed, SubscriptionsPending; PROBE_FAILED in the logs.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { zoneHandler } from '../runtime/handler.ts';
import {
  awsAlertAccount,
  awsProbeInbox,
  awsProbePole,
  awsProbeTraces,
  traceDays,
} from './aws-probe-ports.ts';
import { probeAlarmPathEnvironment } from './probe-alarm-path.env.ts';
import { probeAlarmPath } from './probe-alarm-path.ts';

export const handler = zoneHandler({
  name: 'probe-alarm-path',
  environment: probeAlarmPathEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.INCIDENTS_TABLE;
    const now = () => Date.now();
    const ports = {
      pole: awsProbePole(new IoTDataPlaneClient()),
      inbox: awsProbeInbox({ client: new SQSClient(), queueUrl: environment.PROBE_QUEUE_URL, now }),
      traces: awsProbeTraces({ client, tableName }),
      account: awsAlertAccount({ client: new SNSClient(), topicArns: environment.TOPIC_ARNS }),
      incidents: dynamoIncidentStore({ client, tableName, retentionDays: async () => traceDays }),
      telemetry,
      now,
    };
    return async (_event: unknown) => ({ outcome: await probeAlarmPath(ports) });
  },
});
