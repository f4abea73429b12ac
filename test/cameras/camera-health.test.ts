import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CameraHealth,
  cameraHealth,
  faultRules,
  graceAfterApply,
  type HealthNews,
  nextHealth,
} from '../../lambdas/cameras/camera-health.ts';
import { type CameraFault, cameraFaults } from '../../lambdas/zone/messages.ts';
import { type Kind, kinds, makeSigns } from './make-signs.ts';

/** Midnight UTC: seven in the morning in Nong Khai. */
const start = 1_767_225_600_000;
const minute = 60_000;
const day = 1_440;

interface Story {
  readonly health?: CameraHealth | undefined;
  readonly at?: number;
  readonly appliedAt?: number;
  /** How old the windows are when they are watched. */
  readonly ageMilliseconds?: number;
}

/** Windows of a minute each, one after the other. */
function live(windows: readonly Kind[], story: Story = {}) {
  let { health, at = health?.seenTo ?? start } = story;
  const news: HealthNews[] = [];
  for (const kind of windows) {
    const seen = makeSigns(kind, at);
    const now = seen.to + (story.ageMilliseconds ?? 20_000);
    const step = nextHealth(health, seen, { appliedAt: story.appliedAt, now });
    // Through JSON and the schema, as the registry keeps it.
    health = cameraHealth.parse(JSON.parse(JSON.stringify(step.health)));
    news.push(...step.news);
    at = seen.to;
  }
  return { health, news, at };
}

const minutesOf = (kind: Kind, count: number): Kind[] => Array<Kind>(count).fill(kind);
/** A camera that was watched for a day and a night. */
const grown = live(minutesOf('well', day + 5)).health;

