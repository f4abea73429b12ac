import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { tendWatchlistEnvironment } from '../lambdas/watchlist/tend-watchlist.env.ts';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { Evidence } from './evidence.ts';
import { collectionArn } from './faces.ts';
import { grantFaces, grantPhotoChecks } from './grant-faces.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface WatchlistProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly rekognitionRegion: string;
  readonly collectionId: string;
  /** Of the recipients. */
  readonly agencies: readonly string[];
}

/** Schedule → tend-watchlist: what expired goes, and who waits in an enrollment folder is enrolled. */
export class Watchlist extends Construct {
  constructor(scope: Construct, id: string, props: WatchlistProps) {
    super(scope, id);
    const { records, evidence } = props;
    const tendWatchlist = new ZoneFunction(this, 'Tend', {
      handler: 'lambdas/watchlist/tend-watchlist.handler.ts',
      schema: tendWatchlistEnvironment,
      timeout: Duration.minutes(5),
      // Ten photos of 5 MB each may be in memory at a time.
      memoryMegabytes: 512,
      environment: {
        WATCHLIST_TABLE: records.watchlist.tableName,
        AUDIT_TABLE: records.audit.tableName,
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        COLLECTION_ID: props.collectionId,
        REKOGNITION_REGION: props.rekognitionRegion,
        AGENCIES: JSON.stringify(props.agencies),
      },
    });
    tendWatchlist.allow(
      ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      [records.watchlist.tableArn],
    );
    tendWatchlist.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
    tendWatchlist.allowObjects(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], evidence.bucket, [
      evidencePrefix.enrollment,
    ]);
    tendWatchlist.allow(['s3:ListBucket'], [evidence.bucket.bucketArn]);
    grantFaces(tendWatchlist, collectionArn(this, props));
    grantPhotoChecks(tendWatchlist);
    this.#schedule(tendWatchlist);
  }

  #schedule(tendWatchlist: ZoneFunction<typeof tendWatchlistEnvironment>): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'EveryFiveMinutes', {
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      // The next run does what a failed one left.
      target: new LambdaInvoke(tendWatchlist, { retryAttempts: 0, role }),
    });
    acceptWildcard(
      role,
      `${tendWatchlist.functionArn}:*`,
      'the scheduler may call any version of this one function',
    );
  }
}
