import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { identifyFaceEnvironment } from '../lambdas/faces/identify-face.env.ts';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { Alerts } from './alerts.ts';
import type { Evidence } from './evidence.ts';
import { grantMatching, matchingEnvironment } from './grant-matching.ts';
import type { IncidentEvidence } from './incident-evidence.ts';
import type { Records } from './records.ts';
import type { Strangers } from './strangers.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface FacesProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly incidentEvidence: IncidentEvidence;
  readonly alerts: Alerts;
  /** The Region whose Rekognition holds the face vectors; may differ from the stack's (D9). */
  readonly rekognitionRegion: string;
  readonly collectionId: string;
  /** Only where the zone file allows to keep them. */
  readonly strangers?: Strangers | undefined;
}

const timeout = Duration.seconds(30);
/**
 * A message comes back three minutes (six time-outs) after it was handed out, so 25 deliveries outlive 75 minutes of a
 * service that refuses every call.
 */
const maxReceiveCount = 25;

/** Face queue → identify-face → Rekognition. The collection itself is made by the zone's custom resource, in its Region. */
export class Faces extends Construct {
  readonly queue: ZoneQueue;
  /** Of old video: what happens now never waits behind it. */
  readonly backlogQueue: ZoneQueue;

  constructor(scope: Construct, id: string, props: FacesProps) {
    super(scope, id);
    const { records, evidence } = props;
    const searchesPerSecond = readSearchesPerSecond(this);
    this.queue = new ZoneQueue(this, 'Queue', {
      consumerTimeout: timeout,
      maxReceiveCount,
      carries: 'a face pass',
    });
    this.backlogQueue = new ZoneQueue(this, 'BacklogQueue', {
      consumerTimeout: timeout,
      maxReceiveCount,
      carries: 'a face pass of old video',
    });
    const identifyFace = new ZoneFunction(this, 'IdentifyFace', {
      handler: 'lambdas/faces/identify-face.handler.ts',
      schema: identifyFaceEnvironment,
      timeout,
      memoryMegabytes: 512,
      environment: {
        ...matchingEnvironment(props),
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        COLLECTION_ID: props.collectionId,
        REKOGNITION_REGION: props.rekognitionRegion,
        SEARCHES_PER_SECOND: String(searchesPerSecond),
        STRANGER_COLLECTION_ID: props.strangers?.collectionId ?? '',
        STRANGERS_TABLE: props.strangers?.table.tableName ?? '',
      },
    });
    // A call takes up to a second, so as many at a time use the whole pace; SQS allows no less than 2.
    const maxConcurrency = Math.max(2, Math.ceil(searchesPerSecond));
    identifyFace.consume(this.queue, { batchSize: 1, maxConcurrency });
    identifyFace.consume(this.backlogQueue, { batchSize: 1, maxConcurrency: 2 });
    grantMatching(identifyFace, props);
    identifyFace.allowObjects(['s3:GetObject', 's3:DeleteObject'], evidence.bucket, [
      evidencePrefix.pendingFaces,
    ]);
    identifyFace.allowObjects(['s3:PutObject'], evidence.bucket, [evidencePrefix.sightings]);
    // Without it S3 answers 403, not 404, for a crop that an earlier delivery has deleted.
    identifyFace.allow(['s3:ListBucket'], [evidence.bucket.bucketArn]);
    identifyFace.allow(['rekognition:SearchUsersByImage'], [collectionArn(this, props)]);
    props.strangers?.allowKeeping(identifyFace);
    const noResource = 'DetectFaces works on the picture it is given and knows no resource';
    identifyFace.allowAny(['rekognition:DetectFaces'], '*', noResource);
    identifyFace.addToRolePolicy(writeToRegistry(records, ['pace', 'budget']));
  }
}

/** Of SearchUsersByImage for a new account in Singapore: https://docs.aws.amazon.com/general/latest/gr/rekognition.html */
const defaultQuota = 5;

/** After AWS has raised the account's quota: `cdk deploy -c searchesPerSecond=50`. */
function readSearchesPerSecond(scope: Construct): number {
  const quota = Number(scope.node.tryGetContext('searchesPerSecond') ?? defaultQuota);
  if (quota > 0) return quota;
  throw new Error(
    'context searchesPerSecond must be a number over 0: the quota of Rekognition SearchUsersByImage',
  );
}

/** Leaves the devices and settings, which lie in the same table, alone. */
function writeToRegistry({ registry }: Records, kinds: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:UpdateItem'],
    resources: [registry.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': kinds } },
  });
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
