import { describe, expect, it } from 'vitest';
import { judgeSighting } from '../../lambdas/sightings/judge-sighting.ts';
import { recordSighting } from '../../lambdas/sightings/record-sighting.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from './make-sighting.ts';

const now = 1_767_225_610_000;
const params = { now, faceAlertPercent: 99 };
const expiresAt = now / 1000 - 60;
const like = (similarityPercent: number) => [{ entryId: 'nk-2026-014', similarityPercent }];

describe('what is decided about a sighting', () => {
  it.each<[string, Sighting, WatchlistEntry[], string, string]>([
    [
      'less alike than an alert asks for',
      makeFaceSighting({ persons: like(98.94) }),
      [makePersonEntry()],
      'threshold',
      '98.9 % alike, 99 % asked for',
    ],
    [
      'one shot alone, for the budget',
      makeFaceSighting({ unconfirmed: true, savingStep: 'tight' }),
      [makePersonEntry()],
      'unconfirmed',
      'one shot was searched alone, to save paid calls (budget step tight)',
    ],
    ['nobody listed any more', makeFaceSighting(), [], 'no-entry', 'no longer on the watchlist'],
    [
      'an entry that expired',
      makeFaceSighting(),
      [makePersonEntry({ expiresAt })],
      'expired-entry',
      'the entry expired 2025-12-31T23:59Z',
    ],
    [
      'staff',
      makeFaceSighting(),
      [makePersonEntry({ category: 'staff-ignore' })],
      'staff',
      'staff-ignore: known, never told',
    ],
    [
      'a plate whose entry expired',
      makePlateSighting(),
      [makePlateEntry({ expiresAt })],
      'expired-entry',
      'the entry expired 2025-12-31T23:59Z',
    ],
  ])('%s: nobody is told', async (_, sighting, entries, gate, why) => {
    const judged = await judgeSighting(sighting, params, memoryWatchlistStore(entries));

    const [{ entryId } = { entryId: 'nk-2026-014' }] = entries;
    expect(judged).toEqual([{ decision: { at: now, gate, outcome: 'stopped', why, entryId } }]);
  });

  it('names the gate that let a person or a plate through', async () => {
    const watchlist = memoryWatchlistStore([makePersonEntry(), makePlateEntry()]);

    const judged = [
      ...(await judgeSighting(makeFaceSighting(), params, watchlist)),
      ...(await judgeSighting(makePlateSighting(), params, watchlist)),
    ];

    expect(judged).toMatchObject([
      { decision: { gate: 'threshold', outcome: 'passed', why: '99.5 % alike, 99 % asked for' }, match: {} },
      { decision: { gate: 'match', outcome: 'passed', why: 'exact, province same' }, match: {} },
    ]);
  });

  it('is nothing of a plate that nobody looks for, or that was not read', async () => {
    const watchlist = memoryWatchlistStore([makePlateEntry({ digits: '999' })]);

    expect(await judgeSighting(makePlateSighting(), params, watchlist)).toEqual([]);
    expect(await judgeSighting(makeUnreadPlateSighting(), params, watchlist)).toEqual([]);
  });

  it('stands as it was first decided, whatever the rules say when the delivery is repeated', async () => {
    const sightings = memorySightingStore();
    const ports = {
      ...{ sightings, watchlist: memoryWatchlistStore([makePersonEntry()]) },
      ...{ incidents: memoryIncidentStore(), alerts: memoryAlertQueue(), telemetry: memoryTelemetry() },
    };
    const before = { at: now, gate: 'corrected', outcome: 'stopped', why: 'one' } as const;

    await recordSighting(makeFaceSighting(), { ...params, decisions: [before] }, ports);
    await recordSighting(makeFaceSighting(), { ...params, now: now + 1, faceAlertPercent: 100 }, ports);

    expect(await sightings.listDecisions('face-1')).toEqual([
      before,
      expect.objectContaining({ gate: 'threshold', outcome: 'passed', at: now }),
    ]);
  });
});
