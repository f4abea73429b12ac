import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import { expiryOf } from '../../lambdas/sightings/sighting.ts';
import type { SightingStore } from '../../lambdas/sightings/sighting-store.ts';
import { platesByDay, sightingsByCamera, sightingsByDigits, tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { makeFaceSighting, makePlateSighting } from './make-sighting.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable({
    ...tableKeys.sightings,
    indexes: [sightingsByCamera, ...sightingsByDigits, platesByDay],
  });
});
afterAll(() => table.close());

let cameras = 0;

describe.each<[string, () => SightingStore]>([
  ['in memory', memorySightingStore],
  ['in DynamoDB', () => dynamoSightingStore(table)],
])('a sighting store %s', (where, makeStore) => {
  const idOf = (name: string) => `${where}-${name}`;

  it('keeps a sighting as it is, once', async () => {
    const store = makeStore();
    const sighting = makePlateSighting({ sightingId: idOf('once'), pictureKey: 'sightings/1.jpg' });

    expect(await store.create(sighting)).toBe('created');
    expect(await store.create({ ...sighting, lastSeenAt: 0 })).toBe('existed');

    expect(await store.find(sighting.sightingId)).toEqual(sighting);
    expect(await store.find(idOf('none'))).toBeUndefined();
  });

  it('keeps what was decided beside the sighting, never in it, and never a second time', async () => {
    const store = makeStore();
    const sighting = makeFaceSighting({ sightingId: idOf('decided') });
    const decided = {
      at: 1,
      gate: 'threshold',
      outcome: 'stopped',
      why: '97 % alike',
      entryId: 'nk-1',
    } as const;

    await store.create(sighting, [decided]);
    await store.create(sighting, [{ ...decided, why: 'something else' }]);

    expect(await store.listDecisions(sighting.sightingId)).toEqual([decided]);
    expect(await store.find(sighting.sightingId)).toEqual(sighting);
    expect(await store.listDecisions(idOf('none'))).toEqual([]);
  });

  it('tells nothing of a sighting from before decisions were kept', async () => {
    const store = makeStore();
    await store.create(makeFaceSighting({ sightingId: idOf('old') }));

    expect(await store.listDecisions(idOf('old'))).toEqual([]);
  });

  it('lists what one camera saw in a time, newest first, without what expired', async () => {
    const store = makeStore();
    const cameraId = `nk-cam-${++cameras}`;
    const at = (lastSeenAt: number, days = 1) =>
      makeFaceSighting({
        sightingId: idOf(`${cameraId}-${lastSeenAt}`),
        cameraId,
        lastSeenAt,
        expiresAt: expiryOf(lastSeenAt, days),
      });
    for (const sighting of [at(1_000), at(3_000), at(2_000), at(9_000), at(2_500, 0)]) {
      await store.create(sighting);
    }

    const listed = await store.listByCamera({ cameraId, from: 1_000, to: 3_000, limit: 2, now: 10_000 });

    expect(listed.map(({ lastSeenAt }) => lastSeenAt)).toEqual([3_000, 2_000]);
  });
});
