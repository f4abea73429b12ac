import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAuditLog } from '../../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoWatchlistStore } from '../../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { WatchlistStore } from '../../lambdas/watchlist/watchlist-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry, makePlateEntry } from './make-entry.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
let auditTable: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.watchlist);
  auditTable = await makeTable(tableKeys.audit);
});
afterAll(() => {
  table.close();
  auditTable.close();
});

describe.each<[string, () => WatchlistStore]>([
  ['in memory', memoryWatchlistStore],
  ['in DynamoDB', () => dynamoWatchlistStore(table)],
])('a watchlist store %s', (_where, makeStore) => {
  it('finds a plate in every province, and no longer number that begins alike', async () => {
    const store = makeStore();
    const entries = [
      makePlateEntry(),
      makePlateEntry({ province: null }),
      makePlateEntry({ province: 'อุดรธานี' }),
      makePlateEntry({ digits: '123' }),
    ];
    for (const entry of entries) await store.put(entry);

    const found = await store.findPlates({ letters: 'กข', digits: '1234' });

    expect(found.map(({ province }) => province).sort()).toEqual([null, 'หนองคาย', 'อุดรธานี'].sort());
  });

  it('keeps entries with open signs apart, which no number finds', async () => {
    const store = makeStore();
    const open = makePlateEntry({ letters: '1?ค', digits: '12*', accepts: 'exact' });
    await store.put(open);
    await store.put(makePlateEntry());

    expect(await store.findPatterns()).toEqual([open]);
    expect(await store.findPlates({ letters: '1กค', digits: '123' })).toEqual([]);
    expect(await store.listPlates()).toEqual(expect.arrayContaining([open, makePlateEntry()]));
    expect((await store.list()).map(({ entryId }) => entryId)).toContain('pattern:1?ค:12*#หนองคาย');
  });

  it('replaces, lists and removes entries', async () => {
    const store = makeStore();
    await store.put(makePersonEntry());
    await store.put(makePersonEntry({ category: 'missing' }));

    const person = await store.findPerson('nk-2026-014');
    const listed = (await store.list()).filter(({ kind }) => kind === 'person');
    const outcomes = [
      await store.remove('person', 'nk-2026-014'),
      await store.remove('person', 'nk-2026-014'),
    ];

    expect(person).toEqual(makePersonEntry({ category: 'missing' }));
    expect(listed).toEqual([person]);
    expect(outcomes).toEqual(['removed', 'absent']);
    expect(await store.findPerson('nk-2026-014')).toBeUndefined();
  });
});

describe('dynamoAuditLog', () => {
  it('adds rows and never overwrites one', async () => {
    const audit = dynamoAuditLog({ ...auditTable, randomPart: () => 'same' });
    const row = { subject: 'plate#1', at: 1_000, action: 'add', by: 'officer', reason: 'case' } as const;

    await audit.record(row);

    await expect(audit.record({ ...row, by: 'somebody else' })).rejects.toThrow();
    const { Items } = await auditTable.client.send(
      new QueryCommand({
        TableName: auditTable.tableName,
        KeyConditionExpression: 'subject = :subject',
        ExpressionAttributeValues: { ':subject': 'plate#1' },
      }),
    );
    expect(Items).toEqual([{ ...row, at: '1970-01-01T00:00:01.000Z#same' }]);
  });
});
