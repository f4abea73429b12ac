import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { sqsAlertQueue } from '../incidents/sqs-alert-queue.ts';
import { sqsEvidenceQueue } from '../incidents/sqs-evidence-queue.ts';
import { dynamoWatchlistStore } from '../watchlist/dynamo-watchlist-store.ts';
import { dynamoSightingStore } from './dynamo-sighting-store.ts';
import type { RecordSightingPorts } from './record-sighting.ts';
import type { SettingsStore } from './settings-store.ts';

export interface AwsRecordingPortsParams {
  readonly client: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly settings: SettingsStore;
  readonly environment: {
    readonly SIGHTINGS_TABLE: string;
    readonly WATCHLIST_TABLE: string;
    readonly INCIDENTS_TABLE: string;
    readonly ALERT_QUEUE_URL: string;
    readonly ESCALATION_QUEUE_URL: string;
    readonly EVIDENCE_QUEUE_URL: string;
  };
}

/** What recordSighting needs, for the two functions that record sightings. */
export function awsRecordingPorts(params: AwsRecordingPortsParams): Omit<RecordSightingPorts, 'telemetry'> {
  const { client, sqs, settings, environment } = params;
  return {
    sightings: dynamoSightingStore({ client, tableName: environment.SIGHTINGS_TABLE }),
    watchlist: dynamoWatchlistStore({ client, tableName: environment.WATCHLIST_TABLE }),
    incidents: dynamoIncidentStore({
      client,
      tableName: environment.INCIDENTS_TABLE,
      retentionDays: async () => (await settings.read()).retention.incidentDays,
    }),
    joinMinutes: async () => (await settings.read()).joining.sightingMinutes,
    evidence: sqsEvidenceQueue({ client: sqs, queueUrl: environment.EVIDENCE_QUEUE_URL }),
    alerts: sqsAlertQueue({
      client: sqs,
      queueUrl: environment.ALERT_QUEUE_URL,
      escalationQueueUrl: environment.ESCALATION_QUEUE_URL,
    }),
  };
}
