import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { escalateIncident } from '../../lambdas/incidents/escalate-incident.ts';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { openIncident } from '../../lambdas/incidents/open-incident.ts';
import { escalationRules } from '../../lambdas/zone/alert-file.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { escalateIncidentMessage, raiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident } from './make-incident.ts';

const tiers = [
  { tier: 1, afterSeconds: 0 },
  { tier: 2, afterSeconds: 60 },
  { tier: 3, afterSeconds: 180 },
];

/** A zone with a clock: queues hand out what is due when the clock comes there. */
function makeZone(settings: object = {}) {
  let clock = makeIncident().openedAt;
  const telemetry = memoryTelemetry();
  const now = () => clock;
  const queues = { sosAlerts: memoryAlertQueue(), alerts: memoryAlertQueue() };
  const incidents = memoryIncidentStore();
  const alertPorts = memoryAlertPorts({ telemetry, now });
  const rules = escalationRules.parse({ tiers, repeat: {}, ...settings });
  const ports = {
    ...queues,
    incidents,
    told: alertPorts.alerts,
    decisions: alertPorts.decisions,
    rules,
    telemetry,
    now,
  };
  const delivered = new Set<object>();
  const due = new Map<object, number>();
  let publishes = true;
  const all = () => [queues.sosAlerts, queues.alerts];
  const deliver = async () => {
    for (const alert of all().flatMap((queue) => queue.sent)) {
      if (delivered.has(alert)) continue;
      delivered.add(alert);
      if (publishes) await raiseAlert(raiseAlertMessage.parse(alert), alertPorts);
    }
  };
  return {
    ...queues,
    incidents,
    telemetry,
    ports,
    open: async (incident: Incident) => {
      const alerts = incident.kind === 'sos' ? queues.sosAlerts : queues.alerts;
      await openIncident(incident, { incidents, alerts, telemetry });
      await deliver();
    },
    failPublishing: () => {
      publishes = false;
    },
    /** Lets seconds pass, one check after the other. */
    pass: async (seconds: number) => {
      const end = clock + seconds * 1000;
      for (;;) {
        const checks = all().flatMap((queue) => queue.checks);
        for (const one of checks) if (!due.has(one)) due.set(one, clock + one.delaySeconds * 1000);
        const [next] = checks
          .filter((one) => !delivered.has(one) && (due.get(one) ?? 0) <= end)
          .toSorted((a, b) => (due.get(a) ?? 0) - (due.get(b) ?? 0));
        if (next === undefined) break;
        delivered.add(next);
        clock = Math.max(clock, due.get(next) ?? 0);
        await escalateIncident(escalateIncidentMessage.parse(next.check), ports);
        await deliver();
      }
      clock = end;
    },
    told: (incidentId: string) =>
      [...alertPorts.alerts.kept]
        .filter(([id, { sentAt }]) => id.startsWith(incidentId) && sentAt !== undefined)
        .map(([id, { sentAt }]) => [id.split(' ')[1], ((sentAt ?? 0) - makeIncident().openedAt) / 1000]),
    acknowledge: (incidentId: string) =>
      incidents.move(incidentId, 'acknowledged', { by: 'Officer', at: clock }),
  };
}

describe('an incident that nobody acknowledges', () => {
  it('is told to every tier in its time and then again and again to the last', async () => {
    const zone = makeZone({ repeat: { everyMinutes: 5, times: 2 } });
    const incident = makeIncident();

    await zone.open(incident);
    await zone.pass(7200);

    expect(zone.told(incident.incidentId)).toEqual([
      ['alert#1', 0],
      ['alert#2', 60],
      ['alert#3', 180],
      ['alert#3#1', 480],
      ['alert#3#2', 780],
    ]);
    expect(zone.telemetry.total(Metric.incidentsUnanswered)).toBe(1);
    const steps = await zone.incidents.timeline(incident.incidentId);
    expect(steps.filter(({ what }) => what === 'escalated').map(({ text }) => text)).toEqual([
      'tier 2: nobody has acknowledged for 60 s',
      'tier 3: nobody has acknowledged for 180 s',
      'tier 3 again (1): nobody has acknowledged for 480 s',
      'tier 3 again (2): nobody has acknowledged for 780 s',
    ]);
  });

  it('waits for longer than a queue can, in several messages', async () => {
    const zone = makeZone({ tiers: [tiers[0], { tier: 2, afterSeconds: 3000 }], repeat: { times: 0 } });

    await zone.open(makeIncident());
    await zone.pass(4000);

    expect(zone.told(makeIncident().incidentId)).toEqual([
      ['alert#1', 0],
      ['alert#2', 3000],
    ]);
    expect(zone.sosAlerts.checks.every(({ delaySeconds }) => delaySeconds <= 900)).toBe(true);
  });

  it('goes to the next tier at once when alerts cannot be published', async () => {
    const zone = makeZone();
    zone.failPublishing();

    await zone.open(makeIncident());
    await zone.pass(50);

    expect(zone.sosAlerts.sent.map(({ tier }) => tier)).toEqual([1, 2]);
  });

  it('of a drill stays a drill in every tier', async () => {
    const zone = makeZone();

    await zone.open(makeIncident({ drill: true }));
    await zone.pass(200);

    expect(zone.sosAlerts.sent).toMatchObject([1, 2, 3].map((tier) => ({ tier, drill: true })));
  });
});

