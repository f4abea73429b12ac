import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newIncident } from '../../lambdas/incidents/incident.ts';
import { JoinBusyError, joinOrOpen } from '../../lambdas/incidents/join-or-open.ts';
import { joinKeyOf } from '../../lambdas/incidents/joining.ts';
import type { OpenIncidentPorts } from '../../lambdas/incidents/open-incident.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const minute = 60_000;
const makePorts = () => ({
  incidents: memoryIncidentStore(),
  alerts: memoryAlertQueue(),
  telemetry: memoryTelemetry(),
});
type Ports = ReturnType<typeof makePorts>;

function press(name: string, minutes: number, ports: OpenIncidentPorts) {
  const happenedAt = pressedAt + minutes * minute;
  const { version: _, incidentId: __, state: ___, ...cause } = makeIncident();
  const incident = newIncident({ ...cause, causeId: name, happenedAt, openedAt: happenedAt + 200 });
  return joinOrOpen({ incident, key: joinKeyOf(incident), withinMilliseconds: 10 * minute }, ports);
}

/** The same ports, dying at one call. Telemetry writes nothing that matters. */
function mortal(ports: Ports, dyingCall: number, when: 'before' | 'after') {
  const { incidents, alerts } = ports;
  const writers = dying({ incidents, alerts }, dyingCall, when);
  return { ports: { ...ports, ...writers.ports }, calls: writers.calls };
}

/** Every incident was asked an alert for, and the presses of all of them together. */
async function outcome({ incidents, alerts }: Ports) {
  const told = new Set(alerts.sent.map(({ incidentId }) => incidentId));
  const kept = [...incidents.kept.values()];
  const steps = await Promise.all(kept.map(({ incidentId }) => incidents.timeline(incidentId)));
  return {
    incidentCount: kept.length,
    untold: kept.filter(({ incidentId }) => !told.has(incidentId)),
    toldOfNothing: [...told].filter((incidentId) => !incidents.kept.has(incidentId)),
    pressCount: kept.reduce((sum, { pressCount = 1 }) => sum + pressCount, 0),
    stepCount: steps.flat().filter(({ what }) => what === 'opened' || what === 'press-joined').length,
  };
}

const asOne = (pressCount: number, incidentCount = 1) => ({
  ...{ incidentCount, untold: [], toldOfNothing: [] },
  ...{ pressCount, stepCount: pressCount },
});

describe('presses that join', () => {
  it('are neither lost nor doubled, at whichever call the function dies', async () => {
    const presses = ['press-a', 'press-b', 'press-c'];
    for (const when of ['before', 'after'] as const) {
      for (let dyingCall = 1; dyingCall <= 40; dyingCall++) {
        const ports = makePorts();
        const { ports: mortals } = mortal(ports, dyingCall, when);
        const died: string[] = [];
        for (const [minutes, name] of presses.entries())
          await press(name, minutes, mortals).catch(() => died.push(name));
        for (const name of died) await press(name, presses.indexOf(name), ports);

        expect({ when, dyingCall, ...(await outcome(ports)) }).toEqual({ when, dyingCall, ...asOne(3) });
      }
    }
  });

  it('are told although only a later press lives to the end', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let dyingCall = 1; dyingCall <= 12; dyingCall++) {
        const ports = makePorts();
        await press('press-a', 0, mortal(ports, dyingCall, when).ports).catch(() => undefined);
        await press('press-b', 1, ports);

        const { untold, incidentCount } = await outcome(ports);
        expect({ when, dyingCall, untold, incidentCount }).toMatchObject({ untold: [], incidentCount: 1 });
      }
    }
  });

  const pressNumber = fc.nat(5);
  const delivery = fc.record({
    press: pressNumber,
    diesAt: fc.option(fc.integer({ min: 1, max: 14 }), { nil: undefined }),
    when: fc.constantFrom('before', 'after' as const),
  });

  it('are one incident for each burst, whatever is delivered twice, shuffled, at once or cut off', async () => {
    // Two bursts of three presses, far apart.
    const minutesOf = (number: number) => (number < 3 ? number : 60 + number);
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { maxLength: 12 }), fc.scheduler(), async (deliveries, s) => {
        const ports = makePorts();
        const incidents = scheduled(ports.incidents, s);
        const running = deliveries.map(async ({ press: number, diesAt = 1_000, when }) => {
          const { ports: mortals } = mortal({ ...ports, incidents }, diesAt, when);
          await press(`press-${number}`, minutesOf(number), mortals).catch(letDie);
        });
        await s.waitFor(Promise.all(running));
        // The queue brings back what was not finished.
        for (let number = 5; number >= 0; number--) await press(`press-${number}`, minutesOf(number), ports);

        expect(await outcome(ports)).toEqual(asOne(6, 2));
      }),
      { numRuns: 150 },
    );
  });

  it('are told of in an incident that was open when they came, while operators close incidents', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pressNumber, fc.constant('close' as const)), { maxLength: 12 }),
        fc.scheduler(),
        async (happenings, s) => {
          const ports = makePorts();
          const incidents = scheduled(ports.incidents, s);
          const running = happenings.map(async (one) => {
            if (one !== 'close') return press(`press-${one}`, one, { ...ports, incidents }).catch(letDie);
            for (const incidentId of ports.incidents.kept.keys())
              await incidents.move(incidentId, 'resolved', { by: 'somchai', at: pressedAt });
          });
          await s.waitFor(Promise.all(running));
          const pressed = new Set(happenings.filter((one) => one !== 'close'));
          for (const number of pressed) await press(`press-${number}`, number, ports);

          const { untold, toldOfNothing, pressCount, incidentCount } = await outcome(ports);
          expect({ untold, toldOfNothing }).toEqual({ untold: [], toldOfNothing: [] });
          expect(pressCount).toBeGreaterThanOrEqual(pressed.size);
          const active = [...ports.incidents.kept.values()].filter(({ state }) => state === 'open');
          expect(active.length).toBeLessThanOrEqual(1);
          expect(incidentCount).toBeLessThanOrEqual(Math.max(pressed.size, 0));
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Every call waits for its turn, which the scheduler gives in any order. */
function scheduled<Store extends object>(store: Store, s: fc.Scheduler): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        await s.schedule(Promise.resolve(), String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });
}

function letDie(error: unknown): void {
  if (!(error instanceof DiedError) && !(error instanceof JoinBusyError)) throw error;
}
