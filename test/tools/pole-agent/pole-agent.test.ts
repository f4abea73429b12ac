import { describe, expect, it, vi } from 'vitest';
import { parsePoleMessage } from '../../../lambdas/poles/pole-message.ts';
import { shadowTopic } from '../../../lambdas/poles/pole-shadow.ts';
import { poleTopic } from '../../../lambdas/zone/names.ts';
import { makeAgent } from './make-agent.ts';
import { type MemoryUplink, makeUplink } from './make-uplink.ts';

const topics = (uplink: MemoryUplink, end: string) =>
  uplink.sent.filter(({ topic }) => topic.endsWith(`/${end}`));
const bodies = (uplink: MemoryUplink, end: string) => topics(uplink, end).map(({ body }) => body);

describe('a press', () => {
  it('is sent under the id it was given, with its time, and the lamp says when it was heard', async () => {
    const { agent, shown } = makeAgent();
    const uplink = makeUplink();
    void agent.use(uplink);

    agent.onButton('press');
    await vi.waitFor(() => expect(shown.at(-1)).toBe('[lamp: heard]'));

    expect(topics(uplink, 'press')).toEqual([
      {
        topic: poleTopic('north-pole', 'press'),
        body: { version: 1, pressId: 'id-000001', pressedAt: '2026-11-22T14:00:00.000Z', drill: false },
      },
    ]);
    expect(shown).toEqual(['[lamp: ready]', '[lamp: calling]', '[lamp: heard]']);
  });

  it('carries no time while no time server has set the clock', async () => {
    const { agent } = makeAgent({ isClockSet: () => false });
    const uplink = makeUplink();
    void agent.use(uplink);

    agent.onButton('press');

    await vi.waitFor(() =>
      expect(bodies(uplink, 'press')).toEqual([{ version: 1, pressId: 'id-000001', drill: false }]),
    );
  });

  it('that was not acknowledged is repeated over the next connection, under the same id and before later ones', async () => {
    const { agent } = makeAgent();
    const [first, second] = [makeUplink(), makeUplink()];
    first.goDeaf();
    const using = agent.use(first);
    agent.onButton('press');
    await vi.waitFor(() => expect(bodies(first, 'press')).toHaveLength(1));
    agent.onButton('press');

    first.breakDown();
    await using;
    void agent.use(second);

    await vi.waitFor(() =>
      expect(bodies(second, 'press').map(({ pressId }) => pressId)).toEqual(['id-000001', 'id-000002']),
    );
    expect(bodies(first, 'press').map(({ pressId }) => pressId)).toEqual(['id-000001']);
  });

  it('does not wait for a shadow or a heartbeat that the broker leaves unanswered', async () => {
    const { agent } = makeAgent();
    const uplink = makeUplink();
    uplink.goDeaf();
    void agent.use(uplink);
    agent.tick();

    agent.onButton('press');

    await vi.waitFor(() => expect(bodies(uplink, 'press')).toHaveLength(1));
  });

  it('is followed by cancel and safe that name it', async () => {
    const { agent } = makeAgent();
    const uplink = makeUplink();
    void agent.use(uplink);

    agent.onButton('press');
    agent.onButton('cancel');
    agent.onButton('safe');

    await vi.waitFor(() => expect(topics(uplink, 'safe')).toHaveLength(1));
    expect(bodies(uplink, 'cancel')).toMatchObject([{ pressId: 'id-000001', cancelId: 'id-000002' }]);
    expect(bodies(uplink, 'safe')).toMatchObject([{ pressId: 'id-000001', safeId: 'id-000003' }]);
  });

  it('goes out although the lamp is broken', async () => {
    const broken = () => {
      throw new Error('no such line');
    };
    const outputs = { siren: broken, strobe: broken, speak: broken, lamp: broken, stop: () => undefined };
    const { agent, events } = makeAgent({ outputs });
    const uplink = makeUplink();
    void agent.use(uplink);

    agent.onButton('press');

    await vi.waitFor(() => expect(bodies(uplink, 'press')).toHaveLength(1));
    expect(events).toContainEqual({ event: 'output-failed', output: 'lamp', reason: 'no such line' });
  });
});

