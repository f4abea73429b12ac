// Triggered by: the queues of the press rule, the status rule and the presence rule (SQS, written by IoT topic rules).
// Reads and writes: registry (pole's place, pole state), incidents; sends to the alert queues and the evidence queue.
// On failure: the record alone comes back, after its last try it lies in the rule's dead-letter queue; all is repeatable.
// Seen by the operator as: an incident, or the alarm of the dead-letter queue with POLE_MESSAGE_REFUSED in the logs.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDecisionLog } from '../alerts/dynamo-decision-log.ts';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { sqsAlertQueue } from '../incidents/sqs-alert-queue.ts';
import { sqsEvidenceQueue } from '../incidents/sqs-evidence-queue.ts';
import { queueHandler } from '../runtime/queue-handler.ts';
import { poleEnvelope } from '../zone/messages.ts';
import { dynamoPoleRegistry } from './dynamo-pole-registry.ts';
import { dynamoPoleStateStore } from './dynamo-pole-state-store.ts';
import { receivePoleMessageEnvironment } from './receive-pole-message.env.ts';
import { receivePoleMessage } from './receive-pole-message.ts';

export const handler = queueHandler({
  name: 'receive-pole-message',
  environment: receivePoleMessageEnvironment,
  message: poleEnvelope,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.REGISTRY_TABLE;
    const queues = new SQSClient();
    const registry = dynamoPoleRegistry({ client, tableName, telemetry, clock: Date.now });
    const kept = { tableName: environment.INCIDENTS_TABLE, retentionDays: () => registry.incidentDays() };
    const hasty = DynamoDBDocumentClient.from(impatient());
    const ports = {
      registry,
      states: dynamoPoleStateStore({ client: hasty, tableName }),
      decisions: dynamoDecisionLog({ client: hasty, ...kept }),
      incidents: dynamoIncidentStore({ client, ...kept }),
      sosAlerts: sqsAlertQueue({
        client: queues,
        queueUrl: environment.SOS_ALERT_QUEUE_URL,
        escalationQueueUrl: environment.SOS_ESCALATION_QUEUE_URL,
      }),
      alerts: sqsAlertQueue({
        client: queues,
        queueUrl: environment.ALERT_QUEUE_URL,
        escalationQueueUrl: environment.ESCALATION_QUEUE_URL,
      }),
      evidence: sqsEvidenceQueue({ client: queues, queueUrl: environment.EVIDENCE_QUEUE_URL }),
      telemetry,
      now: () => Date.now(),
    };
    return (envelope) => receivePoleMessage(envelope, ports);
  },
});

/** What is kept beside a press may not use up its time: the function lives five seconds. */
const impatient = () =>
  new DynamoDBClient({ maxAttempts: 2, requestHandler: { connectionTimeout: 500, requestTimeout: 1000 } });
