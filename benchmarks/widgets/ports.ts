import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoMutedCameras } from '../../lambdas/alerts/dynamo-muted-cameras.ts';
import { dynamoCameraList } from '../../lambdas/cameras/dynamo-camera-list.ts';
import { noViews } from '../../lambdas/cameras/view-memory.ts';
import type { CameraWallPorts } from '../../lambdas/console/camera-wall-widget.ts';
import type { CostPorts } from '../../lambdas/console/cost-widget.ts';
import { dynamoToldTiers } from '../../lambdas/console/dynamo-told-tiers.ts';
import type { IncidentsPorts } from '../../lambdas/console/incidents-widget.ts';
import type { ZoneMapPorts } from '../../lambdas/console/zone-map-widget.ts';
import { dynamoSpendingStore } from '../../lambdas/faces/dynamo-spending-store.ts';
import { dynamoIncidentIndex } from '../../lambdas/incidents/dynamo-incident-index.ts';
import { dynamoPoleList } from '../../lambdas/poles/dynamo-pole-list.ts';
import { mapFile } from '../../lambdas/zone/map-file.ts';
import { incidentsByState, tableKeys, timeToLiveAttribute } from '../../lambdas/zone/records.ts';
import { endpoints, type makeZoneView, now, poleRules } from '../../test/console/make-zone-view.ts';
import { makeTable } from '../../test/memory/make-table.ts';
import { memorySettingsStore } from '../../test/memory/settings-store.ts';
import { type RecordsPorts, recordsPorts } from './records-ports.ts';

export type ConsolePorts = IncidentsPorts & ZoneMapPorts & CameraWallPorts & CostPorts & RecordsPorts;
export type ZoneView = ReturnType<typeof makeZoneView>;

const mapPath = fileURLToPath(new URL('../../zones/nongkhai-map.json', import.meta.url));

/** As long as one that a Lambda function signs: the token of its role is most of it. */
const link = `https://bucket.s3.ap-southeast-1.amazonaws.com/latest/x.jpg?X-Amz-Security-Token=${'x'.repeat(1500)}`;

/** Every port in memory: what is left is the work of the widgets themselves. */
export function memoryPorts(view: ZoneView): ConsolePorts {
  const { cameras, poles, incidents, mutes } = view;
  const ids = cameras.map(({ camera }) => camera.id);
  return {
    ...recordsPorts(view, { endpoints, link }),
    endpoints,
    index: {
      newest: async (state, limit) =>
        incidents.filter((incident) => incident.state === state).slice(0, limit),
    },
    told: { highest: async () => 2 },
    cameras: { list: async () => cameras },
    poles: { list: async () => poles },
    poleRegistry: { rules: async () => poleRules },
    muted: { untilOf: async () => mutes },
    latest: { keptAt: async () => new Map(ids.map((id) => [id, now - 30_000])), linkTo: async () => link },
    baseMap: mapFile.parse(JSON.parse(readFileSync(mapPath, 'utf8'))),
    settings: memorySettingsStore(),
    spending: {
      ofDays: async (days) => new Map(days.map((day) => [day, 8000])),
      ofCameras: async () => new Map(ids.map((id, i) => [id, i])),
    },
  };
}

/** The same over the adapters, on tables of the local DynamoDB in this process; searches and the watchlist stay in memory. `close` ends them. */
export async function tablePorts(view: ZoneView): Promise<{ ports: ConsolePorts; close: () => void }> {
  const [registry, incidents] = await Promise.all([
    makeTable(tableKeys.registry),
    makeTable({ ...tableKeys.incidents, indexes: [incidentsByState] }),
  ]);
  const put = ({ client, tableName }: typeof registry, items: readonly Record<string, unknown>[]) =>
    Promise.all(items.map((Item) => client.send(new PutCommand({ TableName: tableName, Item }))));
  await put(registry, registryItems(view));
  await put(incidents, incidentItems(view));
  const ports = {
    ...memoryPorts(view),
    index: dynamoIncidentIndex({ ...incidents, clock: () => now }),
    told: dynamoToldTiers(incidents),
    cameras: dynamoCameraList(registry),
    poles: dynamoPoleList(registry),
    muted: dynamoMutedCameras(incidents),
    spending: dynamoSpendingStore(registry),
  };
  const close = () => {
    registry.close();
    incidents.close();
  };
  return { ports, close };
}

function registryItems({ cameras, poles }: ZoneView): readonly Record<string, unknown>[] {
  return [
    ...cameras.map(({ camera }) => ({ kind: 'camera', ...camera })),
    ...cameras.map(({ camera: { id }, watch = { watchedTo: now, hadPicture: true, faults: {} } }) => {
      const { watchedTo, ...health } = watch;
      const state = { version: 1, watchedTo, faces: [], plates: [] };
      const memory = { ...noViews, signatures: Array.from({ length: 300 }, (_, i) => i) };
      return { kind: 'cursor', id, watchedTo, state: { ...state, health: { ...health, memory } } };
    }),
    ...poles.map(({ poleId, place }) => ({ kind: 'pole', id: poleId, place })),
    ...poles.map(({ poleId, state }) => ({
      ...{ kind: 'pole-state', id: poleId, firstHeartbeatAt: state.firstHeartbeatAt },
      ...{ heartbeat: state.heartbeat?.told, heartbeatAt: state.heartbeat?.at },
      ...{ selfTest: state.selfTest?.told, selfTestAt: state.selfTest?.at, health: state.health },
    })),
    { kind: 'budget', id: '2026-11-23', paidCalls: 8000 },
  ];
}

function incidentItems({ incidents }: ZoneView): readonly Record<string, unknown>[] {
  const expires = { [timeToLiveAttribute]: Math.floor(now / 1000) + 86_400 };
  return incidents.flatMap((incident) => [
    { ...incident, ...expires, record: 'incident' },
    { incidentId: incident.incidentId, record: 'alert#1', sentAt: now, ...expires },
  ]);
}
