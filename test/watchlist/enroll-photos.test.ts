import { describe, expect, it } from 'vitest';
import { NoUsablePhotoError } from '../../lambdas/watchlist/enroll-person.ts';
import { enrollPhotos } from '../../lambdas/watchlist/enroll-photos.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry } from './make-entry.ts';
import { makePhotoFace } from './make-photo-face.ts';

const name = 'nk-2026-014';

function makePorts(...photos: readonly number[]) {
  const ports = {
    watchlist: memoryWatchlistStore(),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(([first]) => (first === 1 ? [makePhotoFace()] : [])),
    folders: memoryEnrollmentFolders(),
  };
  for (const [i, first] of photos.entries()) ports.folders.put(name, `${i}.jpg`, new Uint8Array([first]));
  return ports;
}
const { version: _, kind: __, photoCount: ___, ...entry } = makePersonEntry();

async function enroll(ports: ReturnType<typeof makePorts>) {
  const [folder] = await ports.folders.listPhotos();
  return enrollPhotos({ entry, folder: folder ?? { name, photos: [] } }, ports);
}

describe('enrollPhotos', () => {
  it('enrolls with the good photos, says what became of each, and deletes all that were judged', async () => {
    const ports = makePorts(1, 0, 1);

    expect(await enroll(ports)).toEqual(['enrolled', 'no-face', 'enrolled']);

    expect(await ports.watchlist.findPerson(name)).toMatchObject({ photoCount: 2 });
    expect(ports.folders.files(name)).toEqual([]);
  });

  it('keeps nobody and no photo where none is good enough', async () => {
    const ports = makePorts(0);

    await expect(enroll(ports)).rejects.toThrow(NoUsablePhotoError);

    expect(await ports.watchlist.list()).toEqual([]);
    expect(ports.folders.files(name)).toEqual([]);
  });

  it('leaves the photos for another try where a service does not answer', async () => {
    const ports = makePorts(1);
    Object.assign(ports.watchlist, { put: async () => Promise.reject(new Error('no table')) });

    await expect(enroll(ports)).rejects.toThrow('no table');

    expect(ports.folders.files(name)).toEqual(['0.jpg']);
  });
});
