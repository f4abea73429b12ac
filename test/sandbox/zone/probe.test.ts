import { afterAll, beforeAll, expect, it } from 'vitest';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { Metric } from '../../../lambdas/zone/metrics.ts';
import { probePoleId } from '../../../lambdas/zone/names.ts';
import { runZone, type Zone } from './run-zone.ts';

let zone: Zone;
beforeAll(async () => {
  zone = await runZone();
});
afterAll(() => zone?.stop());

it('the alarm path tests itself from broker to topic, tells nobody, and leaves no open incident', async () => {
  // Late is arrived too: a loaded machine is slow.
  expect(await zone.sandbox.invoke('ProbeProbeAlarmPath', {})).toMatchObject({
    outcome: expect.stringMatching(/^(arrived|late)$/),
  });

  expect(zone.logged(LogEvent.alertSent)).toHaveLength(1);
  expect(zone.sandbox.mailboxes.messages()).toEqual([]);
  expect(await zone.incidents()).toMatchObject([{ deviceId: probePoleId, state: 'resolved', drill: true }]);
  expect(zone.measured(Metric.probeSeconds)).toBeGreaterThan(0);
  expect(zone.logged(LogEvent.probeIncomplete)).toEqual([]);
});

it('what it wrote ends within days, also what came after it by the time of the next probe', async () => {
  const [first] = await zone.incidents();
  await zone.drained('IncidentEvidenceQueue');
  await zone.sandbox.invoke('ProbeProbeAlarmPath', {});

  const inFourDays = Date.now() / 1000 + 4 * 86_400;
  const items = (await zone.items('IncidentsTable')).filter(
    ({ incidentId }) => incidentId === first?.incidentId,
  );
  expect(items.length).toBeGreaterThan(2);
  expect(items.filter(({ expiresAt }) => Number(expiresAt) > inFourDays)).toEqual([]);
});