describe('what time brings', () => {
  it('is a heartbeat at each interval and when the mains come or go, never one for later', () => {
    let mainsPower = true;
    const { agent, clock } = makeAgent({ readPower: () => ({ mainsPower }) });
    const uplink = makeUplink();
    agent.tick();
    void agent.use(uplink);
    const tickAt = (seconds: number) => {
      clock.uptime = seconds * 1000;
      agent.tick();
      return bodies(uplink, 'heartbeat').length;
    };

    expect([0, 59, 60, 61].map(tickAt)).toEqual([1, 1, 2, 2]);
    mainsPower = false;
    expect(tickAt(62)).toBe(3);
    expect(bodies(uplink, 'heartbeat').at(-1)).toMatchObject({ mainsPower: false, firmware: 'test 1' });
  });

  it('is a heartbeat at once when another interval is set, which it says, and then one at each', async () => {
    const { agent, clock } = makeAgent();
    const uplink = makeUplink();
    void agent.use(uplink);
    const tickAt = (seconds: number) => {
      clock.uptime = seconds * 1000;
      agent.tick();
      return bodies(uplink, 'heartbeat').map(({ reportingSeconds }) => reportingSeconds);
    };
    expect(tickAt(0)).toEqual([60]);
    await vi.waitFor(() => expect(topics(uplink, 'get')).toHaveLength(1));
    const document = { state: { desired: { reportingSeconds: 3600 } }, version: 1, timestamp: 1_795_416_794 };
    uplink.receive(shadowTopic('north-pole', 'get/accepted'), document);

    expect(tickAt(10)).toEqual([60, 3600]);
    expect(tickAt(3609)).toEqual([60, 3600]);
    expect(tickAt(3610)).toEqual([60, 3600, 3600]);
  });

  it('is a self-test at the start and each day, which fails by name', () => {
    const { agent, clock, events, disk } = makeAgent({ buttons: { isWorking: () => false } });

    agent.tick();
    clock.uptime = 23 * 3_600_000;
    agent.tick();
    disk.cutAfter(0);
    clock.uptime = 24 * 3_600_000;
    agent.tick();

    expect(events.filter(({ event }) => event === 'self-test')).toEqual([
      { event: 'self-test', passed: false, failed: ['button'] },
      { event: 'self-test', passed: false, failed: ['button', 'disk'] },
    ]);
  });
});

it('every kind of message is one that the zone takes', async () => {
  const { agent } = makeAgent();
  const uplink = makeUplink();
  void agent.use(uplink);
  for (const event of ['press', 'cancel', 'safe', 'stuck', 'free'] as const) agent.onButton(event);
  agent.tick();

  await vi.waitFor(() =>
    expect(uplink.sent.filter(({ topic }) => topic.startsWith('$aws/rules/'))).toHaveLength(7),
  );
  for (const { topic, body } of uplink.sent.filter(({ topic }) => topic.startsWith('$aws/rules/'))) {
    const parsed = parsePoleMessage(topic.split('/').at(-1) ?? '', Buffer.from(JSON.stringify(body)));
    expect(parsed.unknownKeyCount).toBe(0);
  }
});

