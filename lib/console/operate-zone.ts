import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { operateZoneEnvironment } from '../../lambdas/console/operate-zone.env.ts';
import { evidencePrefix, poleTopic } from '../../lambdas/zone/names.ts';
import type { Evidence } from '../evidence.ts';
import { collectionArn } from '../faces.ts';
import { grantFaces, grantPhotoChecks } from '../grant-faces.ts';
import type { IncidentEvidence } from '../incident-evidence.ts';
import type { Records } from '../records.ts';
import { ZoneFunction } from '../zone-function.ts';

export interface OperateZoneProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly incidentEvidence: IncidentEvidence;
  readonly rekognitionRegion: string;
  readonly collectionId: string;
  /** Of the recipients. */
  readonly agencies: readonly string[];
  readonly incidentDays: number;
}

/** The one function behind the runbooks; nobody but them may call it. */
export function makeOperateZone(scope: Construct, props: OperateZoneProps): OperateZoneFunction {
  const { records, evidence, incidentEvidence } = props;
  const operateZone = new ZoneFunction(scope, 'OperateZone', {
    handler: 'lambdas/console/operate-zone.handler.ts',
    schema: operateZoneEnvironment,
    // As long as SSM waits: to erase a subject reads all sightings.
    timeout: Duration.minutes(5),
    // A clip of up to 100 MB is copied when evidence is exported.
    memoryMegabytes: 1024,
    environment: {
      REGISTRY_TABLE: records.registry.tableName,
      SIGHTINGS_TABLE: records.sightings.tableName,
      WATCHLIST_TABLE: records.watchlist.tableName,
      INCIDENTS_TABLE: records.incidents.tableName,
      AUDIT_TABLE: records.audit.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      INCIDENT_EVIDENCE_BUCKET: incidentEvidence.bucket.bucketName,
      COLLECTION_ID: props.collectionId,
      REKOGNITION_REGION: props.rekognitionRegion,
      INCIDENT_DAYS: String(props.incidentDays),
      AGENCIES: JSON.stringify(props.agencies),
    },
  });
  allowTables(operateZone, records);
  allowPictures(operateZone, props);
  grantFaces(operateZone, collectionArn(scope, props));
  grantPhotoChecks(operateZone);
  const { partition, region, account } = Stack.of(scope);
  operateZone.allowAny(
    ['iot:Publish'],
    `arn:${partition}:iot:${region}:${account}:topic/${poleTopic('*', 'press')}`,
    'poles come and go with the zone file; what it sends there is always a drill',
  );
  return operateZone;
}

type OperateZoneFunction = ZoneFunction<typeof operateZoneEnvironment>;

function allowTables(operateZone: OperateZoneFunction, records: Records): void {
  operateZone.allow(['dynamodb:GetItem'], [records.registry.tableArn]);
  operateZone.allow(['dynamodb:Scan', 'dynamodb:DeleteItem'], [records.sightings.tableArn]);
  operateZone.allow(
    ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
    [records.watchlist.tableArn],
  );
  operateZone.allow(
    ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    [records.incidents.tableArn],
  );
  operateZone.allow(['dynamodb:PutItem'], [records.audit.tableArn]);
}

/** It deletes crops and enrollment photos, never what was gathered as evidence. */
function allowPictures(operateZone: OperateZoneFunction, props: OperateZoneProps): void {
  const { evidence, incidentEvidence } = props;
  operateZone.allowObjects(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], evidence.bucket, [
    evidencePrefix.enrollment,
  ]);
  operateZone.allowObjects(['s3:DeleteObject'], evidence.bucket, [evidencePrefix.sightings]);
  operateZone.allowObjects(['s3:PutObject'], evidence.bucket, [evidencePrefix.exports]);
  operateZone.allowObjects(['s3:GetObject'], incidentEvidence.bucket, [evidencePrefix.incidents]);
  for (const [bucket, prefix] of [
    [evidence.bucket, evidencePrefix.enrollment],
    [incidentEvidence.bucket, evidencePrefix.incidents],
  ] as const)
    operateZone.addToRolePolicy(
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
      }),
    );
}
