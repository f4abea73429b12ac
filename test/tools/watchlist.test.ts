import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PhotoFace } from '../../lambdas/watchlist/photo-quality.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { watchlistCommand } from '../../tools/watchlist.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makePhotoFace } from '../watchlist/make-photo-face.ts';

const now = Date.parse('2026-11-22T12:00:00+07:00');

function makeTool(entries: readonly WatchlistEntry[] = [], faces: readonly PhotoFace[] = [makePhotoFace()]) {
  const ports = {
    watchlist: memoryWatchlistStore(entries),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(() => faces),
    corrections: memoryCorrectionStore(),
    folders: memoryEnrollmentFolders(),
    sightings: memorySightingStore(),
    incidents: memoryIncidentStore(),
    pictures: memoryPictureStore(),
    agencies: ['Police', 'City'],
  };
  const printed: string[] = [];
  const run = (...words: string[]) =>
    watchlistCommand({
      openPorts: async () => ports,
      out: (text) => void printed.push(text),
      clock: () => now,
      userName: () => 'somchai',
    }).parseAsync(words, { from: 'user' });
  return { ...ports, run, printed: () => printed.join('') };
}

const words = ['--label-th', 'รถหาย', '--label-en', 'Stolen car', '--reason', 'case 12'];

async function makePhoto(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'photo-')), 'face.jpg');
  writeFileSync(file, 'a photo');
  return file;
}

