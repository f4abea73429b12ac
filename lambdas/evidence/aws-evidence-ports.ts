import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { KinesisVideoArchivedMediaClient } from '@aws-sdk/client-kinesis-video-archived-media';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { dynamoDecisionLog } from '../alerts/dynamo-decision-log.ts';
import { dynamoCameraStore } from '../cameras/dynamo-camera-store.ts';
import { kvsFrameSource } from '../cameras/kvs-frame-source.ts';
import { sharpPictureCodec } from '../cameras/sharp-picture-codec.ts';
import { dynamoIncidentStore } from '../incidents/dynamo-incident-store.ts';
import { sqsEvidenceQueue } from '../incidents/sqs-evidence-queue.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { dynamoSightingIndex } from '../sightings/dynamo-sighting-index.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { GatherEvidencePorts } from './evidence-ports.ts';
import type { gatherEvidenceEnvironment } from './gather-evidence.env.ts';
import { kvsClipSource } from './kvs-clip-source.ts';
import { s3EvidenceStore } from './s3-evidence-store.ts';

export interface AwsEvidencePortsParams {
  readonly environment: z.infer<typeof gatherEvidenceEnvironment>;
  readonly telemetry: Telemetry;
}

/** What gather-evidence stands on. */
export function awsEvidencePorts({ environment, telemetry }: AwsEvidencePortsParams): GatherEvidencePorts {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const s3 = new S3Client();
  const registry = { client, tableName: environment.REGISTRY_TABLE };
  const settings = dynamoSettingsStore({ ...registry, clock: Date.now });
  const incidents = {
    client,
    tableName: environment.INCIDENTS_TABLE,
    retentionDays: async () => (await settings.read()).retention.incidentDays,
  };
  const video = {
    client: new KinesisVideoClient(),
    openArchive: (endpoint: string) => new KinesisVideoArchivedMediaClient({ endpoint }),
  };
  return {
    cameras: dynamoCameraStore(registry),
    frames: kvsFrameSource(video),
    clips: kvsClipSource(video),
    codec: sharpPictureCodec(),
    sightings: dynamoSightingIndex({ client, tableName: environment.SIGHTINGS_TABLE }),
    pictures: s3PictureStore({ client: s3, bucketName: environment.EVIDENCE_BUCKET }),
    store: s3EvidenceStore({ client: s3, bucketName: environment.INCIDENT_EVIDENCE_BUCKET }),
    queue: sqsEvidenceQueue({ client: new SQSClient(), queueUrl: environment.GATHER_EVIDENCE_QUEUE_URL }),
    incidents: dynamoIncidentStore(incidents),
    decisions: dynamoDecisionLog(incidents),
    telemetry,
    now: () => Date.now(),
  };
}
