import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDecisionLog } from '../alerts/dynamo-decision-log.ts';
import { dynamoIncidentIndex } from '../incidents/dynamo-incident-index.ts';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import type { StandingInstructions } from '../zone/incident-file.ts';
import { dynamoToldTiers } from './dynamo-told-tiers.ts';
import type { IncidentPorts } from './incident-widget.ts';
import type { IncidentsPorts } from './incidents-widget.ts';
import { s3PictureLinks } from './s3-picture-links.ts';

export interface IncidentEnvironment {
  readonly INCIDENTS_TABLE: string;
  readonly INCIDENT_EVIDENCE_BUCKET: string;
  readonly INCIDENT_DAYS: number;
  readonly STANDING_INSTRUCTIONS: StandingInstructions;
  readonly CONSOLE_ENDPOINTS: ConsoleEndpoints;
}

export interface AwsIncidentPorts extends IncidentsPorts, Omit<IncidentPorts, 'telemetry' | 'incidents'> {
  readonly incidents: IncidentStore;
  readonly client: DynamoDBDocumentClient;
}

/** All that the widgets of incidents read, from the tables and the bucket that the environment names. */
export function awsIncidentPorts(environment: IncidentEnvironment): AwsIncidentPorts {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const at = { client, tableName: environment.INCIDENTS_TABLE };
  const retentionDays = async () => environment.INCIDENT_DAYS;
  return {
    client,
    incidents: dynamoIncidentStore({ ...at, retentionDays }),
    index: dynamoIncidentIndex({ ...at, clock: Date.now }),
    told: dynamoToldTiers(at),
    decisions: dynamoDecisionLog({ ...at, retentionDays }),
    pictures: s3PictureLinks({ client: new S3Client(), bucketName: environment.INCIDENT_EVIDENCE_BUCKET }),
    instructions: environment.STANDING_INSTRUCTIONS,
    endpoints: environment.CONSOLE_ENDPOINTS,
  };
}
