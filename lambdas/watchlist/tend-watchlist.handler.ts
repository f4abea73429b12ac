// Triggered by: EventBridge Scheduler, every five minutes; the event carries nothing.
// Reads and writes: watchlist, audit log, Rekognition users and faces, enrollment folders of the evidence bucket.
// On failure: the next run does what this one could not; an enrollment that died half way is repeated.
// Seen by the operator as: verdict.txt in the enrollment folder; ENTRY_EXPIRED and FOLDER_ANSWERED in the log.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { awsWatchlistPorts } from './aws-watchlist-ports.ts';
import { dynamoOrphanStore } from './dynamo-orphan-store.ts';
import { tendWatchlistEnvironment } from './tend-watchlist.env.ts';
import { tendWatchlist } from './tend-watchlist.ts';

export const handler = zoneHandler({
  name: 'tend-watchlist',
  environment: tendWatchlistEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const region = environment.REKOGNITION_REGION;
    // Adaptive: nobody waits for it, and the cameras' searches need the quota more.
    const rekognition = new RekognitionClient({ region, retryMode: 'adaptive', maxAttempts: 8 });
    const ports = {
      ...awsWatchlistPorts({ client, s3: new S3Client(), rekognition, environment }),
      orphans: dynamoOrphanStore({ client, tableName: environment.WATCHLIST_TABLE }),
      telemetry,
    };
    return (_event: unknown) => tendWatchlist({ now: Date.now(), agencies: environment.AGENCIES }, ports);
  },
});
