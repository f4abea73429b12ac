import { describe, expect, it } from 'vitest';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { makePoleEnvelope, receivedAt } from './make-pole-envelope.ts';
import { makePolePorts } from './make-pole-ports.ts';

type Ports = ReturnType<typeof makePolePorts>;

const pressAt = (pressId: string, seconds: number, ports: Ports, more: object = {}) =>
  receivePoleMessage(
    makePoleEnvelope('press', { version: 1, pressId, ...more }, { receivedAt: receivedAt + seconds * 1000 }),
    ports,
  );
const say = (type: 'cancel' | 'safe', body: object, ports: Ports, at = receivedAt + 60_000) =>
  receivePoleMessage(makePoleEnvelope(type, { version: 1, ...body }, { receivedAt: at }), ports);
const firstIncident = incidentIdOf('sos', 'nk-pole-01', 'press-0001');
const stepsOf = async (incidentId: string, ports: Ports) =>
  (await ports.incidents.timeline(incidentId)).map(({ what }) => what);

describe('a second press of the same pole', () => {
  it('joins the open incident, which counts it, and alerts nobody again', async () => {
    const ports = makePolePorts();

    await pressAt('press-0001', 0, ports);
    await pressAt('press-0002', 30, ports);

    expect([...ports.incidents.kept.values()]).toMatchObject([
      { incidentId: firstIncident, pressCount: 2, lastPressAt: receivedAt + 30_000 },
    ]);
    expect(ports.sosAlerts.sent).toHaveLength(1);
    expect(await stepsOf(firstIncident, ports)).toContain('press-joined');
  });

  it('says why it was not told, once', async () => {
    const ports = makePolePorts();

    await pressAt('press-0001', 0, ports);
    await pressAt('press-0002', 30, ports);
    await pressAt('press-0002', 30, ports);

    expect(ports.decisions.kept).toMatchObject([
      { about: firstIncident, at: receivedAt + 30_000, gate: 'joined', outcome: 'stopped' },
    ]);
  });

  it('delivered twice counts once', async () => {
    const ports = makePolePorts();

    await pressAt('press-0001', 0, ports);
    await pressAt('press-0002', 30, ports);
    await pressAt('press-0002', 30, ports);

    expect(ports.incidents.kept.get(firstIncident)?.pressCount).toBe(2);
  });

  it('opens an incident of its own once the first one is closed', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);
    await ports.incidents.move(firstIncident, 'resolved', { by: 'somchai', at: receivedAt });

    await pressAt('press-0002', 30, ports);

    expect(ports.incidents.kept.size).toBe(2);
    expect(ports.sosAlerts.sent).toHaveLength(2);
  });

  it('opens one of its own more than ten minutes after the last, whatever became of the first', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);
    await ports.incidents.move(firstIncident, 'acknowledged', { by: 'somchai', at: receivedAt });

    await pressAt('press-0002', 601, ports);

    expect(ports.incidents.kept.size).toBe(2);
    expect(ports.sosAlerts.sent).toHaveLength(2);
  });

  it.each([
    ['a drill after a real one', false, true],
    ['a real one after a drill', true, false],
  ])('that is %s never joins it', async (_, first, second) => {
    const ports = makePolePorts();

    await pressAt('press-0001', 0, ports, { drill: first });
    await pressAt('press-0002', 30, ports, { drill: second });

    expect([...ports.incidents.kept.values()].map(({ drill }) => drill)).toEqual([first, second]);
    expect(ports.sosAlerts.sent.map(({ drill }) => drill)).toEqual([first, second]);
  });
});

describe('what is kept beside a press', () => {
  it('stops no press when it cannot be kept', async () => {
    const ports = makePolePorts();
    const broken = () => Promise.reject(new Error('the registry does not answer'));
    const states = { ...ports.states, countPress: broken, find: broken, keepHealth: broken };
    const decisions = { keep: broken };

    await receivePoleMessage(makePoleEnvelope('press', { version: 1, pressId: 'press-0001' }), {
      ...ports,
      states,
      decisions,
    });

    expect(ports.sosAlerts.sent).toHaveLength(1);
    expect(ports.telemetry.events()).toContain(LogEvent.pressNotCounted);
  });

  it('is kept only after people were told', async () => {
    const ports = makePolePorts();
    const sentBefore: number[] = [];
    const states = {
      ...ports.states,
      countPress: async () => {
        sentBefore.push(ports.sosAlerts.sent.length);
        return ports.states.stateOf('nk-pole-01');
      },
    };

    await receivePoleMessage(makePoleEnvelope('press', { version: 1, pressId: 'press-0001' }), {
      ...ports,
      states,
    });

    expect(sentBefore).toEqual([1]);
  });
});

describe.each([
  ['a cancel', 'cancel', 'press-canceled', { cancelId: 'answer-01' }],
  ['a sign of safety', 'safe', 'press-safe', { safeId: 'answer-01' }],
] as const)('%s', (_, type, step, body) => {
  it('is a step of the open incident, which stays open, and sends nobody a message', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);

    await say(type, body, ports);

    const timeline = await ports.incidents.timeline(firstIncident);
    expect(timeline.filter(({ what }) => what === step)).toMatchObject([
      { at: receivedAt + 60_000, by: 'nk-pole-01' },
    ]);
    expect(ports.incidents.kept.get(firstIncident)?.state).toBe('open');
    expect([ports.sosAlerts.sent.length, ports.alerts.sent.length]).toEqual([1, 0]);
  });

  it('has a decision that says why nobody was told', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);

    await say(type, body, ports);

    expect(ports.decisions.kept).toMatchObject([
      { about: firstIncident, gate: 'press-answered', outcome: 'stopped' },
    ]);
  });

  it('that the pole repeats is one step', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);

    await say(type, body, ports);
    await say(type, body, ports, receivedAt + 65_000);

    expect((await stepsOf(firstIncident, ports)).filter((what) => what === step)).toHaveLength(1);
  });

  it('of a press that joined goes to the incident that it joined', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);
    await pressAt('press-0002', 30, ports);

    await say(type, { ...body, pressId: 'press-0002' }, ports);

    expect(await stepsOf(firstIncident, ports)).toContain(step);
  });

  it('that comes before its press waits for it', async () => {
    const ports = makePolePorts();

    await say(type, { ...body, pressId: 'press-0001' }, ports, receivedAt);
    await pressAt('press-0001', 0, ports);

    expect(await stepsOf(firstIncident, ports)).toContain(step);
    expect(ports.sosAlerts.sent).toHaveLength(1);
  });

  it('without a press is logged and opens nothing', async () => {
    const ports = makePolePorts();

    await say(type, body, ports);

    expect(ports.incidents.kept.size).toBe(0);
    expect(ports.telemetry.events()).toEqual([LogEvent.pressAnsweredNothing]);
  });

  it('of a drill is not told of a real incident', async () => {
    const ports = makePolePorts();
    await pressAt('press-0001', 0, ports);

    await say(type, { ...body, drill: true }, ports);

    expect(await stepsOf(firstIncident, ports)).not.toContain(step);
  });
});
