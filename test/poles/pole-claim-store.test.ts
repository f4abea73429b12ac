import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPoleClaimStore } from '../../lambdas/poles/dynamo-pole-claim-store.ts';
import type { PoleClaimStore } from '../../lambdas/poles/pole-claim-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryPoleClaimStore } from '../memory/pole-claim-store.ts';

let table: Awaited<ReturnType<typeof makeTable>>;

beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

let poles = 0;

describe.each<[string, () => PoleClaimStore]>([
  ['in memory', memoryPoleClaimStore],
  ['in DynamoDB', () => dynamoPoleClaimStore(table)],
])('a store of claims %s', (_, makeStore) => {
  const makeClaim = (claimCertificateId = 'claim-1') => ({
    poleId: `pole-${poles}`,
    claimCertificateId,
    expiresAt: 1_795_396_500_000,
  });
  const makeOne = () => {
    poles += 1;
    return { store: makeStore(), claim: makeClaim() };
  };

  it('finds the claim of a pole, and none of a pole without', async () => {
    const { store, claim } = makeOne();
    await store.put(claim);

    expect(await store.find(claim.poleId)).toEqual(claim);
    expect(await store.find('pole-0')).toBeUndefined();
  });

  it('is used up by one certificate', async () => {
    const { store, claim } = makeOne();
    await store.put(claim);

    expect(await store.take(claim, 'certificate-1')).toBe('taken');
    expect(await store.take(claim, 'certificate-1')).toBe('taken');
    expect(await store.take(claim, 'certificate-2')).toBe('refused');
  });

  it('is one of two at the same time that gets the claim', async () => {
    const { store, claim } = makeOne();
    await store.put(claim);

    const outcomes = await Promise.all(['certificate-1', 'certificate-2'].map((id) => store.take(claim, id)));

    expect(outcomes.toSorted()).toEqual(['refused', 'taken']);
  });

  it('keeps the newest claim alone, which is unused', async () => {
    const { store, claim } = makeOne();
    await store.put(claim);
    await store.take(claim, 'certificate-1');
    const newer = makeClaim('claim-2');
    await store.put(newer);

    expect(await store.take(claim, 'certificate-1')).toBe('refused');
    expect(await store.take(newer, 'certificate-2')).toBe('taken');
  });

  it('gives nothing to a claim that was never made', async () => {
    const { store, claim } = makeOne();

    expect(await store.take(claim, 'certificate-1')).toBe('refused');
  });
});
