import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoIncidentStore } from '../../../lambdas/incidents/dynamo-incident-store.ts';
import { Metric } from '../../../lambdas/zone/metrics.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let north: Pole;
const chief = '+66810000004';
const firstTier = ['+66810000001', '+66810000002', '+66810000003', '+66810000005'];

beforeAll(async () => {
  const tiers = [
    { tier: 1, afterSeconds: 0 },
    { tier: 2, afterSeconds: 3600 },
  ];
  zone = await runZone({ ESCALATION_RULES: JSON.stringify({ tiers, repeat: {}, escalates: [] }) });
  north = await installPole(zone, 'north-pole');
});
afterAll(() => zone?.stop());

describe('a press whose SMS reach no phone of the first tier', () => {
  it('is told to the next at once, and the timeline says which SMS failed and why', async () => {
    const { mailboxes, outputs } = zone.sandbox;
    for (const phone of firstTier) mailboxes.setFailing(phone, 'Phone is currently unreachable/unavailable');
    const incidentId = incidentIdOf('sos', north.poleId, 'press-unreached');

    await press(north, 'press-unreached');

    const toChief = () => zone.told(incidentId).filter(({ recipient }) => recipient === chief);
    await vi.waitFor(() => expect(toChief()).toHaveLength(1), patiently);
    const incidents = dynamoIncidentStore({
      client: zone.documents,
      tableName: outputs.IncidentsTable ?? '',
      retentionDays: async () => 30,
    });
    const stepsOf = async () =>
      (await incidents.timeline(incidentId)).map(({ what, text }) => `${what} ${text}`);
    await vi.waitFor(async () => {
      const steps = await stepsOf();
      expect(steps).toContainEqual(
        expect.stringMatching(/^sms-failed tier 1, phone …0001: Phone is currently/),
      );
      expect(steps).toContainEqual(expect.stringMatching(/^escalated tier 2: no SMS of tier 1 arrived/));
      expect(steps).toContainEqual(expect.stringMatching(/^sms-delivered tier 2, phone …0004/));
    }, patiently);
    expect(zone.measured(Metric.smsFailed)).toBeGreaterThan(1);
    expect(JSON.stringify(await zone.items('IncidentsTable'))).not.toMatch(/66810000\d{3}/);
  });
});
