import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLink, tokenHashOf } from '../../lambdas/alerts/acknowledge-link.ts';
import { dynamoLinkStore } from '../../lambdas/alerts/dynamo-link-store.ts';
import type { LinkStore } from '../../lambdas/alerts/link-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryLinkStore } from '../memory/link-store.ts';
import { makeTable } from '../memory/make-table.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.incidents);
});
afterAll(() => table.close());

const at = Date.parse('2026-11-23T01:15:00Z');
const incidentId = 'SOS-7KQ2MD9F';
let made = 0;
const nextToken = () => String(++made).padStart(32, '0');

async function keepLink(store: LinkStore) {
  const link = newLink({ incidentId, tier: 1, token: nextToken(), at });
  await store.keep(link);
  return link;
}

describe.each<[string, () => LinkStore]>([
  ['in memory', memoryLinkStore],
  ['in DynamoDB', () => dynamoLinkStore({ client: table.client, tableName: table.tableName })],
])('a link store %s', (_, makeStore) => {
  it('finds a link by its incident and hash alone', async () => {
    const store = makeStore();
    const link = await keepLink(store);

    expect(await store.find(incidentId, link.tokenHash)).toEqual(link);
    expect(await store.find('SOS-00000000', link.tokenHash)).toBeUndefined();
    expect(await store.find(incidentId, tokenHashOf('another'))).toBeUndefined();
  });

  it('lets one of many use a link, and tells all others who it was', async () => {
    const store = makeStore();
    const { tokenHash } = await keepLink(store);

    const users = await Promise.all(
      ['Somchai', 'Malee', 'Anan', 'Suda'].map((by, i) =>
        store.use(incidentId, tokenHash, { by, at: at + 1000 + i }),
      ),
    );

    const first = users[0];
    expect(users).toEqual([first, first, first, first]);
    expect(await store.find(incidentId, tokenHash)).toMatchObject({ usedBy: first?.by, usedAt: first?.at });
  });

  it('lets nobody use a link that has expired, or that never was', async () => {
    const store = makeStore();
    const { tokenHash, validUntil } = await keepLink(store);

    expect(await store.use(incidentId, tokenHash, { by: 'Somchai', at: validUntil })).toBeUndefined();
    expect(await store.use(incidentId, tokenHashOf('none'), { by: 'Somchai', at })).toBeUndefined();
    expect(await store.find(incidentId, tokenHashOf('none'))).toBeUndefined();
    expect((await store.find(incidentId, tokenHash))?.usedBy).toBeUndefined();
  });
});
