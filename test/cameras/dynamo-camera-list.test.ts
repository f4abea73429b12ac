import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoHoldingStore } from '../../lambdas/alerts/dynamo-holding-store.ts';
import { dynamoMutedCameras } from '../../lambdas/alerts/dynamo-muted-cameras.ts';
import { emptyState } from '../../lambdas/cameras/camera-state.ts';
import { dynamoCameraList } from '../../lambdas/cameras/dynamo-camera-list.ts';
import { dynamoCursorStore } from '../../lambdas/cameras/dynamo-cursor-store.ts';
import { noViews } from '../../lambdas/cameras/view-memory.ts';
import { dynamoBudgetStore } from '../../lambdas/faces/dynamo-budget-store.ts';
import { dynamoSpendingStore } from '../../lambdas/faces/dynamo-spending-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { makeCamera } from './make-camera.ts';

let registry: Awaited<ReturnType<typeof makeTable>>;
let incidents: Awaited<ReturnType<typeof makeTable>>;

beforeAll(async () => {
  [registry, incidents] = await Promise.all([makeTable(tableKeys.registry), makeTable(tableKeys.incidents)]);
});

afterAll(() => {
  registry.close();
  incidents.close();
});

it('lists cameras with what watching them showed, and those that nobody has watched', async () => {
  const faults = { silent: { told: 400 } };
  const health = { seenTo: 900, faults, hadPicture: true, darkHours: 0, memory: noViews };
  const [watched, fresh] = [makeCamera({ id: 'nk-cam-01' }), makeCamera({ id: 'nk-cam-02' })];
  for (const camera of [watched, fresh])
    await registry.client.send(new PutCommand({ TableName: 'table', Item: { kind: 'camera', ...camera } }));
  const cursors = dynamoCursorStore(registry);
  const lease = { cameraId: watched.id, owner: 'me', now: 1, until: 2, startAt: 100 };
  await cursors.lease(lease);
  const state = { ...emptyState(900), health };
  await cursors.advance({ cameraId: watched.id, owner: 'me', watchedTo: 100, state });

  expect(await dynamoCameraList(registry).list()).toEqual([
    { camera: watched, watch: { watchedTo: 900, hadPicture: true, faults } },
    { camera: fresh },
  ]);
});

it('shows a camera whose state has no health yet as one without a picture', async () => {
  await dynamoCursorStore(registry).lease({
    cameraId: 'nk-cam-02',
    owner: 'me',
    now: 1,
    until: 2,
    startAt: 7,
  });

  expect((await dynamoCameraList(registry).list())[1]?.watch).toEqual({
    watchedTo: 7,
    hadPicture: false,
    faults: {},
  });
});

it('finds until when cameras are muted, a hundred and more at once', async () => {
  await dynamoHoldingStore(incidents).mute('nk-cam-007', 5000);
  const ids = Array.from({ length: 130 }, (_, i) => `nk-cam-${String(i).padStart(3, '0')}`);

  expect(await dynamoMutedCameras(incidents).untilOf([...ids, 'nk-cam-007'])).toEqual(
    new Map([['nk-cam-007', 5000]]),
  );
});

it('reads what was paid for, by day and by camera', async () => {
  const budget = dynamoBudgetStore(registry);
  const at = Date.parse('2026-11-23T03:00:00Z');
  await budget.add({ day: '2026-11-22', cameraId: 'nk-cam-01' }, at);
  await budget.add({ day: '2026-11-23', cameraId: 'nk-cam-01' }, at);
  await budget.add({ day: '2026-11-23', cameraId: 'nk-cam-02' }, at);
  const spending = dynamoSpendingStore(registry);

  expect(await spending.ofDays(['2026-11-21', '2026-11-22', '2026-11-23'])).toEqual(
    new Map([
      ['2026-11-22', 1],
      ['2026-11-23', 2],
    ]),
  );
  expect(await spending.ofCameras('2026-11-23')).toEqual(
    new Map([
      ['nk-cam-01', 1],
      ['nk-cam-02', 1],
    ]),
  );
});
