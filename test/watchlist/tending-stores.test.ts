import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrectionStore } from '../../lambdas/watchlist/correction-store.ts';
import { dynamoCorrectionStore } from '../../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoOrphanStore } from '../../lambdas/watchlist/dynamo-orphan-store.ts';
import { dynamoWatchlistStore } from '../../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { OrphanStore } from '../../lambdas/watchlist/orphan-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryOrphanStore } from '../memory/orphan-store.ts';
import { makeCorrection } from './make-correction.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.watchlist);
});
afterAll(() => table.close());

describe.each<[string, () => CorrectionStore]>([
  ['in memory', memoryCorrectionStore],
  ['in DynamoDB', () => dynamoCorrectionStore(table)],
])('a correction store %s', (_where, makeStore) => {
  it('replaces, lists and removes corrections', async () => {
    const store = makeStore();
    const other = makeCorrection({ sightingId: 'face-0002' });
    for (const each of [makeCorrection(), other, makeCorrection({ reason: 'another hair' })])
      await store.put(each);

    const listed = await store.list();

    expect(listed).toHaveLength(2);
    expect(listed).toEqual(expect.arrayContaining([other, makeCorrection({ reason: 'another hair' })]));
    expect(await store.remove(other.entryId)).toBe('removed');
    expect(await store.remove(other.entryId)).toBe('absent');
  });
});

describe.each<[string, () => OrphanStore]>([
  ['in memory', memoryOrphanStore],
  ['in DynamoDB', () => dynamoOrphanStore(table)],
])('an orphan store %s', (_where, makeStore) => {
  it('is empty at first, and holds what was written last', async () => {
    const store = makeStore();

    expect(await store.read()).toEqual({});
    await store.write({ 'nk-1': 5, 'not-nk-1--face-1': 6 });
    await store.write({ 'nk-1': 5 });

    expect(await store.read()).toEqual({ 'nk-1': 5 });
  });
});

describe('the table of the watchlist', () => {
  it('tells entries from all else that stands in it', async () => {
    await dynamoCorrectionStore(table).put(makeCorrection());
    await dynamoOrphanStore(table).write({ 'nk-1': 5 });

    expect(await dynamoWatchlistStore(table).list()).toEqual([]);
  });
});
