// Triggered by: the face queue, one message per face pass (from watch-camera).
// Reads and writes: registry (settings), crops in the evidence bucket, Rekognition users, sightings, watchlist, incidents, the alert queue.
// On failure: a busy Rekognition or any other error returns the message to the queue; after its last try it is a dead letter with an alarm.
// Seen by the operator as: sightings, possible matches and their alerts; FACE_UNKNOWN and FACE_UNUSABLE in the log.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queueHandler } from '../runtime/queue-handler.ts';
import { awsRecordingPorts } from '../sightings/aws-recording-ports.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { s3PictureStore } from '../sightings/s3-picture-store.ts';
import { identifyFaceMessage } from '../zone/messages.ts';
import { identifyFaceEnvironment } from './identify-face.env.ts';
import { identifyFace } from './identify-face.ts';
import { rekognitionFaceSearch } from './rekognition-face-search.ts';

export const handler = queueHandler({
  name: 'identify-face',
  environment: identifyFaceEnvironment,
  message: identifyFaceMessage,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const settings = dynamoSettingsStore({ client, tableName: environment.REGISTRY_TABLE, clock: Date.now });
    // Adaptive: the client slows itself down when the service says it is busy (quota 5 calls a second).
    const rekognition = new RekognitionClient({
      region: environment.REKOGNITION_REGION,
      retryMode: 'adaptive',
      maxAttempts: 5,
    });
    const ports = {
      ...awsRecordingPorts({ client, sqs: new SQSClient(), settings, environment }),
      telemetry,
      settings,
      pictures: s3PictureStore({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
      faces: rekognitionFaceSearch({ client: rekognition, collectionId: environment.COLLECTION_ID }),
    };
    return (message) => identifyFace(message, { now: Date.now() }, ports);
  },
});
