import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { probePoleId } from '../../lambdas/zone/names.ts';
import type { ZoneSandbox } from '../../sandbox/start-zone-sandbox.ts';
import { openDemoZone } from '../../tools/demo-zone.ts';
import { makeIncident } from '../incidents/make-incident.ts';

it('takes no self-test of the alarm path for an event of the demonstration', async () => {
  const pressed = makeIncident();
  const probed = makeIncident({ incidentId: 'SOS-PR0BE000', deviceId: probePoleId, drill: true });
  const Items = [pressed, probed].map((incident) => ({ ...incident, record: 'incident' }));
  mockClient(DynamoDBDocumentClient).on(ScanCommand).resolves({ Items });
  const sandbox = { clients: { dynamodb: new DynamoDBClient() }, outputs: { IncidentsTable: 'incidents' } };

  const zone = openDemoZone(sandbox as unknown as ZoneSandbox, { cameras: [] });

  expect(await zone.incidents()).toEqual([pressed]);
});
