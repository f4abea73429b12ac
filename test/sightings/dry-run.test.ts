import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, type Thresholds, triedWatchlist, tryOn } from '../../lambdas/sightings/dry-run.ts';
import { curveOf } from '../../lambdas/sightings/dry-run-curve.ts';
import { dryRun } from '../../lambdas/sightings/dry-run-report.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from './make-sighting.ts';

const usual: Thresholds = { plateConfidence: 0.7, faceCandidatePercent: 90, faceAlertPercent: 99 };
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

async function* asStream(sightings: readonly Sighting[]) {
  yield* sightings;
}

interface Tried {
  readonly sightings: readonly Sighting[];
  readonly entries?: readonly WatchlistEntry[];
  readonly triedEntries?: readonly WatchlistEntry[];
  readonly thresholds?: Partial<Thresholds>;
}

function run({ sightings, entries = [], triedEntries = entries, thresholds = {} }: Tried) {
  const present = { thresholds: usual, watchlist: triedWatchlist(entries) };
  const watchlist = triedEntries === entries ? present.watchlist : triedWatchlist(triedEntries);
  const tried = { thresholds: { ...usual, ...thresholds }, watchlist };
  return dryRun(asStream(sightings), { present, tried, dayOf });
}

const { plate: usualPlate } = makePlateSighting();
const read = (sightingId: string, plate: Partial<typeof usualPlate>) =>
  makePlateSighting({ sightingId, plate: { ...usualPlate, ...plate } });
const unread = (probability: number, minConfidence = 0.7) =>
  makeUnreadPlateSighting({
    sightingId: 'unread',
    minConfidence,
    candidates: [{ letters: 'กข', digits: '1234', province: 'หนองคาย', probability }],
  });

const similarity = fc.integer({ min: 900, max: 1000 }).map((tenths) => tenths / 10);
const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const letters = fc.constantFrom('กข', 'กช', 'คข', '');
const digits = fc.constantFrom('1234', '1284');
const province = fc.constantFrom('หนองคาย', 'ขอนแก่น', null);
const candidate = fc.record({ letters, digits, province, probability: share });
const someSighting: fc.Arbitrary<Sighting> = fc.oneof(
  fc.record({ letters, digits, province, confidence: share }).map((plate) => makePlateSighting({ plate })),
  fc
    .record({ candidates: fc.array(candidate, { maxLength: 3 }), minConfidence: share })
    .map((record) => makeUnreadPlateSighting(record)),
  fc
    .array(
      fc.record({
        entryId: fc.constantFrom('nk-2026-014', 'nk-staff', 'gone'),
        similarityPercent: similarity,
      }),
      { maxLength: 2 },
    )
    .map((persons) => makeFaceSighting({ persons })),
);
const someSightings = fc
  .array(someSighting, { maxLength: 12 })
  .map((all) => all.map((one, index) => ({ ...one, sightingId: String(index) })));
const someThresholds: fc.Arbitrary<Thresholds> = fc.record({
  plateConfidence: share,
  faceCandidatePercent: similarity,
  faceAlertPercent: similarity,
});
const list: readonly WatchlistEntry[] = [
  makePlateEntry(),
  makePlateEntry({ letters: 'กช', province: null, accepts: 'exact', entryId: 'กช1234#' }),
  makePlateEntry({ letters: '?ข', digits: '12?4', entryId: 'pattern:?ข:12?4#หนองคาย' }),
  makePersonEntry(),
  makePersonEntry({ entryId: 'nk-staff', category: 'staff-ignore' }),
];

