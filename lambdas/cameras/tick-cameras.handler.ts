// Triggered by: EventBridge Scheduler, once a minute; the event carries nothing.
// Reads and writes: registry (cameras, settings); sends one message per camera and slot to the watch queue.
// On failure: Lambda tries again (some slots may be sent twice, which is harmless); a minute that fails for good is watched by the next one's slots.
// Seen by the operator as: CAMERAS_TICKED in the log; without it the watch lag of every camera grows and its alarm rings.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { dynamoCameraStore } from './dynamo-camera-store.ts';
import { sqsSlotQueue } from './sqs-slot-queue.ts';
import { tickCamerasEnvironment } from './tick-cameras.env.ts';
import { tickCameras } from './tick-cameras.ts';

export const handler = zoneHandler({
  name: 'tick-cameras',
  environment: tickCamerasEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const tableName = environment.REGISTRY_TABLE;
    const ports = {
      telemetry,
      cameras: dynamoCameraStore({ client, tableName }),
      settings: dynamoSettingsStore({ client, tableName, clock: Date.now }),
      slots: sqsSlotQueue({ client: new SQSClient(), queueUrl: environment.WATCH_QUEUE_URL }),
    };
    return (_event: unknown) => tickCameras({ now: Date.now() }, ports);
  },
});
