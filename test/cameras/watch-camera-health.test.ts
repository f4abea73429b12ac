import { describe, expect, it } from 'vitest';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { makeWatch, secondsIn, slot, start } from './make-watch.ts';

/** A camera that sends nothing from the first to the seventh minute. */
const makeInterrupted = (camera = {}) =>
  makeWatch({ things: (at) => (secondsIn(at) >= 60 && secondsIn(at) < 420 ? undefined : []), camera });

async function watchTo(zone: ReturnType<typeof makeWatch>, seconds: number, from = 0) {
  for (let count = from / 10 + 1; count <= seconds / 10; count++) await zone.watch(slot(count));
}

async function deliver(zone: ReturnType<typeof makeWatch>) {
  const ports = memoryAlertPorts({ telemetry: zone.telemetry, now: () => start });
  for (const alert of zone.alerts.sent) await raiseAlert(alert, ports);
  return ports.sender.sent.map(({ text }) => text);
}

describe('watchCamera, of a camera that goes silent', () => {
  it('opens one incident, resolves it when the video is back, and tells both', async () => {
    const zone = makeInterrupted();

    await watchTo(zone, 400);
    const [open] = [...zone.incidents.kept.values()];
    await watchTo(zone, 600, 400);
    const texts = await deliver(zone);

    expect(open).toMatchObject({ kind: 'device', state: 'open', happenedAt: start + 60_000 });
    expect([...zone.incidents.kept.values()]).toMatchObject([
      { incidentId: open?.incidentId, state: 'resolved' },
    ]);
    expect(texts.map(({ sms }) => sms)).toEqual([
      `กล้องไม่มีภาพ ตลาด 07:01 ${open?.incidentId}`,
      `อุปกรณ์ใช้ได้แล้ว ตลาด 07:07 ${open?.incidentId}`,
    ]);
    expect(zone.telemetry.total(Metric.camerasSilent)).toBe(1);
    expect(zone.telemetry.total(Metric.camerasRecovered)).toBe(1);
  });

  it('tells the same incident when the function dies before its cursor moves', async () => {
    const zone = makeInterrupted();
    await watchTo(zone, 350);
    zone.alerts.failOnce();

    await expect(zone.watch(slot(36))).rejects.toThrow('the queue is away');
    await watchTo(zone, 420, 350);

    expect(zone.incidents.kept.size).toBe(1);
    expect(zone.alerts.sent).toHaveLength(1);
  });

  it('says nothing when the zone was just applied', async () => {
    const zone = makeInterrupted({ appliedAt: start });

    await watchTo(zone, 420);

    expect(zone.incidents.kept.size).toBe(0);
  });

  it('takes a stretch that nobody watched for no silence', async () => {
    const zone = makeWatch({ things: () => [] });

    await watchTo(zone, 60);
    await zone.watch(slot(400));
    await watchTo(zone, 4_060, 4_000);

    expect(zone.incidents.kept.size).toBe(0);
  });
});
