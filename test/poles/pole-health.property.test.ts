import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportedFaults } from '../../lambdas/poles/pole-fault.ts';
import { nextPoleHealth, type PoleNews } from '../../lambdas/poles/pole-health.ts';
import { tendPole } from '../../lambdas/poles/tend-pole.ts';
import { memoryPoleStateStore } from '../memory/pole-state-store.ts';
import { bridge } from './make-pole-envelope.ts';
import { makePolePorts } from './make-pole-ports.ts';
import { heartbeatAt, makeSeen, minute, start, timesAt } from './make-pole-seen.ts';

const poleId = 'nk-pole-01';
const time = fc.integer({ min: 0, max: 240 }).map((halfMinutes) => start + halfMinutes * 30_000);

/** One message of a pole, put into its state as the functions do. */
const message = fc.oneof(
  fc.record({
    what: fc.constant('heartbeat' as const),
    at: time,
    batteryPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    mainsPower: fc.option(fc.boolean(), { nil: undefined }),
  }),
  fc.record({ what: fc.constant('self-test' as const), at: time, passed: fc.boolean() }),
  fc.record({
    what: fc.constant('report' as const),
    at: time,
    fault: fc.constantFrom(...reportedFaults),
    isOver: fc.boolean(),
  }),
  fc.record({ what: fc.constant('press' as const), at: time }),
  fc.record({ what: fc.constant('nothing' as const), at: time }),
);
type Message = typeof message extends fc.Arbitrary<infer M> ? M : never;

type States = ReturnType<typeof memoryPoleStateStore>;

async function keep(sent: Message, index: number, states: States): Promise<void> {
  const { at } = sent;
  if (sent.what === 'heartbeat') {
    const { batteryPercent, mainsPower } = sent;
    const known = {
      ...(batteryPercent !== undefined && { batteryPercent }),
      ...(mainsPower !== undefined && { mainsPower }),
    };
    await states.keepHeartbeat(poleId, { version: 1, ...known }, at);
  }
  if (sent.what === 'self-test')
    await states.keepSelfTest(poleId, { version: 1, testId: `test-${at}`, passed: sent.passed }, at);
  if (sent.what === 'report')
    await states.keepReport(poleId, sent.fault, { at, faultId: `fault-${at}`, isOver: sent.isOver });
  if (sent.what === 'press') await states.countPress(poleId, { pressId: `press-${index}`, at });
}

/** Judges after each message, as long after it as `delays` say (the clock never runs back); returns all that was told. */
async function play(sent: readonly Message[], isRepeated: boolean): Promise<readonly PoleNews[]> {
  const states = memoryPoleStateStore();
  const told: PoleNews[] = [];
  let now = start;
  for (const [index, one] of sent.entries()) {
    now = Math.max(now, one.at);
    for (let times = isRepeated ? 2 : 1; times > 0; times--) {
      await keep(one, index, states);
      const { health } = states.stateOf(poleId);
      const step = nextPoleHealth(health.marks, states.stateOf(poleId), timesAt(now));
      await states.keepHealth(poleId, { revision: health.revision + 1, marks: step.marks, untold: [] });
      told.push(...step.news);
    }
  }
  return told;
}

const inOrder = fc.array(message, { maxLength: 60 }).map((all) => all.toSorted((a, b) => a.at - b.at));
const inAnyOrder = fc.array(message, { maxLength: 60 });

describe('the health of a pole, whatever it sends', () => {
  it('tells each fault and its end in turn, in any order of messages', async () => {
    await fc.assert(
      fc.asyncProperty(inAnyOrder, async (sent) => {
        const open = new Map<string, string>();
        for (const { fault, causeId, recoveredAt } of await play(sent, false)) {
          expect(open.get(fault)).toBe(recoveredAt === undefined ? undefined : causeId);
          if (recoveredAt === undefined) open.set(fault, causeId);
          else open.delete(fault);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells nothing more when every message comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(inOrder, async (sent) => {
        expect(await play(sent, true)).toEqual(await play(sent, false));
      }),
    );
  });

  it('never tells one cause twice', async () => {
    await fc.assert(
      fc.asyncProperty(inAnyOrder, async (sent) => {
        const told = (await play(sent, false)).filter(({ recoveredAt }) => recoveredAt === undefined);
        const causes = told.map(({ fault, causeId }) => `${fault} ${causeId}`);
        expect(new Set(causes).size).toBe(causes.length);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing at a second look', () => {
    const seen = fc.record({ heartbeat: time, now: time }).map(({ heartbeat, now }) => ({
      now,
      seen: makeSeen(heartbeatAt(heartbeat, { batteryPercent: 5, mainsPower: false })),
    }));

    fc.assert(
      fc.property(seen, ({ now, seen }) => {
        const first = nextPoleHealth({}, seen, timesAt(now));
        const second = nextPoleHealth(first.marks, seen, timesAt(now));
        expect([second.news, second.isChanged]).toEqual([[], false]);
      }),
    );
  });

  it('does not flap: a pole that is heard at any distance is silent at most once in six minutes', async () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 });

    await fc.assert(
      fc.asyncProperty(gaps, async (minutes) => {
        const sent: Message[] = [];
        let at = start;
        for (const gap of minutes) {
          sent.push({ what: 'heartbeat', at, batteryPercent: undefined, mainsPower: undefined });
          for (let i = 1; i < gap; i++) sent.push({ what: 'nothing', at: at + i * minute });
          at += gap * minute;
        }
        const since = (await play(sent, false)).flatMap((one) =>
          one.recoveredAt === undefined ? [one.since] : [],
        );
        for (const [i, next] of since.entries())
          expect(i === 0 || next - (since[i - 1] ?? 0) > 5 * minute).toBe(true);
      }),
    );
  });
});

describe('two functions that judge a pole at the same time', () => {
  it('tell a fault once', async () => {
    const ports = makePolePorts();
    const kept = await ports.states.keepHeartbeat(poleId, { version: 1, batteryPercent: 5 }, start);
    if (kept.outcome === 'outdated') throw new Error('it was not kept');
    const tend = (now: number) =>
      tendPole({ ...timesAt(now), poleId, state: kept.state, now, place: async () => bridge }, ports);

    await Promise.all([tend(start), tend(start + 1), tend(start + 2)]);

    expect(ports.incidents.kept.size).toBe(1);
    expect(ports.states.stateOf(poleId).health.untold).toEqual([]);
  });
});
