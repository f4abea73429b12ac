import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSightingStore } from '../lambdas/sightings/dynamo-sighting-store.ts';
import type { PictureStore } from '../lambdas/sightings/picture-store.ts';
import { s3PictureStore } from '../lambdas/sightings/s3-picture-store.ts';
import type { SightingStore } from '../lambdas/sightings/sighting-store.ts';
import type { CorrectMatchPorts } from '../lambdas/watchlist/correct-match.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { EnrollPersonPorts } from '../lambdas/watchlist/enroll-person.ts';
import { rekognitionFaceCollection } from '../lambdas/watchlist/rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from '../lambdas/watchlist/rekognition-photo-checker.ts';
import type { RemoveEntryPorts } from '../lambdas/watchlist/remove-entry.ts';
import { s3EnrollmentFolders } from '../lambdas/watchlist/s3-enrollment-folders.ts';
import { openZoneTables } from './zone-tables.ts';

/** All that the commands of the watchlist work with. */
export interface WatchlistPorts extends EnrollPersonPorts, RemoveEntryPorts, CorrectMatchPorts {
  readonly sightings: Pick<SightingStore, 'find'>;
  readonly incidents: Pick<IncidentStore, 'find'>;
  readonly pictures: Pick<PictureStore, 'get'>;
  /** Of the recipients. */
  readonly agencies: readonly string[];
}

/** The watchlist of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openWatchlistPorts(stackName?: string): Promise<WatchlistPorts> {
  const tables = await openZoneTables(stackName);
  const { at, output } = tables;
  const rekognition = new RekognitionClient({ region: output('RekognitionRegion'), retryMode: 'adaptive' });
  const bucket = { client: new S3Client(), bucketName: output('EvidenceBucket') };
  return {
    watchlist: dynamoWatchlistStore(at('WatchlistTable')),
    corrections: dynamoCorrectionStore(at('WatchlistTable')),
    audit: tables.audit(),
    photos: rekognitionPhotoChecker(rekognition),
    faces: rekognitionFaceCollection({ client: rekognition, collectionId: output('CollectionId') }),
    folders: s3EnrollmentFolders(bucket),
    pictures: s3PictureStore(bucket),
    sightings: dynamoSightingStore(at('SightingsTable')),
    incidents: tables.incidents(),
    agencies: z.array(z.string()).parse(JSON.parse(output('Agencies'))),
  };
}
