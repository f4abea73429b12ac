import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { dynamoIncidentStore } from '../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSightingStore } from '../lambdas/sightings/dynamo-sighting-store.ts';
import type { PictureStore } from '../lambdas/sightings/picture-store.ts';
import { s3PictureStore } from '../lambdas/sightings/s3-picture-store.ts';
import type { SightingStore } from '../lambdas/sightings/sighting-store.ts';
import type { CorrectMatchPorts } from '../lambdas/watchlist/correct-match.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { EnrollPersonPorts } from '../lambdas/watchlist/enroll-person.ts';
import { rekognitionFaceCollection } from '../lambdas/watchlist/rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from '../lambdas/watchlist/rekognition-photo-checker.ts';
import type { RemoveEntryPorts } from '../lambdas/watchlist/remove-entry.ts';
import { s3EnrollmentFolders } from '../lambdas/watchlist/s3-enrollment-folders.ts';
import { readStackOutputs } from './stack-outputs.ts';

/** The stack does not say where its watchlist is: it was not deployed, or by an older version. */
export class OutputMissingError extends Error {
  override readonly name = 'OutputMissingError';
}

/** All that the commands of the watchlist work with. */
export interface WatchlistPorts extends EnrollPersonPorts, RemoveEntryPorts, CorrectMatchPorts {
  readonly sightings: Pick<SightingStore, 'find'>;
  readonly incidents: Pick<IncidentStore, 'find'>;
  readonly pictures: Pick<PictureStore, 'get'>;
  /** Of the recipients. */
  readonly agencies: readonly string[];
}

/** The watchlist of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws OutputMissingError. */
export async function openWatchlistPorts(stackName?: string): Promise<WatchlistPorts> {
  const outputs = await readStackOutputs(stackName);
  const output = (key: string) => {
    const value = outputs[key];
    if (value === undefined)
      throw new OutputMissingError(`the stack has no output "${key}": deploy it again`);
    return value;
  };
  const at = outputs.Region === undefined ? {} : { region: outputs.Region };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(at));
  const rekognition = new RekognitionClient({ region: output('RekognitionRegion'), retryMode: 'adaptive' });
  const bucket = { client: new S3Client(at), bucketName: output('EvidenceBucket') };
  const table = { client, tableName: output('WatchlistTable') };
  return {
    watchlist: dynamoWatchlistStore(table),
    corrections: dynamoCorrectionStore(table),
    audit: dynamoAuditLog({
      client,
      tableName: output('AuditTable'),
      randomPart: () => randomUUID().slice(0, 8),
    }),
    photos: rekognitionPhotoChecker(rekognition),
    faces: rekognitionFaceCollection({ client: rekognition, collectionId: output('CollectionId') }),
    folders: s3EnrollmentFolders(bucket),
    pictures: s3PictureStore(bucket),
    sightings: dynamoSightingStore({ client, tableName: output('SightingsTable') }),
    incidents: readOnlyIncidents(client, output('IncidentsTable')),
    agencies: z.array(z.string()).parse(JSON.parse(output('Agencies'))),
  };
}

function readOnlyIncidents(client: DynamoDBDocumentClient, tableName: string): Pick<IncidentStore, 'find'> {
  // No incident is written here, so none needs an end.
  return dynamoIncidentStore({ client, tableName, retentionDays: () => Promise.resolve(0) });
}
