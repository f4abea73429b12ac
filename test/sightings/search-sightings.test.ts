import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlateText } from '../../lambdas/plates/plate.ts';
import { fitsPattern, type PlatePattern } from '../../lambdas/plates/plate-pattern.ts';
import { dynamoSightingIndex } from '../../lambdas/sightings/dynamo-sighting-index.ts';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import { compareNewestFirst } from '../../lambdas/sightings/newest-first.ts';
import type { PlateQuery } from '../../lambdas/sightings/plate-query.ts';
import { searchSightings } from '../../lambdas/sightings/search-sightings.ts';
import { SearchTokenError } from '../../lambdas/sightings/search-token.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { SightingIndex } from '../../lambdas/sightings/sighting-index.ts';
import type { SightingStore } from '../../lambdas/sightings/sighting-store.ts';
import { platesByDay, sightingsByCamera, sightingsByDigits, tableKeys } from '../../lambdas/zone/records.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { makeTable } from '../memory/make-table.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from './make-sighting.ts';

const hour = 3_600_000;
const now = 1_767_225_600_000 + 72 * hour;
const provinces = ['หนองคาย', 'เลย', null] as const;
const cameras = ['nk-cam-01', 'nk-cam-02', 'nk-cam-03'] as const;

// Few letters and digits, so that plates meet each other, and whole hours, so that some are seen at one instant.
const letters = fc.constantFrom('กข', '1กข', 'ขก', '70');
const digits = fc.constantFrom('1234', '1284', '123', '12', '9', '1239');
const province = fc.constantFrom(...provinces);
const reading = fc.record({
  letters,
  digits,
  province,
  probability: fc.constantFrom(0.01, 0.05, 0.2, 0.4),
});
const anySighting = fc.record({
  kind: fc.constantFrom('plate', 'plate', 'unread-plate', 'face'),
  cameraId: fc.constantFrom(...cameras),
  lastSeenAt: fc.integer({ min: 1, max: 71 }).map((hours) => now - hours * hour),
  isExpired: fc.constantFrom(false, false, false, true),
  candidates: fc.array(reading, { minLength: 1, maxLength: 3 }),
  isSure: fc.boolean(),
});

const sightings = fc
  .sample(anySighting, { numRuns: 100, seed: 20_261_123 })
  .map(({ kind, isExpired, candidates, isSure, ...seen }, number): Sighting => {
    const expiresAt = now / 1000 + (isExpired ? 0 : 1);
    const common = { ...seen, sightingId: `pass-${String(number).padStart(3, '0')}`, expiresAt };
    if (kind === 'face') return makeFaceSighting(common);
    if (kind === 'unread-plate') return makeUnreadPlateSighting({ ...common, candidates });
    const [{ probability: confidence, ...likeliest } = { ...makePlateSighting().plate, probability: 0 }] =
      candidates;
    const said = isSure ? likeliest : { ...likeliest, letters: '', province: null };
    return makePlateSighting({ ...common, plate: { ...said, confidence, candidates } });
  });

/** A pattern of a plate: some of its signs are not known. */
const pattern = fc
  .record({
    letters,
    digits,
    province,
    hidden: fc.array(fc.constantFrom(true, false, false, false), { minLength: 7, maxLength: 7 }),
  })
  .map(({ hidden, ...plate }): PlatePattern => {
    const hide = (signs: string, from: number) =>
      Array.from(signs, (sign, index) => (hidden[from + index] ? '?' : sign)).join('');
    return { ...plate, letters: hidden[6] ? '*' : hide(plate.letters, 0), digits: hide(plate.digits, 2) };
  });
const anyQuery = fc.record(
  {
    pattern,
    province: fc.constantFrom('หนองคาย', 'เลย'),
    cameraIds: fc.subarray([...cameras, 'nobody']),
    hours: fc.tuple(fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 72 })),
  },
  { requiredKeys: ['hours'] },
);

/** What a search must find, said without any index. */
function reference(query: PlateQuery): readonly string[] {
  const { pattern: wanted, province: name } = query;
  const fits = (plate: PlateText) => {
    if (wanted === undefined) return name === undefined || plate.province === name;
    const isThere = name === undefined || plate.province === null || plate.province === name;
    return isThere && fitsPattern(wanted, plate);
  };
  return sightings
    .filter((one) => one.kind !== 'face')
    .filter(({ expiresAt }) => expiresAt * 1000 > now)
    .filter(({ lastSeenAt }) => lastSeenAt >= query.from && lastSeenAt <= query.to)
    .filter(({ cameraId }) => query.cameraIds === undefined || query.cameraIds.includes(cameraId))
    .filter((one) => {
      if (wanted === undefined && name === undefined) return true;
      const { candidates = [] } = one.kind === 'plate' ? one.plate : one;
      const guesses = candidates.filter(({ probability }) => probability >= 0.05);
      return (one.kind === 'plate' && fits(one.plate)) || guesses.some(fits);
    })
    .toSorted(compareNewestFirst)
    .map(({ sightingId }) => sightingId);
}

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable({
    ...tableKeys.sightings,
    indexes: [sightingsByCamera, ...sightingsByDigits, platesByDay],
  });
});
afterAll(() => table.close());

