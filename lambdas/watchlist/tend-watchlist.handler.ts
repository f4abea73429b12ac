// Triggered by: EventBridge Scheduler, every five minutes; the event carries nothing.
// Reads and writes: watchlist, audit log, Rekognition users and faces, enrollment folders of the evidence bucket.
// On failure: the next run does what this one could not; an enrollment that died half way is repeated.
// Seen by the operator as: verdict.txt in the enrollment folder; ENTRY_EXPIRED and FOLDER_ANSWERED in the log.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { zoneHandler } from '../runtime/handler.ts';
import { dynamoAuditLog } from './dynamo-audit-log.ts';
import { dynamoCorrectionStore } from './dynamo-correction-store.ts';
import { dynamoOrphanStore } from './dynamo-orphan-store.ts';
import { dynamoWatchlistStore } from './dynamo-watchlist-store.ts';
import { rekognitionFaceCollection } from './rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from './rekognition-photo-checker.ts';
import { s3EnrollmentFolders } from './s3-enrollment-folders.ts';
import { tendWatchlistEnvironment } from './tend-watchlist.env.ts';
import { tendWatchlist } from './tend-watchlist.ts';

export const handler = zoneHandler({
  name: 'tend-watchlist',
  environment: tendWatchlistEnvironment,
  wire: ({ environment, telemetry }) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient());
    const table = { client, tableName: environment.WATCHLIST_TABLE };
    const region = environment.REKOGNITION_REGION;
    // Adaptive: nobody waits for it, and the cameras' searches need the quota more.
    const rekognition = new RekognitionClient({ region, retryMode: 'adaptive', maxAttempts: 8 });
    const ports = {
      telemetry,
      watchlist: dynamoWatchlistStore(table),
      corrections: dynamoCorrectionStore(table),
      orphans: dynamoOrphanStore(table),
      audit: dynamoAuditLog({ client, tableName: environment.AUDIT_TABLE, randomPart: randomUUID }),
      faces: rekognitionFaceCollection({ client: rekognition, collectionId: environment.COLLECTION_ID }),
      photos: rekognitionPhotoChecker(rekognition),
      folders: s3EnrollmentFolders({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
    };
    return (_event: unknown) => tendWatchlist({ now: Date.now(), agencies: environment.AGENCIES }, ports);
  },
});
