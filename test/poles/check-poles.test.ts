import { describe, expect, it } from 'vitest';
import { checkPoles } from '../../lambdas/poles/check-poles.ts';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { poleSettings } from '../../lambdas/zone/pole-file.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { bridge, makePoleEnvelope, receivedAt } from './make-pole-envelope.ts';
import { makePolePorts } from './make-pole-ports.ts';
import { day, minute } from './make-pole-seen.ts';

type Ports = ReturnType<typeof makePolePorts>;

const send = (type: string, body: object, at: number, ports: Ports) =>
  receivePoleMessage(makePoleEnvelope(type, { version: 1, ...body }, { receivedAt: at }), {
    ...ports,
    now: () => at,
  });
const heartbeat = (at: number, ports: Ports, told: object = {}) => send('heartbeat', told, at, ports);
const check = (now: number, ports: Ports) => checkPoles({ now }, ports);
const statesOf = (ports: Ports) => [...ports.incidents.kept.values()].map(({ state }) => state);
const tellingsOf = (ports: Ports) =>
  ports.alerts.sent.map(({ subject, recoveredAt }) => [subject?.label.en, recoveredAt !== undefined]);

describe('check-poles', () => {
  it('opens one incident of a silent pole, however often it looks, and ends it when the pole is back', async () => {
    const ports = makePolePorts();
    await heartbeat(receivedAt, ports);
    for (let at = 1; at <= 20; at++) await check(receivedAt + at * minute, ports);
    await heartbeat(receivedAt + 21 * minute, ports);
    await heartbeat(receivedAt + 22 * minute, ports);
    await check(receivedAt + 23 * minute, ports);

    expect(statesOf(ports)).toEqual(['resolved']);
    expect(tellingsOf(ports)).toEqual([
      ['the pole is silent', false],
      ['the pole is silent', true],
    ]);
    expect(ports.sosAlerts.sent).toEqual([]);
  });

  it('finds a stuck button in presses that were never taken back', async () => {
    const ports = makePolePorts();
    for (let i = 0; i < 11; i++)
      await send('press', { pressId: `press-${1000 + i}` }, receivedAt + i * 1000, ports);
    await check(receivedAt + minute, ports);

    expect(tellingsOf(ports)).toEqual([['button stuck', false]]);
  });

  it('finds none where a person took the presses back', async () => {
    const ports = makePolePorts();
    for (let i = 0; i < 11; i++)
      await send('press', { pressId: `press-${1000 + i}` }, receivedAt + i * 1000, ports);
    await send('cancel', { cancelId: 'cancel-01' }, receivedAt + 20_000, ports);
    await check(receivedAt + minute, ports);

    expect(tellingsOf(ports)).toEqual([]);
  });

  it('ends a stuck button that a person answered, after quiet', async () => {
    const ports = makePolePorts();
    for (let i = 0; i < 11; i++)
      await send('press', { pressId: `press-${1000 + i}` }, receivedAt + i * 1000, ports);
    await check(receivedAt + minute, ports);
    await send('cancel', { cancelId: 'cancel-01' }, receivedAt + 2 * minute, ports);
    await check(receivedAt + 13 * minute, ports);

    expect(tellingsOf(ports)).toEqual([
      ['button stuck', false],
      ['button stuck', true],
    ]);
  });

  it('says how many poles are silent, overdue a test, faulty, and were never heard', async () => {
    const ports = makePolePorts();
    await heartbeat(receivedAt, ports, { batteryPercent: 80 });
    const now = receivedAt + 9 * day;
    const two = async () => [
      ...(await ports.poles.list()),
      { poleId: 'nk-pole-02', place: bridge, state: ports.states.stateOf('nk-pole-02') },
    ];
    await checkPoles({ now }, { ...ports, poles: { list: two } });

    const { polesSilent, polesOverdue, polesFaulty, polesNeverHeard } = Metric;
    expect([polesSilent, polesOverdue, polesFaulty, polesNeverHeard].map(ports.telemetry.total)).toEqual([
      1, 1, 1, 1,
    ]);
  });

  it('tells nothing of silence right after the zone was applied', async () => {
    const rules = poleSettings.parse({});
    const ports = makePolePorts({ rules, appliedAt: receivedAt + 9 * minute });
    await heartbeat(receivedAt, ports);
    await check(receivedAt + 10 * minute, ports);

    expect(ports.alerts.sent).toEqual([]);
  });

  it('keeps judging the others when one pole cannot be', async () => {
    const ports = makePolePorts();
    const silent = { reports: {}, presses: [], heartbeat: { at: receivedAt, told: {} } };
    const health = { revision: 0, marks: {}, untold: [] };
    const list = async () =>
      ['nk-pole-01', 'nk-pole-02'].map((poleId) => ({ poleId, place: bridge, state: { ...silent, health } }));
    const keepHealth = async (poleId: string) => {
      if (poleId === 'nk-pole-01') throw new Error('throttled');
      return 'kept' as const;
    };
    const states = { ...ports.states, keepHealth };

    await expect(
      checkPoles({ now: receivedAt + day }, { ...ports, states, poles: { list } }),
    ).rejects.toThrow('1 poles could not be judged');

    expect(ports.alerts.sent.map(({ deviceId }) => deviceId)).toEqual(['nk-pole-02']);
  });

  it.each(['before', 'after'] as const)(
    'that dies %s any of its calls leaves nothing untold and nothing told as another incident',
    async (when) => {
      for (let call = 1; call < 30; call++) {
        const ports = makePolePorts();
        await heartbeat(receivedAt, ports);
        const { registry, poles, states, incidents, alerts } = ports;
        const mortal = dying({ registry, poles, states, incidents, alerts }, call, when);
        await checkPoles({ now: receivedAt + 10 * minute }, { ...ports, ...mortal.ports }).catch(
          (error: unknown) => {
            const cause = error instanceof AggregateError ? error.errors[0] : error;
            if (!(cause instanceof DiedError)) throw error;
          },
        );

        await check(receivedAt + 11 * minute, ports);

        expect([...ports.incidents.kept.values()]).toMatchObject([{ happenedAt: receivedAt, state: 'open' }]);
        expect(new Set(ports.alerts.sent.map(({ incidentId }) => incidentId)).size).toBe(1);
        if (mortal.calls() < call) return;
      }
    },
  );
});