describe('zone watchlist', () => {
  it('adds a plate as people write it, until the end of the last day', async () => {
    const tool = makeTool();

    await tool.run(
      'add',
      'plate',
      '1กข 1234 หนองคาย',
      '--category',
      'stolen',
      '--expires',
      '2026-12-31',
      ...words,
    );

    expect(await tool.watchlist.list()).toEqual([
      expect.objectContaining({
        entryId: '1กข1234#หนองคาย',
        category: 'stolen',
        addedBy: 'somchai',
        expiresAt: Date.parse('2027-01-01T00:00:00+07:00') / 1000 - 1,
      }),
    ]);
    expect(tool.audit.rows).toMatchObject([{ action: 'add', by: 'somchai', reason: 'case 12' }]);
  });

  it('adds a plate with open signs, lists it and removes it as it was written', async () => {
    const tool = makeTool();

    await tool.run('add', 'plate', '?ข 12?4 หนองคาย', '--category', 'wanted', ...words);
    await tool.run('list');
    const entries = await tool.watchlist.list();
    await tool.run('remove', 'plate', '?ข 12?4 หนองคาย');

    expect(entries).toEqual([
      expect.objectContaining({ letters: '?ข', digits: '12?4', province: 'หนองคาย' }),
    ]);
    expect(tool.printed()).toContain('what fits');
    expect(await tool.watchlist.list()).toEqual([]);
  });

  it('keeps what a plate accepts, and shows it or the default of its category', async () => {
    const tool = makeTool([makePlateEntry({ category: 'banned' })]);

    await tool.run('add', 'plate', 'กค 9', '--category', 'stolen', '--accept', 'partly-seen', ...words);
    await tool.run('list');

    expect((await tool.watchlist.list()).map((entry) => entry.kind === 'plate' && entry.accepts)).toEqual([
      undefined,
      'partly-seen',
    ]);
    expect(tool.printed()).toMatch(/banned[^\n]*exact/);
    expect(tool.printed()).toMatch(/stolen[^\n]*partly-seen/);
  });

  it('adds a Lao plate by its number', async () => {
    const tool = makeTool();

    await tool.run('add', 'plate', 'ลาว 1234', '--category', 'stolen', ...words);

    expect(await tool.watchlist.list()).toMatchObject([{ letters: '', digits: '1234', entryId: '1234#' }]);
    expect(tool.printed()).toContain('ลาว 1234 is on the watchlist');
  });

  it('adds a person with photos and says what became of each', async () => {
    const tool = makeTool();
    const photo = await makePhoto();

    await tool.run(
      'add',
      'person',
      'nk-2026-014',
      '--photo',
      photo,
      photo,
      '--category',
      'missing',
      ...words,
    );

    expect(tool.faces.people.get('nk-2026-014')).toBe(2);
    expect(tool.printed()).toContain(`${photo}: บันทึกแล้ว\n  enrolled\n`);
    expect(tool.printed()).toContain('2 of 2 can be used: enough');
  });

  it.each<[string, string[], string | RegExp]>([
    ['a plate that is none', ['add', 'plate', 'hello', '--category', 'stolen', ...words], /is no plate/],
    [
      'a pattern that fits half the city',
      ['add', 'plate', '?? 12??', '--category', 'stolen', ...words],
      'fits too many cars',
    ],
    [
      'misreads of a pattern',
      ['add', 'plate', '?ข 1234', '--category', 'stolen', '--accept', 'one-confusion', ...words],
      'what else is taken is for whole plates',
    ],
    [
      'a day that has passed',
      ['add', 'plate', 'กข 1', '--category', 'stolen', '--expires', '2026-11-21', ...words],
      '2026-11-21 has passed',
    ],
    [
      'a date in another form',
      ['add', 'plate', 'กข 1', '--category', 'stolen', '--expires', '31/12/2026', ...words],
      /is no date: write it like/,
    ],
    [
      'a photo that is not there',
      ['add', 'person', 'nk-1', '--photo', '/none.jpg', '--category', 'lost', ...words],
      'there is no file /none.jpg',
    ],
    [
      'a name as an id',
      ['add', 'person', 'สมชาย', '--photo', '/none.jpg', '--category', 'lost', ...words],
      /must be 2–64 characters/,
    ],
    [
      'an agency that nobody is told for',
      ['add', 'plate', 'กข 1', '--category', 'stolen', '--visible-to', 'Polise', ...words],
      '"Polise" is no agency of the recipients; there are: Police, City',
    ],
    ['an entry that is not there', ['remove', 'plate', 'กข 1'], 'กข 1 is not on the watchlist'],
    ['a kind that is none', ['remove', 'boat', 'กข 1'], '"boat" is neither "person" nor "plate"'],
  ])('refuses %s in plain words', async (_what, command, message) => {
    await expect(makeTool().run(...command)).rejects.toThrow(message);
  });

  it('says why no photo could be used, and adds nobody', async () => {
    const tool = makeTool([], [makePhotoFace(), makePhotoFace()]);
    const photo = await makePhoto();

    const added = tool.run('add', 'person', 'nk-1', '--photo', photo, '--category', 'lost', ...words);

    await expect(added).rejects.toThrow('more than one face');
    expect(await tool.watchlist.list()).toEqual([]);
  });

  it('lists entries as a table and marks those that expired', async () => {
    const tool = makeTool([makePlateEntry({ expiresAt: now / 1000 - 86_400 }), makePersonEntry()]);

    await tool.run('list');

    expect(tool.printed()).toContain('กข 1234 หนองคาย');
    expect(tool.printed()).toContain('2026-11-21 (expired)');
    expect(tool.printed()).toContain('nk-2026-014');
  });

  it('keeps who is responsible and who may know, and lists to an agency what it may see', async () => {
    const tool = makeTool([makePersonEntry()]);
    const restricted = ['--owner', 'Immigration', '--visible-to', 'Police'];
    await tool.run('add', 'plate', 'กข 1', '--category', 'stolen', ...restricted, ...words);

    await tool.run('list', '--as', 'City', '--json');
    await tool.run('list');

    const [seenByCity = '', all = ''] = tool.printed().split('\n]\n');
    expect(seenByCity).toContain('nk-2026-014');
    expect(seenByCity).not.toContain('Immigration');
    expect(all).toContain('Police, Immigration');
  });

  it('says which photos would do, and keeps nothing', async () => {
    const tool = makeTool([], [makePhotoFace({ sizePixels: 30 })]);
    const photo = await makePhoto();

    await expect(tool.run('check-photos', photo)).rejects.toThrow('no photo can be used');

    expect(tool.printed()).toContain('ใบหน้าเล็กเกินไป');
    expect(tool.faces.people.size).toBe(0);
  });

  it('lists entries as JSON', async () => {
    const entry = makePlateEntry();
    const tool = makeTool([entry]);

    await tool.run('list', '--json');

    expect(JSON.parse(tool.printed())).toEqual([entry]);
  });

  it('removes a plate as it was written, and a person with all vectors', async () => {
    const tool = makeTool([makePlateEntry(), makePersonEntry()]);
    await tool.faces.addPhotos('nk-2026-014', [new Uint8Array(1)]);

    await tool.run('remove', 'plate', 'กข1234 หนองคาย');
    await tool.run('remove', 'person', 'nk-2026-014', '--reason', 'found', '--by', 'malee');

    expect(await tool.watchlist.list()).toEqual([]);
    expect(tool.faces.people.size).toBe(0);
    expect(tool.audit.rows).toMatchObject([
      { subject: 'plate#กข1234#หนองคาย', action: 'remove', reason: 'not stated', by: 'somchai' },
      { subject: 'person#nk-2026-014', action: 'remove', reason: 'found', by: 'malee' },
    ]);
  });
});
