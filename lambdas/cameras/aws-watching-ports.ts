import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { KinesisVideoArchivedMediaClient } from '@aws-sdk/client-kinesis-video-archived-media';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import type { z } from 'zod';
import { awsRecordingPorts } from '../sightings/aws-recording-ports.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { dynamoBacklogStore } from './dynamo-backlog-store.ts';
import { dynamoCameraStore } from './dynamo-camera-store.ts';
import { dynamoCursorStore } from './dynamo-cursor-store.ts';
import { dynamoPeopleStore } from './dynamo-people-store.ts';
import { kvsFrameSource } from './kvs-frame-source.ts';
import { openOnnxModels } from './onnx-models.ts';
import { sharpPictureCodec } from './sharp-picture-codec.ts';
import { sqsBacklogQueue } from './sqs-backlog-queue.ts';
import { sqsFaceQueue } from './sqs-face-queue.ts';
import type { watchCameraEnvironment } from './watch-camera.env.ts';
import type { WatchCameraParams } from './watch-camera.ts';

export interface AwsWatchingPortsParams {
  readonly environment: z.infer<typeof watchCameraEnvironment>;
  readonly telemetry: Telemetry;
}

/** What watch-camera and catch-up-camera stand on; the models are read while the first event waits. */
export function awsWatchingPorts({ environment, telemetry }: AwsWatchingPortsParams) {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const sqs = new SQSClient();
  const registry = { client, tableName: environment.REGISTRY_TABLE };
  const settings = dynamoSettingsStore({ ...registry, clock: Date.now });
  const openArchive = (endpoint: string) => new KinesisVideoArchivedMediaClient({ endpoint });
  const models = openOnnxModels(join(process.env.LAMBDA_TASK_ROOT ?? import.meta.dirname, 'models'));
  const ports = {
    ...awsRecordingPorts({ client, sqs, settings, environment }),
    telemetry,
    settings,
    cameras: dynamoCameraStore(registry),
    cursors: dynamoCursorStore(registry),
    people: dynamoPeopleStore(registry),
    backlogs: dynamoBacklogStore(registry),
    backlogQueue: sqsBacklogQueue({ client: sqs, queueUrl: environment.BACKLOG_QUEUE_URL }),
    frames: kvsFrameSource({ client: new KinesisVideoClient(), openArchive }),
    codec: sharpPictureCodec(),
    pictures: s3PictureStore({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
    faceQueue: sqsFaceQueue({ client: sqs, queueUrl: environment.FACE_QUEUE_URL }),
  };
  return async () => ({ ...ports, ...(await models) });
}

/** Left for telling passes and storing the state when frames take too long. */
const reservedMilliseconds = 20_000;
/** Two slots: so long a function that was killed still holds its camera. */
const leaseMilliseconds = 20_000;

/** Who watches, and for how long. */
export function watchParamsOf(context: Context): WatchCameraParams {
  const isOutOfTime = () => context.getRemainingTimeInMillis() < reservedMilliseconds;
  return { owner: context.awsRequestId, leaseMilliseconds, isOutOfTime, clock: Date.now };
}
