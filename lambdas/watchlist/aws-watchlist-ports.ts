import { randomUUID } from 'node:crypto';
import type { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoAuditLog } from './dynamo-audit-log.ts';
import { dynamoCorrectionStore } from './dynamo-correction-store.ts';
import { dynamoWatchlistStore } from './dynamo-watchlist-store.ts';
import { rekognitionFaceCollection } from './rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from './rekognition-photo-checker.ts';
import { s3EnrollmentFolders } from './s3-enrollment-folders.ts';

export interface AwsWatchlistPortsParams {
  readonly client: DynamoDBDocumentClient;
  readonly s3: S3Client;
  readonly rekognition: RekognitionClient;
  readonly environment: {
    readonly WATCHLIST_TABLE: string;
    readonly AUDIT_TABLE: string;
    readonly EVIDENCE_BUCKET: string;
    readonly COLLECTION_ID: string;
  };
}

/** What enrolling and removing stand on. */
export function awsWatchlistPorts({ client, s3, rekognition, environment }: AwsWatchlistPortsParams) {
  const table = { client, tableName: environment.WATCHLIST_TABLE };
  return {
    watchlist: dynamoWatchlistStore(table),
    corrections: dynamoCorrectionStore(table),
    audit: dynamoAuditLog({ client, tableName: environment.AUDIT_TABLE, randomPart: randomUUID }),
    faces: rekognitionFaceCollection({ client: rekognition, collectionId: environment.COLLECTION_ID }),
    photos: rekognitionPhotoChecker(rekognition),
    folders: s3EnrollmentFolders({ client: s3, bucketName: environment.EVIDENCE_BUCKET }),
  };
}