interface Engine {
  readonly store: SightingStore;
  readonly index: SightingIndex;
}

function inMemory() {
  const store = memorySightingStore();
  return { store, index: memorySightingIndex(store.kept) };
}

describe.each<[string, () => Engine, { readonly numRuns: number; readonly least: number }]>([
  ['in memory', inMemory, { numRuns: 60, least: 1 }],
  [
    'in DynamoDB',
    () => ({ store: dynamoSightingStore(table), index: dynamoSightingIndex(table) }),
    { numRuns: 8, least: 30 },
  ],
])('searchSightings %s', (_where, makeEngine, { numRuns, least }) => {
  // A pattern with two unknown digits is 300 requests a page, which take their time on a busy machine.
  it('finds on its pages what fits of all sightings, newest first', { timeout: 60_000 }, async () => {
    const { store, index } = makeEngine();
    for (const sighting of sightings) await store.create(sighting);
    const ports = { index, audit: memoryAuditLog() };
    const count = fc.integer({ min: least, max: 50 });
    const size = { limit: count, mostExamined: count };

    await fc.assert(
      fc.asyncProperty(
        anyQuery,
        fc.record(size),
        async ({ hours: [a, b], ...rest }, { limit, mostExamined }) => {
          const query = { ...rest, from: now - Math.max(a, b) * hour, to: now - Math.min(a, b) * hour };
          const params = { query, limit, mostExamined, now, by: 'tests', reason: 'a property' };
          const found: string[] = [];
          let token: string | undefined;
          let pages = 0;
          do {
            // Each page looks at one sighting at least: more pages than that would be a page that stands still.
            expect(++pages).toBeLessThanOrEqual(sightings.length + 1);
            const page = await searchSightings({ ...params, ...(token && { token }) }, ports);
            expect(page.found.length).toBeLessThanOrEqual(limit);
            found.push(...page.found.map(({ sighting }) => sighting.sightingId));
            token = page.next;
          } while (token !== undefined);

          expect(found).toEqual(reference(query));
        },
      ),
      { numRuns },
    );
  });
});

describe('searchSightings', () => {
  const always = { from: 0, to: now };
  const params = { query: always, limit: 10, now, by: 'malee', reason: 'case 12' };

  it('says who asked for what, and why, before it looks', async () => {
    const audit = memoryAuditLog();
    const index: SightingIndex = {
      walk: () => {
        throw new Error(`the audit log has ${audit.rows.length} row`);
      },
    };
    const query = {
      from: 0,
      to: hour,
      pattern: { letters: '?ข', digits: '12?4', province: 'เลย' },
      cameraIds: ['nk-cam-01', 'nk-cam-02'],
    };

    await expect(searchSightings({ ...params, query }, { index, audit })).rejects.toThrow('has 1 row');

    expect(audit.rows).toEqual([
      {
        subject: 'search#plates',
        at: now,
        action: 'search',
        by: 'malee',
        reason: 'case 12',
        query: '?ข 12?4 เลย · nk-cam-01 nk-cam-02 · 1970-01-01T00:00:00.000Z…1970-01-01T01:00:00.000Z',
      },
    ]);
  });

  it('does not look when the audit log cannot be written', async () => {
    const { index } = inMemory();
    const audit = {
      record: async () => {
        throw new Error('no audit');
      },
    };

    await expect(searchSightings(params, { index, audit })).rejects.toThrow('no audit');
  });

  it('offers no further page when everything was looked at', async () => {
    const { store, index } = inMemory();
    await store.create(makePlateSighting({ expiresAt: now }));

    const page = await searchSightings({ ...params, limit: 1 }, { index, audit: memoryAuditLog() });

    expect(page).toMatchObject({ found: [{ sighting: { sightingId: 'plate-1' } }], searchedTo: 0 });
    expect(page.next).toBeUndefined();
  });

  it('asks for no day on which there can be no sighting', async () => {
    const { index } = inMemory();
    const query = { from: 0, to: now + 1000 * 24 * hour };

    await searchSightings({ ...params, query }, { index, audit: memoryAuditLog() });

    expect(index.asked.length).toBeLessThan(370);
    expect(index.asked[0]).toEqual({ by: 'day', day: '2026-01-05' });
  });

  it('refuses a token that no search gave, and leaves no audit row', async () => {
    const { index } = inMemory();
    const audit = memoryAuditLog();

    await expect(searchSightings({ ...params, token: 'x' }, { index, audit })).rejects.toThrow(
      SearchTokenError,
    );

    expect(audit.rows).toEqual([]);
  });
});
