import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoIncidentStore } from '../../../lambdas/incidents/dynamo-incident-store.ts';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import type { RaiseAlertMessage } from '../../../lambdas/zone/messages.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let north: Pole;

beforeAll(async () => {
  const tiers = [
    { tier: 1, afterSeconds: 0 },
    { tier: 2, afterSeconds: 12 },
  ];
  zone = await runZone({
    ESCALATION_RULES: JSON.stringify({ tiers, repeat: { everyMinutes: 60 }, escalates: ['person'] }),
    ALERT_RULES: JSON.stringify({ storm: { alertsPerMinute: 1 } }),
  });
  north = await installPole(zone, 'north-pole');
});
afterAll(() => zone?.stop());

const incidentOf = (pressId: string) => incidentIdOf('sos', north.poleId, pressId);
const chief = '+66810000004';
const toChief = (incidentId: string) => zone.told(incidentId).filter(({ recipient }) => recipient === chief);
const store = () =>
  dynamoIncidentStore({
    client: zone.documents,
    tableName: zone.sandbox.outputs.IncidentsTable ?? '',
    retentionDays: async () => 30,
  });

async function raise(alert: RaiseAlertMessage) {
  const QueueUrl = zone.sandbox.physicalId('AlertsQueue');
  await zone.sandbox.clients.sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(alert) }),
  );
}

describe('a press', () => {
  it('that nobody acknowledges is told to the next tier; one that was acknowledged is not', async () => {
    await press(north, 'press-acknowledged');
    const acknowledged = incidentOf('press-acknowledged');
    await vi.waitFor(() => expect(zone.told(acknowledged)).not.toEqual([]), patiently);
    await store().move(acknowledged, 'acknowledged', { by: 'Officer', at: Date.now() });

    // Closed, so that the next press of the pole does not join it.
    await store().move(acknowledged, 'resolved', { by: 'Officer', at: Date.now() });
    await press(north, 'press-unanswered');

    const open = incidentOf('press-unanswered');
    await vi.waitFor(() => expect(toChief(open)).toHaveLength(1), patiently);
    expect(toChief(open)[0]?.text).toMatch(/^ยังไม่รับ 1\d วิ SOS กดปุ่มฉุกเฉิน /);
    const steps = await store().timeline(open);
    expect(steps.map(({ what, text }) => `${what} ${text ?? ''}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^escalated tier 2: nobody has acknowledged for 1\d s/),
        expect.stringMatching(/^alert-sent tier 2/),
      ]),
    );
    expect(toChief(acknowledged)).toEqual([]);
    const ended = zone
      .logged(LogEvent.escalationEnded)
      .filter(({ incidentId }) => incidentId === acknowledged);
    expect(ended).toMatchObject([{ why: 'resolved' }]);
  });
});

describe('a storm of matches', () => {
  it('is told in one message at the end of its minute', async () => {
    const place = {
      siteId: 'north-gate',
      name: { th: 'ประตู', en: 'Gate' },
      latitude: 17.8,
      longitude: 102.7,
    };
    const alert = (incidentId: string): RaiseAlertMessage => ({
      ...{ version: 1, incidentId, kind: 'plate', tier: 1, drill: false, deviceId: 'cars-camera', place },
      happenedAt: Date.now(),
    });
    // All within one minute of the clock.
    await vi.waitFor(() => expect(Date.now() % 60_000).toBeLessThan(45_000), patiently);

    for (const id of ['PLT-STORM001', 'PLT-STORM002', 'PLT-STORM003']) await raise(alert(id));

    const digests = () =>
      zone.sandbox.mailboxes.messages().filter(({ text }) => text.includes('2 เหตุใน 1 นาที'));
    await vi.waitFor(() => expect(digests()).toHaveLength(1), patiently);
    const mails = zone.sandbox.mailboxes.messages().filter(({ protocol }) => protocol === 'email');
    const all = mails.map(({ text }) => text).join('\n');
    for (const id of ['PLT-STORM001', 'PLT-STORM002', 'PLT-STORM003']) expect(all).toContain(id);
    await vi.waitFor(
      () => expect(zone.logged(LogEvent.digestSent)).toMatchObject([{ kind: 'plate', count: 2 }]),
      patiently,
    );
  });
});