describe('an escalation', () => {
  it('ends when somebody acknowledges', async () => {
    const zone = makeZone();
    const { incidentId } = makeIncident();
    await zone.open(makeIncident());
    await zone.pass(70);

    await zone.acknowledge(incidentId);
    await zone.pass(7200);

    expect(zone.told(incidentId).map(([record]) => record)).toEqual(['alert#1', 'alert#2']);
    expect(zone.telemetry.lines.at(-1)).toMatchObject({
      event: LogEvent.escalationEnded,
      fields: { why: 'acknowledged' },
    });
  });

  it.each(['device', 'crowd', 'loitering'] as const)('does not begin for a %s', async (kind) => {
    const zone = makeZone();

    await zone.open(makeIncident({ kind }));
    await zone.pass(7200);

    expect(zone.alerts.sent).toHaveLength(1);
  });

  it('of a match goes by the queues of matches', async () => {
    const zone = makeZone();

    await zone.open(makeIncident({ kind: 'plate' }));
    await zone.pass(200);

    expect(zone.alerts.sent.map(({ tier }) => tier)).toEqual([1, 2, 3]);
    expect(zone.sosAlerts.checks).toEqual([]);
  });

  it('of an incident that is gone ends', async () => {
    const zone = makeZone();

    await escalateIncident({ version: 1, incidentId: 'SOS-00000000', next: 1, askedAt: 0 }, zone.ports);

    expect(zone.sosAlerts.checks).toEqual([]);
  });

  it('asks again when a delivery dies before the next check is queued', async () => {
    const zone = makeZone();
    await zone.open(makeIncident());
    const check = { version: 1, incidentId: makeIncident().incidentId, next: 1, askedAt: 0 } as const;
    const now = () => makeIncident().openedAt + 61_000;
    const dying = { ...zone.sosAlerts, checkLater: () => Promise.reject(new Error('the queue is away')) };
    await expect(escalateIncident(check, { ...zone.ports, now, sosAlerts: dying })).rejects.toThrow('away');

    await escalateIncident(check, { ...zone.ports, now });

    expect(zone.sosAlerts.sent.map(({ tier }) => tier)).toEqual([1, 2, 2]);
    expect(zone.sosAlerts.checks.at(-1)).toMatchObject({ check: { next: 2 } });
  });
});

it('no press is ever silent: whatever else happens, each tier is told until somebody acknowledges', async () => {
  const story = fc.array(
    fc.record({
      kind: fc.constantFrom('sos', 'person', 'device'),
      openAfter: fc.integer({ min: 0, max: 400 }),
      acknowledgeAfter: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  await fc.assert(
    fc.asyncProperty(story, async (events) => {
      const zone = makeZone({ repeat: { everyMinutes: 5, times: 1 } });
      const incidents = events.map(({ kind, openAfter }, i) => {
        const incidentId = `INC-${i}`;
        const openedAt = makeIncident().openedAt + openAfter * 1000;
        return makeIncident({ incidentId, kind, openedAt });
      });
      for (let second = 0; second <= 2000; second += 5) {
        for (const [i, { openAfter, acknowledgeAfter }] of events.entries()) {
          const incident = incidents[i];
          if (incident === undefined) continue;
          if (Math.ceil(openAfter / 5) * 5 === second) await zone.open(incident);
          if (
            acknowledgeAfter !== undefined &&
            Math.ceil((openAfter + acknowledgeAfter) / 5) * 5 + 5 === second
          )
            await zone.acknowledge(incident.incidentId);
        }
        await zone.pass(5);
      }
      events.forEach(({ kind, acknowledgeAfter = Number.POSITIVE_INFINITY }, i) => {
        if (kind === 'device') return;
        const told = zone.told(`INC-${i}`).map(([record]) => record);
        const due = ['alert#1', 'alert#2', 'alert#3', 'alert#3#1'].filter(
          (_, step) => ([0, 60, 180, 480][step] ?? 0) + 10 < acknowledgeAfter,
        );
        expect(told).toEqual(expect.arrayContaining(due));
      });
    }),
    { numRuns: 30 },
  );
});
