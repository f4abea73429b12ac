import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FaceAttributes, faceAttributes } from '../../lambdas/sightings/face-attributes.ts';
import { type CameraQuery, fitCamera, searchCamera } from '../../lambdas/sightings/search-camera.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from './make-sighting.ts';

const { lastSeenAt } = makeFaceSighting();
const everything: CameraQuery = {
  from: lastSeenAt - 10,
  to: lastSeenAt + 10,
  cameraIds: ['nk-cam-01'],
  kinds: ['face', 'plate', 'unread-plate'],
};
const looking = (attributes: FaceAttributes) => makeFaceSighting({ attributes });

describe('what fits a search of cameras', () => {
  it.each([
    ['glasses', { glasses: true }, looking({ glasses: true }), true],
    ['no glasses', { glasses: false }, looking({ glasses: true }), false],
    ['what was not told', { glasses: false }, looking({}), false],
    ['a face from before looks were told', { glasses: false }, makeFaceSighting(), false],
    ['all of several', { glasses: true, beard: true }, looking({ glasses: true, beard: false }), false],
    ['an expression', { expression: 'happy' }, looking({ expression: 'happy' }), true],
    ['an age that reaches up to it', { minAge: 30 }, looking({ age: { from: 20, to: 30 } }), true],
    ['too young an age', { minAge: 31 }, looking({ age: { from: 20, to: 30 } }), false],
    ['too old an age', { maxAge: 19 }, looking({ age: { from: 20, to: 30 } }), false],
    ['an age that was not told', { maxAge: 19 }, looking({ beard: true }), false],
    ['a plate', { glasses: true }, makePlateSighting(), false],
  ] as const)('knows looks: %s', (_what, looks, sighting, isFound) => {
    expect(fitCamera({ ...everything, looks }, sighting) !== undefined).toBe(isFound);
  });

  it('is of the kinds that were asked for', () => {
    const sightings = [makeFaceSighting(), makePlateSighting(), makeUnreadPlateSighting()];

    const found = sightings.filter((one) => fitCamera({ ...everything, kinds: ['unread-plate'] }, one));

    expect(found.map(({ kind }) => kind)).toEqual(['unread-plate']);
  });

  it('is the person who was asked for', () => {
    expect(fitCamera({ ...everything, personId: 'nk-2026-014' }, makeFaceSighting())).toBeDefined();
    expect(fitCamera({ ...everything, personId: 'nk-9' }, makeFaceSighting())).toBeUndefined();
  });

  it('never tells of a person who is hidden', () => {
    const persons = ['nk-2026-014', 'nk-9'].map((entryId) => ({ entryId, similarityPercent: 97 }));
    const hide = (...ids: string[]) => ({ ...everything, hiddenPersons: new Set(ids) });

    expect(fitCamera(hide('nk-9'), makeFaceSighting({ persons }))).toMatchObject({ persons: [persons[0]] });
    expect(fitCamera(hide('nk-9', 'nk-2026-014'), makeFaceSighting({ persons }))).toBeUndefined();
    expect(fitCamera({ ...hide('nk-9'), personId: 'nk-9' }, makeFaceSighting({ persons }))).toBeUndefined();
  });

  it('grows no larger with one more condition', () => {
    const attributes: fc.Arbitrary<FaceAttributes> = fc
      .record(
        { glasses: fc.boolean(), beard: fc.boolean(), age: fc.constantFrom({ from: 20, to: 30 }) },
        { requiredKeys: [] },
      )
      .map((told) => faceAttributes.parse(told));
    const looks = fc.record(
      { glasses: fc.boolean(), minAge: fc.nat(60), maxAge: fc.nat(60) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(attributes, looks, fc.boolean(), (told, wanted, beard) => {
        const isFound = (query: CameraQuery) => fitCamera(query, looking(told)) !== undefined;

        if (isFound({ ...everything, looks: { ...wanted, beard } }))
          expect(isFound({ ...everything, looks: wanted })).toBe(true);
      }),
    );
  });
});

describe('a search of cameras', () => {
  const sightings: readonly Sighting[] = [
    makeFaceSighting({ sightingId: 'one', lastSeenAt: lastSeenAt - 1 }),
    makePlateSighting({ sightingId: 'two', lastSeenAt }),
    makeFaceSighting({ sightingId: 'elsewhere', cameraId: 'nk-cam-09' }),
  ];
  const search = (query: Partial<CameraQuery> = {}, more: { limit?: number; token?: string } = {}) => {
    const audit = memoryAuditLog();
    const index = memorySightingIndex(new Map(sightings.map((one) => [one.sightingId, one])));
    const asked = { query: { ...everything, ...query }, limit: 10, now: lastSeenAt, by: 'somchai', ...more };
    return { audit, page: searchCamera({ ...asked, reason: 'case 12' }, { index, audit }) };
  };
  const ids = (found: readonly Sighting[]) => found.map(({ sightingId }) => sightingId);

  it('finds faces and plates of its cameras, newest first, page by page', async () => {
    const first = await search({}, { limit: 1 }).page;
    const second = await search({}, { limit: 1, token: first.next ?? '' }).page;

    expect([ids(first.found), ids(second.found), second.next]).toEqual([['two'], ['one'], undefined]);
  });

  it('finds nothing at no camera', async () => {
    expect((await search({ cameraIds: [] }).page).found).toEqual([]);
  });

  it('says in the audit log who looked for which faces and plates', async () => {
    const { audit, page } = search({ kinds: ['face', 'plate'], looks: { glasses: true } });
    await page;

    const query = `face plate · glasses true · nk-cam-01 · ${new Date(lastSeenAt - 10).toISOString()}…${new Date(lastSeenAt + 10).toISOString()}`;
    const row = { at: lastSeenAt, action: 'search', by: 'somchai', reason: 'case 12', query };
    expect(audit.rows).toEqual([
      { subject: 'search#plates', ...row },
      { subject: 'search#faces', ...row },
    ]);
  });
});
