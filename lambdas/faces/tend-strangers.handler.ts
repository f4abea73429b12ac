// Triggered by: EventBridge Scheduler, every five minutes, in a zone whose file allows to keep strangers.
// Reads and writes: registry (settings), the Rekognition collection of strangers.
// On failure: the next run deletes what this one could not.
// Seen by the operator as: STRANGERS_REMOVED in the log.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { rekognitionStrangerRemoval } from './rekognition-stranger-faces.ts';
import { tendStrangersEnvironment } from './tend-strangers.env.ts';
import { tendStrangers } from './tend-strangers.ts';

export const handler = zoneHandler({
  name: 'tend-strangers',
  environment: tendStrangersEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const registry = { client, tableName: environment.REGISTRY_TABLE };
    // Adaptive: nobody waits for it, and the cameras' searches need the quota more.
    const rekognition = new RekognitionClient({
      region: environment.REKOGNITION_REGION,
      retryMode: 'adaptive',
      maxAttempts: 8,
    });
    const ports = {
      telemetry,
      settings: dynamoSettingsStore({ ...registry, clock: Date.now }),
      faces: rekognitionStrangerRemoval({
        client: rekognition,
        collectionId: environment.STRANGER_COLLECTION_ID,
      }),
    };
    return (_event: unknown) => tendStrangers({ now: Date.now() }, ports);
  },
});
