import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { evidencePrefix } from '../../lambdas/zone/names.ts';
import {
  incidentsByState,
  platesByDay,
  sightingsByCamera,
  sightingsByDigits,
} from '../../lambdas/zone/records.ts';
import type { Evidence } from '../evidence.ts';
import type { IncidentEvidence } from '../incident-evidence.ts';
import type { Records } from '../records.ts';
import type { ZoneFunction } from '../zone-function.ts';

type Reader = Pick<ZoneFunction<never>, 'allow' | 'allowObjects' | 'addToRolePolicy'>;

/** To look at incidents and at what was kept of them. */
export function allowIncidents(
  reader: Reader,
  { incidents }: Records,
  { bucket }: Pick<IncidentEvidence, 'bucket'>,
): void {
  reader.allow(['dynamodb:GetItem', 'dynamodb:Query'], [incidents.tableArn]);
  reader.allow(['dynamodb:Query'], [`${incidents.tableArn}/index/${incidentsByState.indexName}`]);
  allowPictures(reader, bucket, evidencePrefix.incidents);
}

/** To list what lies under a prefix, and to sign links to it. */
export function allowPictures(reader: Reader, bucket: Bucket, prefix: string): void {
  reader.allowObjects(['s3:GetObject'], bucket, [prefix]);
  allowListing(reader, bucket, prefix);
}

export function allowListing(reader: Pick<Reader, 'addToRolePolicy'>, bucket: Bucket, prefix: string): void {
  reader.addToRolePolicy(
    new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${prefix}*` } },
    }),
  );
}

/** To find sightings by what a search knows of them. */
export function allowSightingIndexes(reader: Pick<Reader, 'allow'>, { sightings }: Records): void {
  const indexes = [sightingsByCamera, ...sightingsByDigits, platesByDay];
  reader.allow(
    ['dynamodb:Query'],
    indexes.map(({ indexName }) => `${sightings.tableArn}/index/${indexName}`),
  );
}

/** For "not this person": the sighting, its picture, and corrections beside the person, never the entry itself. */
export function allowCorrections(
  operate: Reader,
  { sightings, watchlist }: Records,
  { bucket }: Pick<Evidence, 'bucket'>,
): void {
  operate.allow(['dynamodb:GetItem'], [sightings.tableArn]);
  operate.allowObjects(['s3:GetObject'], bucket, [evidencePrefix.sightings]);
  allowPartitions(operate, ['dynamodb:GetItem'], watchlist, ['person']);
  const keeping = ['dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'];
  allowPartitions(operate, keeping, watchlist, ['correction']);
}

/** On the items of some partitions of a table alone. */
export function allowPartitions(
  reader: Pick<Reader, 'addToRolePolicy'>,
  actions: readonly string[],
  { tableArn }: Records['watchlist'],
  keys: readonly string[],
): void {
  reader.addToRolePolicy(
    new PolicyStatement({
      actions: [...actions],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [...keys] } },
    }),
  );
}
