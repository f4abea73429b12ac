import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';

/** The bucket of pictures: private, TLS only, encrypted; every prefix has an end by lifecycle. */
export class Evidence extends Construct {
  readonly bucket: Bucket;
  /** Of every bucket of pictures. */
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, retention: ZoneSettings['retention']) {
    super(scope, id);
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...closed,
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
    Validations.of(this.accessLogs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'this bucket holds the access logs; logging it into itself would never end',
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      // Bucket's own optional properties do not fit IBucket under exactOptionalPropertyTypes.
      serverAccessLogsBucket: this.accessLogs as IBucket,
      lifecycleRules: [
        // Crops wait here for minutes; a day is for what a crash left behind.
        { prefix: evidencePrefix.pendingFaces, expiration: Duration.days(1) },
        // Overwritten each minute, and deleted within the hour; a day is for cameras that are no more.
        { prefix: evidencePrefix.latest, expiration: Duration.days(1) },
        // Photos are deleted when they were judged; a week is for folders whose entry.yaml was never put right.
        { prefix: evidencePrefix.enrollment, expiration: Duration.days(7) },
        { prefix: evidencePrefix.exports, expiration: Duration.days(7) },
        { prefix: evidencePrefix.sightings, expiration: Duration.days(retention.sightingDays) },
      ],
    });
  }
}

/** What every bucket of pictures is. */
export const closed: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};
