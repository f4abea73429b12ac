import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoMutedCameras } from '../alerts/dynamo-muted-cameras.ts';
import { dynamoCameraList } from '../cameras/dynamo-camera-list.ts';
import { dynamoSpendingStore } from '../faces/dynamo-spending-store.ts';
import { dynamoPoleList } from '../poles/dynamo-pole-list.ts';
import { dynamoPoleRegistry } from '../poles/dynamo-pole-registry.ts';
import { dynamoSettingsStore } from '../sightings/dynamo-settings-store.ts';
import { baseMapFile } from '../zone/console.ts';
import { emptyMap, type MapFile, mapFile } from '../zone/map-file.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { CameraWallPorts } from './camera-wall-widget.ts';
import type { CostPorts } from './cost-widget.ts';
import { s3LatestFrames } from './s3-latest-frames.ts';
import type { ZoneMapPorts } from './zone-map-widget.ts';

export interface AwsDevicePortsParams {
  readonly client: DynamoDBDocumentClient;
  readonly environment: {
    readonly REGISTRY_TABLE: string;
    readonly INCIDENTS_TABLE: string;
    readonly EVIDENCE_BUCKET: string;
  };
  readonly telemetry: Telemetry;
}

export type AwsDevicePorts = Omit<ZoneMapPorts & CameraWallPorts & CostPorts, 'index' | 'endpoints'>;

/** All that the widgets of devices and costs read, from the tables and the bucket that the environment names. */
export function awsDevicePorts({ client, environment, telemetry }: AwsDevicePortsParams): AwsDevicePorts {
  const registry = { client, tableName: environment.REGISTRY_TABLE };
  return {
    cameras: dynamoCameraList(registry),
    poles: dynamoPoleList(registry),
    poleRegistry: dynamoPoleRegistry({ ...registry, telemetry, clock: Date.now }),
    muted: dynamoMutedCameras({ client, tableName: environment.INCIDENTS_TABLE }),
    settings: dynamoSettingsStore({ ...registry, clock: Date.now }),
    spending: dynamoSpendingStore(registry),
    latest: s3LatestFrames({ client: new S3Client(), bucketName: environment.EVIDENCE_BUCKET }),
    baseMap: readBaseMap(process.env.LAMBDA_TASK_ROOT ?? import.meta.dirname),
  };
}

/** The bundle holds a map where the zone has one; without it the zone stands on plain ground. */
export function readBaseMap(folder: string): MapFile {
  try {
    return mapFile.parse(JSON.parse(readFileSync(join(folder, baseMapFile), 'utf8')));
  } catch {
    return emptyMap;
  }
}
