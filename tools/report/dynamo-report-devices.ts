import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { ListedCamera } from '../../lambdas/cameras/camera-list.ts';
import { dynamoCameraList } from '../../lambdas/cameras/dynamo-camera-list.ts';
import { dynamoPoleList } from '../../lambdas/poles/dynamo-pole-list.ts';
import type { ListedPole } from '../../lambdas/poles/pole-registry.ts';
import type { CameraFault, PoleFault } from '../../lambdas/zone/messages.ts';
import type { Bilingual, ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import { readPriceFile } from '../cost/prices.ts';
import { type Forecast, forecastOf, registeredZone } from './forecast.ts';
import type { ReportDevice } from './outages.ts';

export interface ReportDevices {
  readonly devices: readonly ReportDevice[];
  readonly sites: ReadonlyMap<string, Bilingual>;
  readonly forecast?: Forecast;
}

/** Cameras and poles of the zone file, with what the registry knows of them, and what they cost. */
export async function readReportDevices(
  table: { readonly client: DynamoDBDocumentClient; readonly tableName: string },
  settings: ZoneSettings,
): Promise<ReportDevices> {
  const [cameras, poles, since] = await Promise.all([
    dynamoCameraList(table).list(),
    dynamoPoleList(table).list(),
    readSince(table.client, table.tableName),
  ]);
  const zone = registeredZone({ settings, cameras, poles });
  const places = [...cameras.map(({ camera }) => camera.place), ...poles.map(({ place }) => place)];
  return {
    devices: [
      ...cameras.map((one) => cameraDevice(one, since.get(one.camera.id))),
      ...poles.map((one) => poleDevice(one, since.get(one.poleId))),
    ],
    sites: new Map(places.map(({ siteId, name }) => [siteId, name])),
    ...(zone && { forecast: forecastOf(zone, readPriceFile()) }),
  };
}

/** A camera that never had a picture is being installed. */
export function cameraDevice({ camera, watch }: ListedCamera, since: number | undefined): ReportDevice {
  const running = Object.entries(watch?.faults ?? {}).flatMap(([fault, mark]) =>
    mark?.told === undefined ? [] : [{ fault: fault as CameraFault, since: mark.told }],
  );
  const isThere = since !== undefined && watch?.hadPicture === true;
  return {
    ...{ id: camera.id, type: 'camera', siteId: camera.place.siteId, running },
    ...(isThere && { since }),
  };
}

/** A pole is there from its first heartbeat on; what it said before it was in the zone file does not count. */
export function poleDevice({ poleId, place, state }: ListedPole, since: number | undefined): ReportDevice {
  const { firstHeartbeatAt, health } = state;
  const running = Object.entries(health.marks).flatMap(([fault, mark]) =>
    mark?.told === undefined ? [] : [{ fault: fault as PoleFault, since: mark.told.since }],
  );
  const first = firstHeartbeatAt === undefined ? undefined : Math.max(firstHeartbeatAt, since ?? 0);
  return {
    ...{ id: poleId, type: 'pole', siteId: place.siteId, running },
    ...(first !== undefined && { since: first }),
  };
}

const sinceItem = z.object({ id: z.string(), at: z.number() });

async function readSince(
  client: DynamoDBDocumentClient,
  TableName: string,
): Promise<ReadonlyMap<string, number>> {
  const since = new Map<string, number>();
  const pages = paginateQuery(
    { client },
    {
      TableName,
      KeyConditionExpression: '#kind = :kind',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': 'since' },
    },
  );
  for await (const { Items = [] } of pages)
    for (const { id, at } of Items.map((item) => sinceItem.parse(item))) since.set(id, at);
  return since;
}
