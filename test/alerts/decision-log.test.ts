import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionLog } from '../../lambdas/alerts/decision-log.ts';
import { dynamoDecisionLog } from '../../lambdas/alerts/dynamo-decision-log.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { makeTable } from '../memory/make-table.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.incidents);
});
afterAll(() => table.close());

const sent = {
  version: 1,
  about: 'SOS-7KQ2MD9F',
  at: 1_795_396_500_000,
  gate: 'delivery',
  outcome: 'sent',
  why: 'tier 1',
  tier: 1,
} as const;
const held = {
  ...sent,
  at: sent.at - 1,
  gate: 'quiet-hours',
  outcome: 'stopped',
  why: 'until 06:00',
} as const;

describe.each<[string, () => DecisionLog]>([
  ['in memory', memoryDecisionLog],
  ['in DynamoDB', () => dynamoDecisionLog({ ...table, retentionDays: async () => 30 })],
])('a decision log %s', (_, makeLog) => {
  it('tells what was decided about one incident, the oldest first', async () => {
    const log = makeLog();
    await log.keep(sent);
    await log.keep(held);
    await log.keep({ ...sent, about: 'SOS-00000000' });

    expect(await log.list(sent.about)).toEqual([held, sent]);
  });

  it('keeps a decision once, however often it is made', async () => {
    const log = makeLog();
    const repeated = { ...sent, about: 'SOS-22222222' };
    await log.keep(repeated);
    await log.keep(repeated);

    expect(await log.list(repeated.about)).toEqual([repeated]);
  });
});

describe('a decision log in DynamoDB', () => {
  it('lets a decision pass that a newer version wrote, and still tells the others', async () => {
    const newer = { incidentId: 'SOS-1', record: 'decision#1795396500000#X', version: 2 };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: newer }));
    const log = dynamoDecisionLog({ ...table, retentionDays: async () => 30 });
    await log.keep({ ...sent, about: 'SOS-1' });

    expect(await log.list('SOS-1')).toHaveLength(1);
  });
});
