import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoCameraStore } from '../../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoSettingsStore } from '../../lambdas/sightings/dynamo-settings-store.ts';
import { SettingsMissingError } from '../../lambdas/sightings/settings-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { makeSettings } from '../memory/settings-store.ts';
import { makeCamera } from './make-camera.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
const put = (item: Record<string, unknown>) =>
  table.client.send(new PutCommand({ TableName: table.tableName, Item: item }));

beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

describe('dynamoSettingsStore', () => {
  it('says so when the zone file was not applied, and reads settings once a minute', async () => {
    let now = 0;
    const store = dynamoSettingsStore({ ...table, clock: () => now });
    await expect(store.read()).rejects.toThrow(SettingsMissingError);

    await put({ kind: 'zone', id: 'settings', settings: makeSettings({ slotSeconds: 20 }) });
    const first = await store.read();
    await put({ kind: 'zone', id: 'settings', settings: makeSettings({ slotSeconds: 30 }) });
    now = 59_999;
    const kept = await store.read();
    now = 60_000;
    const fresh = await store.read();

    expect([first, kept, fresh].map(({ slotSeconds }) => slotSeconds)).toEqual([20, 20, 30]);
  });
});

describe('dynamoCameraStore', () => {
  it('reads cameras as apply-zone writes them, and nothing else of the registry', async () => {
    const store = dynamoCameraStore(table);
    const written = { ...makeCamera(), kind: 'camera', site: 'market', bearingDegrees: 90 };
    await put(written);
    await put({ kind: 'pole', id: 'nk-pole-01' });

    const camera = makeCamera({ bearingDegrees: 90 });
    expect(await store.list()).toEqual([camera]);
    expect(await store.find('nk-cam-01')).toEqual(camera);
    expect(await store.find('nk-pole-01')).toBeUndefined();
  });
});
