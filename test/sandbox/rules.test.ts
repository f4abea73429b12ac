import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { CfnOutput } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import { expiryOf, type Sighting } from '../../lambdas/sightings/sighting.ts';
import { dynamoWatchlistStore } from '../../lambdas/watchlist/dynamo-watchlist-store.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { Records } from '../../lib/records.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { rulesCommand } from '../../tools/rules.ts';
import { openRulesPorts } from '../../tools/rules-ports.ts';
import type { RulesResult } from '../../tools/rules-result.ts';
import { sightingsCommand } from '../../tools/sightings.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { makeSettings } from '../memory/settings-store.ts';
import { makeFaceSighting, makePlateSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makeCloudAssembly } from './make-cloud-assembly.ts';

let sandbox: Sandbox;
const lastSeenAt = Date.now() - 60_000;

beforeAll(async () => {
  const cloudAssembly = makeCloudAssembly((stack) => {
    const records = new Records(stack, 'Records');
    for (const name of ['registry', 'sightings', 'watchlist', 'incidents', 'audit'] as const)
      new CfnOutput(stack, `${name[0]?.toUpperCase()}${name.slice(1)}Table`, {
        value: records[name].tableName,
      });
  });
  sandbox = await startSandbox({ cloudAssembly, port: 0 });
  vi.stubEnv('AWS_ENDPOINT_URL', sandbox.endpointUrl);
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'sandbox');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'sandbox');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.stop();
});

async function fillZone(sightings: readonly Sighting[]): Promise<void> {
  const client = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
  const at = (name: string) => ({ client, tableName: sandbox.outputs[name] ?? '' });
  const registry = [
    { kind: 'zone', id: 'settings', settings: makeSettings() },
    { ...makeCamera({ id: 'nk-cam-01' }), kind: 'camera' },
  ];
  for (const Item of registry)
    await client.send(new PutCommand({ TableName: at('RegistryTable').tableName, Item }));
  const watchlist = dynamoWatchlistStore(at('WatchlistTable'));
  for (const entry of [makePlateEntry(), makePersonEntry()]) await watchlist.put(entry);
  const store = dynamoSightingStore(at('SightingsTable'));
  for (const sighting of sightings) await store.create(sighting);
  const incidents = dynamoIncidentStore({ ...at('IncidentsTable'), retentionDays: async () => 30 });
  await incidents.create({
    ...{ version: 1, incidentId: incidentIdOf('person', 'nk-2026-014', 'stranger'), kind: 'person' },
    ...{ state: 'false-alarm', openedAt: lastSeenAt, happenedAt: lastSeenAt, drill: false },
    ...{ deviceId: 'nk-cam-01', place: makeCamera().place, subject: undefined, causeId: 'stranger' },
  });
}

const { plate } = makePlateSighting();
const common = { lastSeenAt, expiresAt: expiryOf(lastSeenAt, 1) };
const face = (sightingId: string, similarityPercent: number) =>
  makeFaceSighting({
    ...{ sightingId, ...common, attributes: { glasses: sightingId === 'candidate' } },
    persons: [{ entryId: 'nk-2026-014', similarityPercent }],
  });

describe('the tables of the template', () => {
  beforeAll(() =>
    fillZone([
      makePlateSighting({ sightingId: 'doubted', ...common, plate: { ...plate, confidence: 0.75 } }),
      makePlateSighting({ sightingId: 'sure', ...common }),
      face('stranger', 99.2),
      face('candidate', 97.5),
    ]),
  );

  it('tell what another rule would have done, for the command that people use', async () => {
    const printed: string[] = [];
    const command = rulesCommand({
      openPorts: () => openRulesPorts(sandbox.stackName),
      out: (text) => void printed.push(text),
      err: () => {},
    });

    await command.parseAsync(['try', '--plate-confidence', '0.8', '--face-alert', '97', '--json'], {
      from: 'user',
    });

    const result: RulesResult = JSON.parse(printed.join(''));
    expect([result.total.present.alerts, result.total.tried.alerts]).toEqual([3, 3]);
    expect(result.added.map(({ sightingId }) => sightingId)).toEqual(['candidate']);
    expect(result.lost.map(({ sightingId }) => sightingId)).toEqual(['doubted']);
    expect(result.corrected).toEqual({ present: 1, tried: 1 });
  });

  it('list the faces of a camera by what they looked like', async () => {
    const printed: string[] = [];
    const command = sightingsCommand({
      openPorts: () => openRulesPorts(sandbox.stackName),
      out: (text) => void printed.push(text),
    });

    await command.parseAsync(['list', '--camera', 'nk-cam-01', '--attributes', 'glasses=true', '--json'], {
      from: 'user',
    });

    const page: { readonly found: readonly Sighting[] } = JSON.parse(printed.join(''));
    expect(page.found.map(({ sightingId }) => sightingId)).toEqual(['candidate']);
  });
});
