import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoIncidentIndex } from '../../lambdas/incidents/dynamo-incident-index.ts';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { newestIncidents } from '../../lambdas/incidents/incident-index.ts';
import type { IncidentStore } from '../../lambdas/incidents/incident-store.ts';
import { joinOrOpen } from '../../lambdas/incidents/join-or-open.ts';
import { joinKeyOf, nextPointer } from '../../lambdas/incidents/joining.ts';
import { newStep } from '../../lambdas/incidents/timeline.ts';
import { incidentsByState, tableKeys } from '../../lambdas/zone/records.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable({ ...tableKeys.incidents, indexes: [incidentsByState] });
});
afterAll(() => table.close());

const dynamo = () => dynamoIncidentStore({ ...table, retentionDays: async () => 30 });
/** Tests share the table, so each works on an incident of its own. */
let count = 0;
const ownIncident = () => makeIncident({ incidentId: `SOS-TEST${++count}` });
const somchai = { by: 'somchai', at: pressedAt + 60_000 };

describe.each<[string, () => IncidentStore]>([
  ['in memory', memoryIncidentStore],
  ['in DynamoDB', dynamo],
])('an incident store %s', (_, makeStore) => {
  it('keeps a step once and tells the timeline, oldest first', async () => {
    const [store, incident] = [makeStore(), ownIncident()];
    const step = newStep({ ...somchai, what: 'comment', text: 'กำลังไป' });
    await store.create(incident);

    expect(await store.addStep(incident.incidentId, step)).toBe('added');
    expect(await store.addStep(incident.incidentId, { ...step, text: 'changed' })).toBe('existed');
    await store.markAlertAsked(incident.incidentId, pressedAt + 300);
    await store.markAlertAsked(incident.incidentId, pressedAt + 900);

    const told = await store.timeline(incident.incidentId);
    expect(told.map(({ what, at, text }) => [what, at - pressedAt, text])).toEqual([
      ['opened', 200, undefined],
      ['alert-asked', 300, 'tier 1'],
      ['comment', 60_000, 'กำลังไป'],
    ]);
  });

  it('tells no timeline of an incident that is not there, and notes nothing on it', async () => {
    const store = makeStore();

    await store.markAlertAsked('SOS-00000000', pressedAt);

    expect(await store.timeline('SOS-00000000')).toEqual([]);
    expect(await store.find('SOS-00000000')).toBeUndefined();
  });

  it('counts up only, and not once the incident is closed', async () => {
    const [store, { incidentId, ...rest }] = [makeStore(), ownIncident()];
    await store.create({ incidentId, ...rest });
    const press = (ordinal: number) =>
      store.countEvent(incidentId, { of: 'press', count: ordinal, at: pressedAt + ordinal });

    expect([await press(3), await press(2)]).toEqual(['counted', 'counted']);
    await store.move(incidentId, 'resolved', somchai);

    expect([await press(3), await press(4)]).toEqual(['counted', 'closed']);
    expect(await store.find(incidentId)).toMatchObject({ pressCount: 3, lastPressAt: pressedAt + 3 });
    expect(await store.countEvent('SOS-00000000', { of: 'seen', count: 2, at: 1 })).toBe('closed');
  });

  it('is given to somebody until it is closed', async () => {
    const [store, incident] = [makeStore(), ownIncident()];
    await store.create(incident);

    expect(await store.assign(incident.incidentId, 'unit 4')).toBe('assigned');
    await store.move(incident.incidentId, 'false-alarm', somchai);

    expect(await store.assign(incident.incidentId, 'unit 5')).toBe('unassigned');
    expect(await store.find(incident.incidentId)).toMatchObject({ assignee: 'unit 4' });
  });

  it('lets one of two moves win', async () => {
    const [store, incident] = [makeStore(), ownIncident()];
    await store.create(incident);

    const moves = ['somchai', 'malee'].map((by) =>
      store.move(incident.incidentId, 'acknowledged', { by, at: pressedAt }),
    );

    expect((await Promise.all(moves)).sort()).toEqual(['moved', 'unmoved']);
  });

  it('swaps a pointer that nobody swapped meanwhile', async () => {
    const [store, incident] = [makeStore(), ownIncident()];
    const key = `open#sos#swap-${count}`;
    const event = { incident, withinMilliseconds: 60_000 };
    const first = nextPointer(undefined, event, undefined);

    expect(await store.readPointer(key)).toEqual({ rev: 0, pointer: undefined });
    expect(await store.swapPointer(key, 0, first)).toBe('swapped');
    expect(await store.swapPointer(key, 0, first)).toBe('overtaken');
    expect(await store.readPointer(key)).toEqual({ rev: 1, pointer: first });
    expect(await store.swapPointer(key, 1, nextPointer(first, event, first.recent[0]))).toBe('swapped');
  });

  it('keeps the later of two assignments, in whichever order they come', async () => {
    const [store, incident] = [makeStore(), ownIncident()];
    const key = `open#sos#keep-${count}`;
    const { last } = nextPointer(undefined, { incident, withinMilliseconds: 0 }, undefined);
    const { seed: _seed, ...assignment } = last;

    await store.keepAssignment(key, { ...assignment, rev: 3, incidentId: 'SOS-LATER' });
    await store.keepAssignment(key, { ...assignment, rev: 2 });

    expect(await store.findAssignment(key, incident.causeId)).toMatchObject({ incidentId: 'SOS-LATER' });
    expect(await store.findAssignment(key, 'press-unknown')).toBeUndefined();
  });

  it('holds one incident of many presses that come at once', async () => {
    const ports = { incidents: makeStore(), alerts: memoryAlertQueue(), telemetry: memoryTelemetry() };
    const deviceId = `nk-pole-${++count}-${_}`;
    const press = (name: string) => {
      const incident = makeIncident({ deviceId, causeId: name, incidentId: `SOS-${count}-${name}` });
      return joinOrOpen({ incident, key: joinKeyOf(incident), withinMilliseconds: 60_000 }, ports);
    };

    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'a', 'b', 'e', 'a'].map(press));

    const ids = new Set(outcomes.map(({ incident }) => incident.incidentId));
    expect(ids.size).toBe(1);
    expect(await ports.incidents.find([...ids][0] ?? '')).toMatchObject({ pressCount: 5 });
  });
});

