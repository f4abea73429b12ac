import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CfnOutput } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import { expiryOf } from '../../lambdas/sightings/sighting.ts';
import { Records } from '../../lib/records.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { plateSearchCommand } from '../../tools/plate-search.ts';
import { openPlateSearchPorts } from '../../tools/plate-search-ports.ts';
import { makePlateSighting } from '../sightings/make-sighting.ts';
import { makeCloudAssembly } from './make-cloud-assembly.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  const cloudAssembly = makeCloudAssembly((stack) => {
    const { sightings, audit } = new Records(stack, 'Records');
    new CfnOutput(stack, 'SightingsTable', { value: sightings.tableName });
    new CfnOutput(stack, 'AuditTable', { value: audit.tableName });
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

describe('the tables of the template', () => {
  it('find what was stored, for the command that people use', async () => {
    const client = DynamoDBDocumentClient.from(sandbox.clients.dynamodb);
    const { SightingsTable: tableName = '' } = sandbox.outputs;
    const store = dynamoSightingStore({ client, tableName });
    const lastSeenAt = Date.now() - 60_000;
    const make = (sightingId: string, digits: string) =>
      makePlateSighting({
        sightingId,
        lastSeenAt,
        expiresAt: expiryOf(lastSeenAt, 1),
        plate: { ...makePlateSighting().plate, digits },
      });
    for (const sighting of [make('one', '1234'), make('two', '1294'), make('three', '99')])
      await store.create(sighting);
    const printed: string[] = [];
    const command = plateSearchCommand({
      openPorts: () => openPlateSearchPorts(sandbox.stackName),
      out: (text) => void printed.push(text),
    });

    await command.parseAsync(['?ข 12?4', '--json'], { from: 'user' });
    await command.parseAsync(['?ข ????', '--camera', 'nk-cam-01', '--json'], { from: 'user' });
    await command.parseAsync(['--province', 'หนองคาย', '--json'], { from: 'user' });

    const found = printed.map((text) => {
      const page = JSON.parse(text) as { found: { sighting: { sightingId: string } }[] };
      return page.found.map(({ sighting }) => sighting.sightingId);
    });
    expect(found).toEqual([
      ['two', 'one'],
      ['two', 'one'],
      ['two', 'three', 'one'],
    ]);
  });
});
