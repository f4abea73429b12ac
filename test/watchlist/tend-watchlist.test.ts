import { describe, expect, it } from 'vitest';
import { enrollPerson } from '../../lambdas/watchlist/enroll-person.ts';
import {
  orphanGraceMilliseconds,
  TendingFailedError,
  tendWatchlist,
} from '../../lambdas/watchlist/tend-watchlist.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryOrphanStore } from '../memory/orphan-store.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeCorrection } from './make-correction.ts';
import { makePersonEntry, makePlateEntry } from './make-entry.ts';

const now = 5_000_000_000;
const at = { now, agencies: [] };
const past = { expiresAt: now / 1000 - 1 };
const photo = new Uint8Array([1]);
const entryYaml = 'version: 1\ncategory: lost\nlabel: {th: ก, en: a}\nreason: r\nby: b\n';

function makePorts(entries: readonly WatchlistEntry[] = [makePersonEntry()]) {
  return {
    watchlist: memoryWatchlistStore(entries),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(),
    corrections: memoryCorrectionStore(),
    folders: memoryEnrollmentFolders(),
    orphans: memoryOrphanStore(),
    telemetry: memoryTelemetry(),
  };
}

describe('tendWatchlist', () => {
  it('removes what expired with its vectors and an audit row, and leaves the rest', async () => {
    const stays = makePersonEntry({ entryId: 'nk-2', expiresAt: now / 1000 + 1 });
    const ports = makePorts([makePersonEntry(past), makePlateEntry(past), stays]);
    for (const person of ['nk-2026-014', 'nk-2']) await ports.faces.addPhotos(person, [photo]);

    await tendWatchlist(at, ports);

    expect(await ports.watchlist.list()).toEqual([stays]);
    expect(await ports.faces.listUsers()).toEqual(['nk-2']);
    expect(ports.audit.rows).toMatchObject([
      { subject: 'person#nk-2026-014', action: 'remove', by: 'tend-watchlist', reason: 'expired' },
      { subject: 'plate#กข1234#หนองคาย', action: 'remove' },
    ]);
  });

  it('names no plate in the log', async () => {
    const ports = makePorts([makePlateEntry(past)]);

    await tendWatchlist(at, ports);

    expect(ports.telemetry.lines).toEqual([
      { level: 'info', event: LogEvent.entryExpired, fields: { kind: 'plate' } },
    ]);
  });

  it('ends corrections with their time, or with the person they are about', async () => {
    const ports = makePorts();
    const corrections = {
      over: makeCorrection({ sightingId: 'face-1', ...past }),
      ofNobody: makeCorrection({ personId: 'nk-gone' }),
      stands: makeCorrection({ sightingId: 'face-2' }),
    };
    for (const each of Object.values(corrections)) {
      await ports.corrections.put(each);
      await ports.faces.addLargestFace(each.entryId, photo);
    }

    await tendWatchlist(at, ports);

    expect(await ports.corrections.list()).toEqual([corrections.stands]);
    expect(await ports.faces.listUsers()).toEqual([corrections.stands.entryId]);
  });

  it('removes vectors whose entry has been gone for a while, and no person who is just being enrolled', async () => {
    const ports = makePorts([]);
    const { version: _v, kind: _k, photoCount: _p, ...entry } = makePersonEntry({ entryId: 'nk-new' });
    await ports.faces.addPhotos('nk-gone', [photo]);
    await ports.faces.addPhotos('nk-new', [photo]);
    await tendWatchlist(at, ports);
    expect(await ports.faces.listUsers()).toEqual(['nk-gone', 'nk-new']);
    await enrollPerson({ entry, photos: [photo] }, ports);

    await tendWatchlist({ ...at, now: now + orphanGraceMilliseconds }, ports);

    expect(await ports.faces.listUsers()).toEqual(['nk-new']);
    expect(ports.audit.rows.at(-1)).toMatchObject({ subject: 'person#nk-gone', reason: 'no entry' });
  });

  it('counts the time anew for vectors that had an entry in between', async () => {
    const ports = makePorts([]);
    await ports.faces.addPhotos('nk-2026-014', [photo]);
    await tendWatchlist(at, ports);
    await ports.watchlist.put(makePersonEntry());
    await tendWatchlist(at, ports);
    await ports.watchlist.remove('person', 'nk-2026-014');

    await tendWatchlist({ ...at, now: now + orphanGraceMilliseconds }, ports);

    expect(await ports.faces.listUsers()).toEqual(['nk-2026-014']);
  });

  it('enrolls who waits in a folder, and says no name', async () => {
    const ports = makePorts();
    ports.folders.put('nk-2', 'a.jpg', photo);
    ports.folders.put('nk-2', 'entry.yaml', entryYaml);

    await tendWatchlist(at, ports);

    expect(await ports.watchlist.findPerson('nk-2')).toMatchObject({ category: 'lost' });
    expect(ports.telemetry.lines).toMatchObject([
      { event: LogEvent.folderAnswered, fields: { state: 'enrolled' } },
    ]);
  });

  it('enrolls a person anew whose entry has just expired', async () => {
    const ports = makePorts([makePersonEntry(past)]);
    await ports.faces.addPhotos('nk-2026-014', [photo]);
    ports.folders.put('nk-2026-014', 'a.jpg', photo);
    ports.folders.put('nk-2026-014', 'entry.yaml', entryYaml);

    await tendWatchlist(at, ports);

    expect(await ports.watchlist.list()).toMatchObject([
      { entryId: 'nk-2026-014', category: 'lost', addedAt: now },
    ]);
    expect(ports.faces.people.get('nk-2026-014')).toBe(1);
  });

  it('does the other steps when one fails, and says so', async () => {
    const ports = makePorts([makePersonEntry(past)]);
    const list = () => Promise.reject(new Error('the bucket is away'));
    const broken = { ...ports, folders: { ...ports.folders, list } };

    await expect(tendWatchlist(at, broken)).rejects.toThrow(TendingFailedError);

    expect(await ports.watchlist.list()).toEqual([]);
  });
});
