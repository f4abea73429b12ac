// Triggered by: the watch queue, one message per camera and slot (from tick-cameras).
// Reads and writes: registry (camera, settings, cursor), video by GetImages, evidence bucket, the face queue, sightings, watchlist, incidents, the alert queue.
// On failure: the cursor stays, so the returned message or the camera's next slot watches the same window again; after its last try the message is a dead letter with an alarm.
// Seen by the operator as: sightings and alerts; CAMERA_SILENT, FRAME_UNREADABLE and PLATE_UNREAD in the log; the watch lag of the dashboard.
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { KinesisVideoArchivedMediaClient } from '@aws-sdk/client-kinesis-video-archived-media';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queueHandler } from '../runtime/queue-handler.ts';
import { awsRecordingPorts } from '../sightings/aws-recording-ports.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import { watchCameraMessage } from '../zone/messages.ts';
import { dynamoCameraStore } from './dynamo-camera-store.ts';
import { dynamoCursorStore } from './dynamo-cursor-store.ts';
import { kvsFrameSource } from './kvs-frame-source.ts';
import { openOnnxModels } from './onnx-models.ts';
import { sharpPictureCodec } from './sharp-picture-codec.ts';
import { sqsFaceQueue } from './sqs-face-queue.ts';
import { watchCameraEnvironment } from './watch-camera.env.ts';
import { watchCamera } from './watch-camera.ts';

/** Left for telling passes and moving the cursor when frames take too long. */
const reservedMilliseconds = 20_000;

export const handler = queueHandler({
  name: 'watch-camera',
  environment: watchCameraEnvironment,
  message: watchCameraMessage,
  wire: ({ environment, telemetry }) => {
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
      frames: kvsFrameSource({ client: new KinesisVideoClient(), openArchive }),
      codec: sharpPictureCodec(),
      pictures: s3PictureStore({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
      faceQueue: sqsFaceQueue({ client: sqs, queueUrl: environment.FACE_QUEUE_URL }),
    };
    return async (message, context) => {
      const owner = context.awsRequestId;
      const leaseMilliseconds = context.getRemainingTimeInMillis() + 1_000;
      const isOutOfTime = () => context.getRemainingTimeInMillis() < reservedMilliseconds;
      const params = { owner, leaseMilliseconds, isOutOfTime, clock: Date.now };
      await watchCamera(message, params, { ...ports, ...(await models) });
    };
  },
});
