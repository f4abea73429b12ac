import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { identifyFaceEnvironment } from '../lambdas/faces/identify-face.env.ts';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { Alerts } from './alerts.ts';
import type { Evidence } from './evidence.ts';
import { grantMatching, matchingEnvironment } from './grant-matching.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface FacesProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly alerts: Alerts;
  /** The Region whose Rekognition holds the face vectors; may differ from the stack's (D9). */
  readonly rekognitionRegion: string;
  readonly collectionId: string;
}

/** Face queue → identify-face → Rekognition. The collection itself is made by the zone's custom resource, in its Region. */
export class Faces extends Construct {
  readonly queue: ZoneQueue;

  constructor(scope: Construct, id: string, props: FacesProps) {
    super(scope, id);
    const { records, evidence } = props;
    const timeout = Duration.seconds(30);
    this.queue = new ZoneQueue(this, 'Queue', {
      consumerTimeout: timeout,
      maxReceiveCount: 5,
      carries: 'a face pass',
    });
    const identifyFace = new ZoneFunction(this, 'IdentifyFace', {
      handler: 'lambdas/faces/identify-face.handler.ts',
      schema: identifyFaceEnvironment,
      timeout,
      memoryMegabytes: 512,
      environment: {
        ...matchingEnvironment(records, props.alerts.queue),
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        COLLECTION_ID: props.collectionId,
        REKOGNITION_REGION: props.rekognitionRegion,
      },
    });
    // Two at a time keep under the default quota of 5 searches/s in Singapore; SQS allows no less than 2.
    identifyFace.consume(this.queue, { batchSize: 1, maxConcurrency: 2 });
    grantMatching(identifyFace, records, props.alerts.queue);
    identifyFace.allowObjects(['s3:GetObject', 's3:DeleteObject'], evidence.bucket, [
      evidencePrefix.pendingFaces,
    ]);
    identifyFace.allowObjects(['s3:PutObject'], evidence.bucket, [evidencePrefix.sightings]);
    // Without it S3 answers 403, not 404, for a crop that an earlier delivery has deleted.
    identifyFace.allow(['s3:ListBucket'], [evidence.bucket.bucketArn]);
    identifyFace.allow(['rekognition:SearchUsersByImage'], [collectionArn(this, props)]);
  }
}

/** ARN of the collection in its own Region. */
export function collectionArn(
  scope: Construct,
  at: Pick<FacesProps, 'rekognitionRegion' | 'collectionId'>,
): string {
  return Stack.of(scope).formatArn({
    service: 'rekognition',
    region: at.rekognitionRegion,
    resource: 'collection',
    resourceName: at.collectionId,
  });
}