describe('trying a rule on stored sightings', () => {
  it('changes nothing with the present rule', async () => {
    await fc.assert(
      fc.asyncProperty(someSightings, async (sightings) => {
        const report = await run({ sightings, entries: list, triedEntries: [...list] });

        expect(report.total.tried).toEqual(report.total.present);
        expect([report.added, report.lost]).toEqual([[], []]);
      }),
    );
  });

  it('never fires more often with stricter thresholds', async () => {
    await fc.assert(
      fc.asyncProperty(someSightings, someThresholds, someThresholds, async (sightings, one, other) => {
        const strict: Thresholds = {
          plateConfidence: Math.max(one.plateConfidence, other.plateConfidence),
          faceCandidatePercent: Math.max(one.faceCandidatePercent, other.faceCandidatePercent),
          faceAlertPercent: Math.max(one.faceAlertPercent, other.faceAlertPercent),
        };
        const watchlist = triedWatchlist(list);
        const rules = { present: { thresholds: one, watchlist }, tried: { thresholds: strict, watchlist } };

        const { total, added } = await dryRun(asStream(sightings), { ...rules, dayOf });

        expect(added).toEqual([]);
        for (const name of ['plates', 'faces', 'matches', 'alerts'] as const)
          expect(total.tried[name]).toBeLessThanOrEqual(total.present[name]);
      }),
    );
  });

  it('counts the same alerts by day, camera and entry, and tells each new and lost one', async () => {
    await fc.assert(
      fc.asyncProperty(someSightings, someThresholds, async (sightings, thresholds) => {
        const report = await run({ sightings, entries: list, triedEntries: list.slice(1), thresholds });

        const { present, tried } = report.total;
        for (const groups of [report.byDay, report.byCamera, report.byEntry]) {
          const all = [...groups.values()];
          expect(all.reduce((sum, group) => sum + group.tried.alerts, 0)).toBe(tried.alerts);
          expect(all.reduce((sum, group) => sum + group.present.alerts, 0)).toBe(present.alerts);
        }
        expect(present.alerts + report.added.length - report.lost.length).toBe(tried.alerts);
      }),
    );
  });

  it('loses a plate that was less sure, and says where its number alone may remain', async () => {
    const fields = { class: 1, letters: 0.75, digits: 0.95, province: 1 };
    const sightings = [
      read('doubted', { confidence: 0.75 }),
      read('by-number', { confidence: 0.75, fields }),
      read('sure', { confidence: 0.9 }),
    ];

    const report = await run({
      sightings,
      entries: [makePlateEntry()],
      thresholds: { plateConfidence: 0.8 },
    });

    expect(report.lost.map(({ sighting, mayRemain }) => [sighting.sightingId, mayRemain])).toEqual([
      ['doubted', false],
      ['by-number', true],
    ]);
    expect(report.total.tried).toMatchObject({ plates: 1, alerts: 1 });
  });

  it.each([
    ['finds a plate that was refused for its probability', unread(0.6), 0.55, 1],
    ['does not find one that is still too unsure', unread(0.5), 0.55, 0],
    ['does not find one that the frames stood against', unread(0.75), 0.55, 0],
    ['does not find one of which nothing is known', makeUnreadPlateSighting(), 0.5, 0],
  ])('with a lower threshold %s', async (_what, sighting, plateConfidence, alerts) => {
    const report = await run({
      sightings: [sighting],
      entries: [makePlateEntry()],
      thresholds: { plateConfidence },
    });

    expect([report.total.present.alerts, report.total.tried.alerts]).toEqual([0, alerts]);
    expect(report.added).toHaveLength(alerts);
  });

  it('takes a face under the alert threshold for a match without an alert', async () => {
    const persons = [{ entryId: 'nk-2026-014', similarityPercent: 97.5 }];

    const { total } = await run({
      sightings: [makeFaceSighting({ persons })],
      entries: [makePersonEntry()],
      thresholds: { faceAlertPercent: 97 },
    });

    expect(total.present).toEqual({ plates: 0, faces: 1, matches: 1, alerts: 0 });
    expect(total.tried).toEqual({ plates: 0, faces: 1, matches: 1, alerts: 1 });
  });

  it('takes a face that one shot alone names for a match that never alerts', async () => {
    const { total } = await run({
      sightings: [makeFaceSighting({ unconfirmed: true })],
      entries: [makePersonEntry()],
    });

    expect(total.tried).toMatchObject({ matches: 1, alerts: 0 });
  });

  it('counts a person once, however often the sighting names them', async () => {
    const persons = [99, 99.6].map((similarityPercent) => ({ entryId: 'nk-2026-014', similarityPercent }));

    const { total } = await run({
      sightings: [makeFaceSighting({ persons })],
      entries: [makePersonEntry()],
      thresholds: { faceAlertPercent: 99.5 },
    });

    expect([total.present.alerts, total.tried.alerts]).toEqual([1, 1]);
  });

  it('judges entries as what is sighted would: staff never alerts, an expired entry fits nothing', async () => {
    const expiresAt = makeFaceSighting().lastSeenAt / 1000 - 1;
    const alertsOf = async (entry: WatchlistEntry) =>
      (await run({ sightings: [makeFaceSighting(), makePlateSighting()], entries: [entry] })).total.present;

    expect(await alertsOf(makePersonEntry({ category: 'staff-ignore' }))).toMatchObject({
      matches: 1,
      alerts: 0,
    });
    expect(await alertsOf(makePersonEntry({ expiresAt }))).toMatchObject({ matches: 0 });
    expect(await alertsOf(makePlateEntry({ expiresAt }))).toMatchObject({ matches: 0 });
  });

  it('shows what an entry to be added would have fired on', async () => {
    const entry = makePlateEntry({ digits: '999', entryId: 'กข999#หนองคาย' });
    const entries = [makePlateEntry()];
    const sightings = [read('one', {}), read('two', { digits: '999' })];

    const report = await run({ sightings, entries, triedEntries: [...entries, entry] });

    expect(report.added.map(({ sighting }) => sighting.sightingId)).toEqual(['two']);
    expect(report.byEntry.get('plate#กข999#หนองคาย')).toMatchObject({
      present: { alerts: 0 },
      tried: { alerts: 1 },
    });
  });
});

describe('the curve over a threshold', () => {
  it('falls, and counts what an operator called false', async () => {
    const watchlist = triedWatchlist([makePersonEntry()]);
    const trials = await Promise.all(
      [95, 97, 99].map((similarityPercent, index) =>
        tryOn(
          makeFaceSighting({
            sightingId: String(index),
            persons: [{ entryId: 'nk-2026-014', similarityPercent }],
          }),
          watchlist,
        ),
      ),
    );

    const points = curveOf({
      trials,
      thresholds: usual,
      name: 'faceAlertPercent',
      values: [94, 96, 99, 100],
      isCorrected: ({ sighting }) => sighting.sightingId === '1',
    });

    expect(points).toEqual([
      { threshold: 94, alerts: 3, corrected: 1 },
      { threshold: 96, alerts: 2, corrected: 1 },
      { threshold: 99, alerts: 1, corrected: 0 },
      { threshold: 100, alerts: 0, corrected: 0 },
    ]);
  });

  it('goes through what the rule as it is does', async () => {
    await fc.assert(
      fc.asyncProperty(someSightings, async (sightings) => {
        const watchlist = triedWatchlist(list);
        const trials = await Promise.all(sightings.map((one) => tryOn(one, watchlist)));
        const alerts = trials.flatMap((trial) => outcomeOf(trial, usual).alerts);
        const plates = alerts.filter(({ entry }) => entry.kind === 'plate');

        const [point] = curveOf({
          trials,
          thresholds: usual,
          name: 'plateConfidence',
          values: [usual.plateConfidence],
          isCorrected: () => false,
        });

        expect(point?.alerts).toBe(plates.length);
      }),
    );
  });
});
