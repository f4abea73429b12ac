// Triggered by: CloudFormation, for the custom resource Custom::SafetyZone, when the zone file changed.
// Reads and writes: the zone file (asset), registry table, IoT things, Kinesis video streams, face collection.
// On failure: CloudFormation gets the reason and rolls the deployment back; repeating it is harmless.
// Seen by the operator as: ZONE_APPLIED in the logs, the reason of a failed deployment in CloudFormation.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IoTClient } from '@aws-sdk/client-iot';
import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { RekognitionClient } from '@aws-sdk/client-rekognition';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { z } from 'zod';
import { zoneHandler } from '../runtime/handler.ts';
import { LogEvent } from '../zone/log-events.ts';
import { zoneFile } from '../zone/zone-file.ts';
import { applyZoneEnvironment } from './apply-zone.env.ts';
import { applyZone } from './apply-zone.ts';
import { awsDeviceCloud } from './aws-device-cloud.ts';
import { answerCloudFormation } from './custom-resource.ts';
import { dynamoDeviceRegistry } from './dynamo-device-registry.ts';

const zoneObject = z.object({ Bucket: z.string().min(1), Key: z.string().min(1) });

export const handler = zoneHandler<typeof applyZoneEnvironment, CloudFormationCustomResourceEvent, void>({
  name: 'apply-zone',
  environment: applyZoneEnvironment,
  wire: ({ environment, telemetry }) => {
    const s3 = new S3Client({});
    const registry = dynamoDeviceRegistry(
      DynamoDBDocumentClient.from(new DynamoDBClient({})),
      environment.REGISTRY_TABLE,
    );
    const cloud = awsDeviceCloud({
      iot: new IoTClient({}),
      kinesisVideo: new KinesisVideoClient({}),
      rekognition: new RekognitionClient({ region: environment.REKOGNITION_REGION }),
      thingTypes: { camera: environment.CAMERA_THING_TYPE, pole: environment.POLE_THING_TYPE },
      collectionId: environment.COLLECTION_ID,
      strangerCollectionId: environment.STRANGER_COLLECTION_ID,
    });
    return (event) =>
      answerCloudFormation(event, 'safety-zone', async () => {
        // Deleting the stack keeps devices and records: poles in the street must not lose their identity. Nobody
        // would be left to delete strangers' faces in time, though.
        if (event.RequestType === 'Delete') return await cloud.removeStrangerCollection();
        try {
          const { Body } = await s3.send(new GetObjectCommand(zoneObject.parse(event.ResourceProperties)));
          const zone = zoneFile.parse(JSON.parse((await Body?.transformToString()) ?? ''));
          await applyZone(zone, { registry, cloud, telemetry, now: Date.now });
        } catch (error) {
          telemetry.error(LogEvent.zoneRefused, {}, error);
          throw error;
        }
      });
  },
});