describe('an incident store in DynamoDB', () => {
  it('reads the alerts that raise-alert sent as steps, and passes over what a newer version wrote', async () => {
    const [store, incident] = [dynamo(), ownIncident()];
    const { incidentId } = incident;
    await store.create(incident);
    const put = (item: object) =>
      table.client.send(new PutCommand({ TableName: table.tableName, Item: { incidentId, ...item } }));
    await put({ record: 'alert#1', status: 'sent', sentAt: pressedAt + 400 });
    await put({ record: 'alert#2', status: 'claimed', claimedUntil: pressedAt });
    await put({ record: 'alert#3', status: 'stopped', settledAt: pressedAt + 500, why: 'quiet hours' });
    await put({ record: 'step#9999999999999#comment#X', version: 2, said: 'x' });

    expect((await store.timeline(incidentId)).map(({ what, text }) => [what, text])).toEqual([
      ['opened', undefined],
      ['alert-sent', 'tier 1'],
      ['alert-stopped', 'tier 3: quiet hours'],
    ]);
  });

  it('begins anew where a pointer cannot be read', async () => {
    const [store, incident] = [dynamo(), ownIncident()];
    const key = `open#sos#broken-${count}`;
    const item = { incidentId: key, record: 'current', rev: 7, value: { version: 9 } };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item: item }));
    const event = { incident, withinMilliseconds: 60_000 };

    const { rev, pointer } = await store.readPointer(key);

    expect([rev, pointer]).toEqual([7, undefined]);
    const next = nextPointer(pointer, event, undefined, rev + 1);
    expect(await store.swapPointer(key, rev, next)).toBe('swapped');
  });
});

describe('the index of incidents in DynamoDB', () => {
  it('finds incidents by state, newest first, without those whose time is over', async () => {
    const store = dynamo();
    const clock = () => pressedAt + 40 * 86_400_000;
    const index = dynamoIncidentIndex({ ...table, clock });
    for (const [incidentId, days, state] of [
      ['DEV-INDEX001', 11, 'responding'],
      ['DEV-INDEX002', 12, 'responding'],
      ['DEV-INDEX003', 13, 'acknowledged'],
      ['DEV-INDEX004', 9, 'responding'],
    ] as const)
      await store.create(makeIncident({ incidentId, openedAt: pressedAt + days * 86_400_000, state }));

    const ids = async (...limits: number[]) =>
      Promise.all(
        limits.map(async (limit) => {
          const found = await newestIncidents(['responding', 'acknowledged'], limit, index);
          return found.map(({ incidentId }) => incidentId);
        }),
      );

    expect(await ids(10, 2)).toEqual([
      ['DEV-INDEX003', 'DEV-INDEX002', 'DEV-INDEX001'],
      ['DEV-INDEX003', 'DEV-INDEX002'],
    ]);
  });
});
