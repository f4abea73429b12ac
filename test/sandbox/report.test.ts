import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CfnOutput } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoPollKeeper } from '../../lambdas/poll/dynamo-poll-keeper.ts';
import { dynamoPollStore } from '../../lambdas/poll/dynamo-poll-store.ts';
import { openRound } from '../../lambdas/poll/manage-round.ts';
import { Records } from '../../lib/records.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { MonthReport } from '../../tools/report/month-report.ts';
import { reportCommand } from '../../tools/report.ts';
import { openReportPorts } from '../../tools/report-ports.ts';
import { makeSettings } from '../memory/settings-store.ts';
import { makeAnswer, makeQuestionnaire } from '../poll/make-poll.ts';
import { day, october, september } from '../tools/report/make-facts.ts';
import { type Item, makeDevices, makeMonth, personalTexts } from '../tools/report/make-month.ts';
import { makeCloudAssembly } from './make-cloud-assembly.ts';

let sandbox: Sandbox;
const folder = mkdtempSync(join(tmpdir(), 'safety-zone-report-'));
const now = october.to + 2 * day;
const months = { october: makeMonth(october, 7), september: makeMonth(september, 8) };

beforeAll(async () => {
  const cloudAssembly = makeCloudAssembly((stack) => {
    const { registry, incidents, audit, poll } = new Records(stack, 'Records');
    new CfnOutput(stack, 'PollTable', { value: poll.tableName });
    new CfnOutput(stack, 'RegistryTable', { value: registry.tableName });
    new CfnOutput(stack, 'IncidentsTable', { value: incidents.tableName });
    new CfnOutput(stack, 'AuditTable', { value: audit.tableName });
  });
  sandbox = await startSandbox({ cloudAssembly, port: 0 });
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpointUrl);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'sandbox');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'sandbox');
  const devices = makeDevices(september.from, makeSettings());
  const registry = [...devices, ...months.october.registry, ...months.september.registry];
  await write('RegistryTable', registry);
  await answerPoll();
  await write('IncidentsTable', [...months.october.incidents, ...months.september.incidents]);
});
/** A round that opened in September, with six answers that hold a name. */
async function answerPoll(): Promise<void> {
  const client = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
  const table = { client, tableName: sandbox.outputs.PollTable ?? '' };
  const random = new Uint8Array(32).fill(7);
  const opened = { roundId: 'before', questionnaire: makeQuestionnaire(), now: september.from, random };
  await openRound(opened, dynamoPollKeeper(table));
  const store = dynamoPollStore(table);
  for (let i = 0; i < 6; i++) {
    const values = { 'safe-night': 3, comment: personalTexts[0] };
    await store.keep(
      makeAnswer({ answerId: `answer-${i}-0123456789`, day: '2026-10-05', values }),
      4_000_000_000,
    );
  }
}

afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await sandbox?.stop();
});

/** DynamoDB takes 25 at a time. */
async function write(output: string, items: readonly Item[]): Promise<void> {
  const client = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
  const table = sandbox.outputs[output] ?? '';
  for (let i = 0; i < items.length; i += 25) {
    const puts = items
      .slice(i, i + 25)
      .map((one) => ({ PutRequest: { Item: JSON.parse(JSON.stringify(one)) } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
}

async function report(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const command = reportCommand({
    openPorts: () => openReportPorts(sandbox.stackName),
    out: (text) => void printed.push(text),
    clock: () => now,
  });
  await command.parseAsync(['--month', '2026-10', ...words], { from: 'user' });
  return printed.join('');
}

const incidentsOf = (items: readonly Item[], drill: boolean) =>
  items.filter((item) => item.record === 'incident' && item.drill === drill);

describe('the report of a full month in the tables of the template', () => {
  it('counts what was stored, and the month before beside it', async () => {
    const { numbers, before, isUnfinished, forecast, poll } = JSON.parse(
      await report('--json'),
    ) as MonthReport;

    expect(isUnfinished).toBe(false);
    expect(numbers.incidents.total).toBe(incidentsOf(months.october.incidents, false).length);
    expect(before.incidents.total).toBe(incidentsOf(months.september.incidents, false).length);
    expect(numbers.responses.drills.incidents).toBe(4);
    expect(numbers.deliveries.sms.delivered + numbers.deliveries.sms.failed).toBe(
      numbers.incidents.total + 4,
    );
    expect(numbers.cameras.share).toBeLessThan(1);
    expect(numbers.cameras.share).toBeGreaterThan(0.9);
    expect(numbers.poles.devices).toHaveLength(4);
    expect(forecast?.usd).toBeGreaterThan(100);
    expect(poll?.rounds.map(({ answers }) => answers)).toEqual([6]);
    const paid = months.october.registry.reduce((sum, item) => sum + Number(item.paidCalls), 0);
    expect(numbers.paidCalls?.calls).toBe(paid);
  });

  it('is written in both languages, with nothing personal in it', async () => {
    await report('--out', folder);

    const names = readdirSync(folder);
    expect(names.toSorted()).toEqual(['report-2026-10-en.html', 'report-2026-10-th.html']);
    const stored = JSON.stringify(months);
    const written = [
      ...names.map((name) => readFileSync(join(folder, name), 'utf8')),
      await report('--json'),
    ];
    for (const text of personalTexts) {
      expect(stored).toContain(text);
      for (const one of written) expect(one).not.toContain(text);
    }
  });
});
