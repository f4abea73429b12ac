import { describe, expect, it } from 'vitest';
import type { FaceSighting } from '../../lambdas/sightings/sighting.ts';
import { correctionUserId } from '../../lambdas/zone/face-users.ts';
import { watchlistCommand } from '../../tools/watchlist.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';

const now = Date.parse('2026-11-22T12:00:00+07:00');
const persons = [{ entryId: 'nk-2026-014', similarityPercent: 99.3 }];
const sightingId = 'face-AB12';
const key = `sightings/${sightingId}.jpg`;
const userId = correctionUserId('nk-2026-014', sightingId);

async function makeTool(overrides: Partial<FaceSighting> = {}) {
  const ports = {
    watchlist: memoryWatchlistStore([makePersonEntry(), makePersonEntry({ entryId: 'nk-2' })]),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(),
    corrections: memoryCorrectionStore(),
    folders: memoryEnrollmentFolders(),
    sightings: memorySightingStore(),
    incidents: memoryIncidentStore(),
    pictures: memoryPictureStore(),
    agencies: [],
  };
  await ports.sightings.create(makeFaceSighting({ sightingId, persons, pictureKey: key, ...overrides }));
  await ports.sightings.create(makePlateSighting({ sightingId: 'plate-1' }));
  await ports.pictures.put(key, new Uint8Array([1]));
  const printed: string[] = [];
  const run = (...words: string[]) =>
    watchlistCommand({
      openPorts: async () => ports,
      out: (text) => void printed.push(text),
      clock: () => now,
      userName: () => 'somchai',
    })
      .exitOverride()
      .parseAsync(['not-this', ...words, '--reason', 'twenty years older'], { from: 'user' });
  return { ...ports, run, printed: () => printed.join('') };
}

describe('zone watchlist not-this', () => {
  it('keeps the face beside the person for 90 days, and says who did it', async () => {
    const tool = await makeTool();

    await tool.run(sightingId);

    expect(await tool.faces.listUsers()).toEqual([userId]);
    expect(await tool.corrections.list()).toMatchObject([
      { personId: 'nk-2026-014', sightingId, by: 'somchai', expiresAt: now / 1000 + 90 * 86_400 },
    ]);
    expect(tool.audit.rows).toMatchObject([
      { subject: 'person#nk-2026-014', action: 'correct', reason: 'twenty years older', query: sightingId },
    ]);
    expect(tool.printed()).toContain('is not taken for nk-2026-014 any more, until 2027-02-20');
  });

  it('takes the incident that an alert shows', async () => {
    const tool = await makeTool();
    await tool.incidents.create(makeIncident({ incidentId: 'PER-7KQ2MD9F', causeId: sightingId }));

    await tool.run('PER-7KQ2MD9F', '--days', '7');

    expect(await tool.corrections.list()).toMatchObject([{ sightingId, expiresAt: now / 1000 + 7 * 86_400 }]);
  });

  it('is taken back with --undo, also when the sighting is gone', async () => {
    const tool = await makeTool();
    await tool.run(sightingId);
    Object.assign(tool.sightings, { find: async () => undefined });

    await tool.run(sightingId, '--undo');

    expect(await tool.faces.listUsers()).toEqual([]);
    expect(await tool.corrections.list()).toEqual([]);
    expect(tool.audit.rows.map(({ action }) => action)).toEqual(['correct', 'withdraw']);
  });

  it('asks which person is meant when there are two', async () => {
    const two = [...persons, { entryId: 'nk-2', similarityPercent: 99 }];
    const tool = await makeTool({ persons: two });

    await expect(tool.run(sightingId)).rejects.toThrow('say which person is meant: nk-2026-014 or nk-2');
    await tool.run(sightingId, '--person', 'nk-2');

    expect(await tool.faces.listUsers()).toEqual([correctionUserId('nk-2', sightingId)]);
  });

  it.each<[string, string[], Partial<FaceSighting>, string]>([
    ['a sighting that is gone', ['face-none'], {}, 'there is no sighting face-none'],
    ['an incident that is gone', ['PER-00000000'], {}, 'there is no incident PER-00000000'],
    ['a plate', ['plate-1'], {}, 'plate-1 is a plate'],
    [
      'somebody it was not taken for',
      [sightingId, '--person', 'nk-2'],
      {},
      'taken for nk-2026-014, not for nk-2',
    ],
    ['a passer-by', [sightingId], { persons: [] }, 'it was taken for nobody'],
    [
      'a sighting without its picture',
      [sightingId],
      { pictureKey: 'gone.jpg' },
      'the picture of face-AB12 is gone',
    ],
    [
      'an entry that is gone',
      [sightingId],
      { persons: [{ entryId: 'nk-9', similarityPercent: 99 }] },
      'nk-9 is not on the watchlist',
    ],
    ['nothing to undo', [sightingId, '--undo'], {}, 'it was taken for nobody'],
  ])('refuses %s', async (_what, command, overrides, message) => {
    const tool = await makeTool(overrides);

    await expect(tool.run(...command)).rejects.toThrow(message);
    expect(await tool.faces.listUsers()).toEqual([]);
  });
});
