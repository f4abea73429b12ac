import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { applyZoneEnvironment } from '../lambdas/setup/apply-zone.env.ts';
import { strangerCollectionOf } from '../lambdas/zone/strangers.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import type { Cameras } from './cameras.ts';
import { collectionArn } from './faces.ts';
import type { Poles } from './poles.ts';
import type { Records } from './records.ts';
import { ZoneFunction } from './zone-function.ts';

export interface SetupProps {
  readonly zone: ZoneFile;
  /** Path of the zone file as JSON; it travels as an asset, since a large one would not fit into the template. */
  readonly zoneJsonPath: string;
  readonly collectionId: string;
  readonly records: Records;
  readonly cameras: Cameras;
  readonly poles: Poles;
}

/** The custom resource that brings the zone file into the account: streams, things, registry rows, face collection. */
export class Setup extends Construct {
  constructor(scope: Construct, id: string, props: SetupProps) {
    super(scope, id);
    const { records, cameras, poles } = props;
    const zoneAsset = new Asset(this, 'ZoneFile', { path: props.zoneJsonPath });
    const applyZone = new ZoneFunction(this, 'ApplyZone', {
      handler: 'lambdas/setup/apply-zone.handler.ts',
      schema: applyZoneEnvironment,
      timeout: Duration.minutes(10),
      memoryMegabytes: 512,
      environment: {
        REGISTRY_TABLE: records.registry.tableName,
        CAMERA_THING_TYPE: cameras.thingTypeName,
        POLE_THING_TYPE: poles.thingTypeName,
        COLLECTION_ID: props.collectionId,
        STRANGER_COLLECTION_ID: strangerCollectionOf(props.collectionId),
        REKOGNITION_REGION: props.zone.zone.rekognitionRegion,
      },
    });
    applyZone.allow(
      ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:DeleteItem'],
      [records.registry.tableArn],
    );
    this.#allowCollections(applyZone, props);
    this.#allowDevices(applyZone);
    applyZone.allow(['s3:GetObject'], [zoneAsset.bucket.arnForObjects(zoneAsset.s3ObjectKey)]);
    new CustomResource(this, 'Zone', {
      resourceType: 'Custom::SafetyZone',
      serviceToken: applyZone.functionArn,
      serviceTimeout: Duration.minutes(15),
      properties: { Bucket: zoneAsset.s3BucketName, Key: zoneAsset.s3ObjectKey },
    });
  }

  /** Strangers' faces are deleted whenever the zone file does not allow them, so that right is always there. */
  #allowCollections(
    applyZone: ZoneFunction<typeof applyZoneEnvironment>,
    { zone: { zone }, collectionId }: SetupProps,
  ): void {
    const { rekognitionRegion } = zone;
    const ofStrangers = { rekognitionRegion, collectionId: strangerCollectionOf(collectionId) };
    const made = [{ rekognitionRegion, collectionId }, ...(zone.strangers ? [ofStrangers] : [])];
    applyZone.allow(
      ['rekognition:CreateCollection'],
      made.map((each) => collectionArn(this, each)),
    );
    applyZone.allow(['rekognition:DeleteCollection'], [collectionArn(this, ofStrangers)]);
  }

  #allowDevices(applyZone: ZoneFunction<typeof applyZoneEnvironment>): void {
    const stack = Stack.of(this);
    const reason = 'devices come and go with the zone file, which is data and not in this template';
    applyZone.allowAny(
      ['kinesisvideo:CreateStream', 'kinesisvideo:DescribeStream', 'kinesisvideo:UpdateDataRetention'],
      stack.formatArn({ service: 'kinesisvideo', resource: 'stream', resourceName: '*/*' }),
      reason,
    );
    applyZone.allowAny(
      ['iot:CreateThing', 'iot:DescribeThing', 'iot:DeleteThing', 'iot:ListThingPrincipals'],
      stack.formatArn({ service: 'iot', resource: 'thing', resourceName: '*' }),
      reason,
    );
  }
}
