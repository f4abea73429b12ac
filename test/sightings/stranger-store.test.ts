import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStrangerStore } from '../../lambdas/sightings/dynamo-stranger-store.ts';
import type { StrangerStore } from '../../lambdas/sightings/stranger-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryStrangerStore } from '../memory/strangers.ts';
import { makeStrangerVisit } from './make-stranger-visit.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.strangers);
});
afterAll(() => table.close());

const since = 1_767_225_600_000;
const hour = 3_600_000;
let cameras = 0;

describe.each<[string, () => StrangerStore]>([
  ['in memory', memoryStrangerStore],
  ['in DynamoDB', () => dynamoStrangerStore(table)],
])('a stranger store %s', (_where, makeStore) => {
  it('keeps a visit as it is, once', async () => {
    const store = makeStore();
    const cameraId = `nk-cam-${++cameras}`;
    const visit = makeStrangerVisit({ face: 'a', since, seenAt: since, cameraId });

    expect(await store.create(visit)).toBe('created');
    expect(await store.create({ ...visit, strangerId: 'other' })).toBe('existed');

    expect(await store.listByCamera(cameraId, since)).toEqual([visit]);
  });

  it('lists one camera, newest first, without what expired', async () => {
    const store = makeStore();
    const cameraId = `nk-cam-${++cameras}`;
    const at = (hours: number) =>
      makeStrangerVisit({ face: 'a', since: since + hours * hour, seenAt: since + hours * hour, cameraId });
    for (const visit of [at(0), at(2), at(1)]) await store.create(visit);
    await store.create(makeStrangerVisit({ face: 'b', since, seenAt: since, cameraId: 'nk-cam-x' }));

    expect(await store.listByCamera(cameraId, since + 24 * hour)).toEqual([at(2), at(1)]);
  });
});