describe('the health of a camera', () => {
  it.each(cameraFaults)('%s is told once when it has lasted, and once that it is over', (fault) => {
    const { tellAfter, endAfter } = faultRules[fault];
    const before = grown?.seenTo ?? 0;
    const windows = [...minutesOf(fault, 60), ...minutesOf('well', 60)];

    const { news } = live(windows, { health: grown });

    expect(news).toEqual([
      { fault, since: before },
      { fault, since: before, recoveredAt: before + 60 * minute },
    ]);
    expect(live(minutesOf(fault, tellAfter / minute - 1), { health: grown }).news).toEqual([]);
    expect(
      live([...windows.slice(0, 60), ...minutesOf('well', endAfter / minute - 1)], { health: grown }).news,
    ).toHaveLength(1);
  });

  it('says nothing of a camera that works', () => {
    expect(live(minutesOf('well', 3 * day)).news).toEqual([]);
  });

  it('never tells a fault twice without its end between, nor an end without its fault', () => {
    const stretch = fc.record({
      kind: fc.constantFrom(...(Object.keys(kinds) as Kind[])),
      minutes: fc.integer({ min: 1, max: 45 }),
      gapMinutes: fc.integer({ min: 0, max: 30 }),
      isOld: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 25 }), (stretches) => {
        const told = new Map<CameraFault, number>();
        let health = grown;
        for (const { kind, minutes, gapMinutes, isOld } of stretches) {
          const at = (health?.seenTo ?? start) + gapMinutes * minute;
          const ageMilliseconds = isOld ? 3_600_000 : 20_000;
          const step = live(minutesOf(kind, minutes), { health, at, ageMilliseconds });
          for (const { fault, since, recoveredAt } of step.news) {
            expect(isOld).toBe(false);
            expect(told.get(fault)).toBe(recoveredAt === undefined ? undefined : since);
            if (recoveredAt === undefined) told.set(fault, since);
            else told.delete(fault);
          }
          health = step.health;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says nothing of a fault that comes and goes within its time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cameraFaults),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })), { maxLength: 40 }),
        (fault, turns) => {
          const windows = turns.flatMap(([bad, good]) => [
            ...minutesOf(fault, bad),
            ...minutesOf('well', good),
          ]);
          expect(live(windows, { health: grown }).news).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives the same news for the same window, and none for one that was seen', () => {
    const known = live(minutesOf('silent', 4), { health: grown });
    const seen = makeSigns('silent', known.at);
    const times = { appliedAt: undefined, now: seen.to };

    const first = nextHealth(known.health, seen, times);

    expect(first.news).toHaveLength(1);
    expect(nextHealth(known.health, seen, times)).toEqual(first);
    expect(nextHealth(first.health, seen, times)).toEqual({ health: first.health, news: [] });
  });

  it.each(cameraFaults)('%s is not told while the zone was just applied, but after that', (fault) => {
    const appliedAt = (grown?.seenTo ?? 0) + minute;
    const grace = minutesOf(fault, graceAfterApply / minute);

    const during = live(grace, { health: grown, appliedAt });
    const after = live(minutesOf(fault, 30), { health: during.health, appliedAt });

    expect(during.news).toEqual([]);
    // A view that stands in the grace is the one that the camera is meant to have.
    expect(after.news.map((one) => one.fault)).toEqual(fault === 'moved' ? [] : [fault]);
  });

  it('says nothing of a new camera before its first picture', () => {
    expect(live(minutesOf('silent', 600)).news).toEqual([]);
    expect(live([...minutesOf('silent', 600), 'well', ...minutesOf('silent', 6)]).news).toMatchObject([
      { fault: 'silent' },
    ]);
  });

  it('does not count the time in which nobody watched', () => {
    const before = live(minutesOf('silent', 3), { health: grown });

    const after = live(minutesOf('silent', 1), { health: before.health, at: before.at + 8 * 3_600_000 });

    expect(after.news).toEqual([]);
  });

  it('tells nothing of a backlog, and what is still so when the present is reached', () => {
    const backlog = live(minutesOf('silent', 120), { health: grown, ageMilliseconds: 3_600_000 });

    const present = live(minutesOf('silent', 1), { health: backlog.health });

    expect(backlog.news).toEqual([]);
    expect(present.news).toEqual([{ fault: 'silent', since: grown?.seenTo }]);
  });

  it('tells a silent camera although it was moved before, each on its own', () => {
    const { news } = live([...minutesOf('moved', 30), ...minutesOf('silent', 10)], { health: grown });

    expect(news.map(({ fault }) => fault)).toEqual(['moved', 'silent']);
  });

  it('tells a covered camera once, by night too', () => {
    const { news } = live([...minutesOf('covered', 30), ...minutesOf('dark', 600)], { health: grown });

    expect(news.map(({ fault }) => fault)).toEqual(['covered']);
  });

  it('tells the first black night of a street without lamps, and not the next ones', () => {
    const oneDay = [...minutesOf('well', 660), ...minutesOf('dark', 660), ...minutesOf('well', 120)];

    const { news } = live([...oneDay, ...oneDay, ...oneDay]);

    expect(news.map(({ fault, recoveredAt }) => [fault, recoveredAt !== undefined])).toEqual([
      ['dark', false],
      ['dark', true],
    ]);
  });

  it('tells a camera that is dark by day although its nights are black', () => {
    const oneDay = [...minutesOf('well', 660), ...minutesOf('dark', 660), ...minutesOf('well', 120)];
    const known = live(oneDay);

    const { news } = live([...minutesOf('well', 200), ...minutesOf('dark', 60)], { health: known.health });

    expect(news.map(({ fault }) => fault)).toEqual(['dark']);
  });

  it('learns other views in its first day and tells none', () => {
    const { health, news } = live([
      ...minutesOf('well', 660),
      ...minutesOf('moved', 660),
      ...minutesOf('well', 200),
    ]);

    expect(news).toEqual([]);
    expect(live(minutesOf('moved', 120), { health }).news).toEqual([]);
  });

  it('takes a view that stands for a day as its own', () => {
    const { news } = live(minutesOf('moved', day + 60), { health: grown });

    expect(news).toMatchObject([{ fault: 'moved' }, { fault: 'moved', recoveredAt: expect.any(Number) }]);
  });

  it('is kept in less than a kilobyte and a half', () => {
    const { health } = live(minutesOf('silent', 9), { health: grown });

    expect(
      JSON.stringify({
        ...health,
        memory: { ...health?.memory, views: ['x'.repeat(240), 'x'.repeat(240), 'x'.repeat(240)] },
      }).length,
    ).toBeLessThan(1_500);
  });
});
