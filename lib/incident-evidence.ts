import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Bucket, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { gatherEvidenceEnvironment } from '../lambdas/evidence/gather-evidence.env.ts';
import { evidencePrefix, heldTag } from '../lambdas/zone/names.ts';
import { sightingsByCamera } from '../lambdas/zone/records.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import { closed, type Evidence } from './evidence.ts';
import { pictureBundling } from './recognition-bundling.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface IncidentEvidenceProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly retention: ZoneSettings['retention'];
}

/**
 * Evidence queue → gather-evidence → a bucket of its own. Its own, because it is versioned and may be locked, while
 * crops in the other bucket must really be gone when they are deleted.
 */
export class IncidentEvidence extends Construct {
  readonly bucket: Bucket;
  readonly queue: ZoneQueue;

  constructor(scope: Construct, id: string, props: IncidentEvidenceProps) {
    super(scope, id);
    this.bucket = this.#bucket(props);
    // Three cameras' clips of up to 100 MB, or 180 frames to mask.
    const timeout = Duration.minutes(1);
    this.queue = new ZoneQueue(this, 'Queue', {
      consumerTimeout: timeout,
      maxReceiveCount: 5,
      carries: 'the evidence of an incident',
    });
    this.#gather(props, timeout);
  }

  #bucket({ evidence, retention }: IncidentEvidenceProps): Bucket {
    const { evidenceDays, evidenceLock } = retention;
    return new Bucket(this, 'Bucket', {
      ...closed,
      versioned: true,
      // Bucket's own optional properties do not fit IBucket under exactOptionalPropertyTypes.
      serverAccessLogsBucket: evidence.accessLogs as IBucket,
      serverAccessLogsPrefix: 'incident-evidence/',
      ...(evidenceLock && { objectLockDefaultRetention: lockOf(evidenceLock, evidenceDays) }),
      lifecycleRules: [
        {
          prefix: evidencePrefix.incidents,
          // What is held has another value, so the rule passes it by.
          tagFilters: { [heldTag.key]: heldTag.no },
          expiration: Duration.days(evidenceDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
  }

  #gather({ records, evidence }: IncidentEvidenceProps, timeout: Duration): void {
    const gatherEvidence = new ZoneFunction(this, 'GatherEvidence', {
      handler: 'lambdas/evidence/gather-evidence.handler.ts',
      schema: gatherEvidenceEnvironment,
      // Frames, then clips when they are over, then sightings.
      feedsItself: true,
      timeout,
      // As watch-camera: sharp is a native module, and masking frames takes a whole vCPU.
      architecture: Architecture.X86_64,
      memoryMegabytes: 1769,
      bundling: pictureBundling,
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        SIGHTINGS_TABLE: records.sightings.tableName,
        INCIDENTS_TABLE: records.incidents.tableName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        INCIDENT_EVIDENCE_BUCKET: this.bucket.bucketName,
        GATHER_EVIDENCE_QUEUE_URL: this.queue.queueUrl,
      },
    });
    // A storm of matches may not take the account's whole concurrency from the presses.
    gatherEvidence.consume(this.queue, { batchSize: 1, maxConcurrency: 10 });
    this.queue.grantSendMessages(gatherEvidence);
    gatherEvidence.allow(['dynamodb:GetItem', 'dynamodb:Query'], [records.registry.tableArn]);
    const byCamera = `${records.sightings.tableArn}/index/${sightingsByCamera.indexName}`;
    gatherEvidence.allow(['dynamodb:Query'], [byCamera]);
    gatherEvidence.allow(['dynamodb:PutItem'], [records.incidents.tableArn]);
    gatherEvidence.allowObjects(['s3:GetObject'], evidence.bucket, [evidencePrefix.sightings]);
    // Without it S3 answers 403, not 404, for a picture that is gone or was never kept.
    gatherEvidence.allow(['s3:ListBucket'], [evidence.bucket.bucketArn]);
    gatherEvidence.allowObjects(['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'], this.bucket, [
      evidencePrefix.incidents,
    ]);
    gatherEvidence.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [this.bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${evidencePrefix.incidents}*` } },
      }),
    );
    gatherEvidence.allowAny(
      ['kinesisvideo:GetDataEndpoint', 'kinesisvideo:GetImages', 'kinesisvideo:GetClip'],
      Stack.of(this).formatArn({ service: 'kinesisvideo', resource: 'stream', resourceName: '*/*' }),
      'cameras come and go with the zone file, and a stream ARN ends in its creation time',
    );
  }
}

/** Governance: those with a right of its own may still delete; compliance: nobody, not the root user either. */
function lockOf(mode: 'governance' | 'compliance', days: number): ObjectLockRetention {
  const duration = Duration.days(days);
  return mode === 'governance'
    ? ObjectLockRetention.governance(duration)
    : ObjectLockRetention.compliance(duration);
}