describe('the shadow', () => {
  const at = 1_795_356_000;
  const document = (desired: object, ageSeconds = 0, reported?: object) => ({
    state: { desired, ...(reported && { reported }) },
    metadata: {
      desired: Object.fromEntries(Object.keys(desired).map((key) => [key, { timestamp: at - ageSeconds }])),
    },
    version: 4,
    timestamp: at,
  });
  const open = async () => {
    const made = makeAgent();
    const uplink = makeUplink();
    void made.agent.use(uplink);
    await vi.waitFor(() => expect(topics(uplink, 'get')).toHaveLength(1));
    const get = (body: object) => uplink.receive(shadowTopic('north-pole', 'get/accepted'), body);
    const delta = (body: object) => uplink.receive(shadowTopic('north-pole', 'update/delta'), body);
    return { ...made, uplink, get, delta };
  };

  it('is obeyed and reported', async () => {
    const { uplink, get, shown } = await open();

    get(document({ siren: true, speaker: { text: 'ช่วยกำลังมา', orderId: 'order-01' }, reportingSeconds: 30 }));

    expect(shown).toEqual(['[lamp: ready]', '[siren ON]', '[speaker] ช่วยกำลังมา']);
    expect(bodies(uplink, 'update')).toEqual([
      {
        state: {
          reported: {
            siren: true,
            strobe: false,
            testMode: false,
            reportingSeconds: 30,
            speaker: { text: 'ช่วยกำลังมา', orderId: 'order-01' },
          },
        },
      },
    ]);
  });

  it('that is new begins with what the pole reports', async () => {
    const { uplink } = await open();

    uplink.receive(shadowTopic('north-pole', 'get/rejected'), { code: 404, message: 'none' });

    expect(bodies(uplink, 'update')).toMatchObject([
      { state: { reported: { siren: false, testMode: false } } },
    ]);
  });

  it('makes presses drills in test mode, for an hour', async () => {
    const { agent, clock, uplink, delta } = await open();
    delta({
      state: { testMode: true },
      metadata: { testMode: { timestamp: at } },
      version: 5,
      timestamp: at,
    });
    agent.onButton('press');
    clock.uptime = 3_600_000;
    agent.tick();
    agent.onButton('press');

    await vi.waitFor(() => expect(bodies(uplink, 'press').map(({ drill }) => drill)).toEqual([true, false]));
    expect(bodies(uplink, 'update').at(-1)).toMatchObject({
      state: { desired: { testMode: null }, reported: { testMode: false } },
    });
  });

  it('starts no siren and says nothing that was wanted long ago', async () => {
    const { uplink, get, shown } = await open();

    get(document({ siren: true, speaker: { text: 'old', orderId: 'order-01' } }, 3600));

    expect(shown).toEqual(['[lamp: ready]']);
    expect(bodies(uplink, 'update')).toMatchObject([{ state: { desired: { siren: null, speaker: null } } }]);
  });

  it('does not say again after a restart what was said', async () => {
    const { get, shown } = await open();
    const speaker = { text: 'once', orderId: 'order-01' };

    get(document({ speaker }, 0, { speaker }));

    expect(shown).toEqual(['[lamp: ready]']);
  });

  it('with one wrong setting is obeyed in the others, without a word back and forth', async () => {
    const { uplink, delta, events, shown } = await open();
    const wrong = { state: { siren: 'loud', strobe: true }, metadata: {}, timestamp: at };

    delta({ ...wrong, version: 5 });
    delta({ ...wrong, version: 6 });

    expect(shown).toEqual(['[lamp: ready]', '[strobe ON]']);
    expect(events).toContainEqual({ event: 'setting-refused', reason: 'siren: must be true or false' });
    expect(bodies(uplink, 'update')).toHaveLength(1);
  });

  it('that the broker refuses is left alone by the next connection', async () => {
    const { agent } = makeAgent();
    const [first, second] = [makeUplink(), makeUplink()];
    first.goDeaf();
    const using = agent.use(first);
    await vi.waitFor(() => expect(topics(first, 'get')).toHaveLength(1));

    first.breakDown();
    await using;
    void agent.use(second);
    agent.onButton('press');

    await vi.waitFor(() => expect(bodies(second, 'press')).toHaveLength(1));
    expect(topics(second, 'get')).toEqual([]);
  });

  it('that was overtaken is not obeyed', async () => {
    const { delta, shown } = await open();

    delta({ state: { strobe: true }, metadata: {}, version: 6, timestamp: at });
    delta({ state: { strobe: false }, metadata: {}, version: 5, timestamp: at });

    expect(shown).toEqual(['[lamp: ready]', '[strobe ON]']);
  });
});
