// Triggered by: the face queue, one message per face pass (from watch-camera).
// Reads and writes: registry (settings, pace, budget), crops in the evidence bucket, Rekognition users, sightings, watchlist, incidents and decisions, the alert queue; faces and visits of strangers where the zone file allows it.
// On failure: a busy Rekognition pushes everybody's pace back; it or any other error returns the message to the queue, and after its last try (over an hour) it is a dead letter with an alarm.
// Seen by the operator as: sightings, possible matches and their alerts; FACE_UNKNOWN, FACE_UNUSABLE, FACE_NOT_SEARCHED, FACE_CORRECTED, SEARCH_THROTTLED, PAID_CALL_SAVED and STRANGER_SEEN in the log.
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { queueHandler } from '../runtime/queue-handler.ts';
import { awsRecordingPorts } from '../sightings/aws-recording-ports.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { identifyFaceMessage } from '../zone/messages.ts';
import { awsDecidingPorts } from './aws-deciding-ports.ts';
import { awsStrangerPorts } from './aws-stranger-ports.ts';
import { dynamoSearchPace } from './dynamo-search-pace.ts';
import { identifyFaceEnvironment } from './identify-face.env.ts';
import { identifyFace } from './identify-face.ts';
import { paceSearches, paceStrangers } from './pace-searches.ts';
import { rekognitionFaceSearch } from './rekognition-face-search.ts';

/** Left for the last search, the analysis and the records. */
const reservedMilliseconds = 8_000;

export const handler = queueHandler({
  name: 'identify-face',
  environment: identifyFaceEnvironment,
  message: identifyFaceMessage,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const registry = { client, tableName: environment.REGISTRY_TABLE };
    const settings = dynamoSettingsStore({ ...registry, clock: Date.now });
    // One attempt each: a busy service is met by the shared pace, and every call is counted.
    const rekognition = new RekognitionClient({ region: environment.REKOGNITION_REGION, maxAttempts: 1 });
    const faces = rekognitionFaceSearch({ client: rekognition, collectionId: environment.COLLECTION_ID });
    const strangers = awsStrangerPorts({ client, rekognition, environment });
    const pace = dynamoSearchPace({ ...registry, callsPerSecond: environment.SEARCHES_PER_SECOND });
    const ports = {
      ...awsRecordingPorts({ client, sqs: new SQSClient(), settings, environment }),
      telemetry,
      ...awsDecidingPorts({ client, rekognition, settings, environment }),
      settings,
    };
    return (message, context) => {
      const deadline = Date.now() + context.getRemainingTimeInMillis() - reservedMilliseconds;
      const paced = { pace, telemetry, clock: Date.now, sleep, deadline };
      return identifyFace(
        message,
        { now: Date.now() },
        {
          ...ports,
          faces: paceSearches({ ...paced, faces }),
          strangers: strangers && { ...strangers, faces: paceStrangers(strangers.faces, paced) },
        },
      );
    };
  },
});
