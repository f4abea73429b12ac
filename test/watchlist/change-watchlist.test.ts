import { describe, expect, it } from 'vitest';
import { addPlate } from '../../lambdas/watchlist/add-plate.ts';
import { enrollPerson, NoUsablePhotoError } from '../../lambdas/watchlist/enroll-person.ts';
import { removeEntry } from '../../lambdas/watchlist/remove-entry.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeCorrection } from './make-correction.ts';
import { makePersonEntry, makePlateEntry } from './make-entry.ts';
import { makePhotoFace } from './make-photo-face.ts';

const good = new Uint8Array([1]);
const empty = new Uint8Array([0]);
const tooSmall = new Uint8Array([2]);

const look = ([first]: Uint8Array) => {
  if (first === 0) return [];
  return [makePhotoFace(first === 2 ? { sizePixels: 40 } : {})];
};

function makePorts() {
  return {
    watchlist: memoryWatchlistStore(),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(look),
    corrections: memoryCorrectionStore(),
    folders: memoryEnrollmentFolders(),
  };
}

const { version: _v, kind: _k, photoCount: _p, ...entry } = makePersonEntry({ addedAt: 5_000 });

describe('enrollPerson', () => {
  it('keeps the entry and an audit row, and judges each photo', async () => {
    const ports = makePorts();

    const verdicts = await enrollPerson({ entry, photos: [good, empty, good] }, ports);

    expect(verdicts).toEqual(['enrolled', 'no-face', 'enrolled']);
    expect(await ports.watchlist.findPerson(entry.entryId)).toMatchObject({
      photoCount: 2,
      category: 'wanted',
    });
    expect(ports.audit.rows).toEqual([
      {
        subject: 'person#nk-2026-014',
        at: 5_000,
        action: 'add',
        by: 'officer',
        reason: 'warrant 7/2569',
        category: 'wanted',
        photoCount: 2,
      },
    ]);
  });

  it('gives the collection only photos that are good, and takes its word for those', async () => {
    const ports = { ...makePorts(), faces: memoryFaceCollection(() => 'other-person') };

    const enrolled = enrollPerson({ entry, photos: [good, tooSmall] }, ports);

    await expect(enrolled).rejects.toMatchObject({ verdicts: ['other-person', 'too-small'] });
  });

  it('keeps nobody without a usable photo', async () => {
    const ports = makePorts();

    await expect(enrollPerson({ entry, photos: [empty] }, ports)).rejects.toThrow(NoUsablePhotoError);

    expect(await ports.watchlist.list()).toEqual([]);
    expect(ports.audit.rows).toEqual([]);
  });

  it('never has an entry in effect without its audit row', async () => {
    const ports = makePorts();
    // The look at the photo, its vector, the audit row.
    const { ports: mortal } = dying(ports, 3, 'before');

    await expect(enrollPerson({ entry, photos: [good] }, mortal)).rejects.toThrow(DiedError);

    expect(await ports.watchlist.list()).toEqual([]);
  });
});

describe('addPlate', () => {
  it('keeps the plate under its number and province', async () => {
    const ports = makePorts();
    const { version, kind, entryId, ...plate } = makePlateEntry();

    const added = await addPlate(plate, ports);

    expect(added).toEqual({ version, kind, entryId, ...plate });
    expect(await ports.watchlist.findPlates({ letters: 'กข', digits: '1234' })).toEqual([added]);
    expect(ports.audit.rows).toMatchObject([{ subject: 'plate#กข1234#หนองคาย', action: 'add' }]);
  });
});

describe('removeEntry', () => {
  const removal = {
    kind: 'person',
    entryId: entry.entryId,
    at: 9_000,
    by: 'officer',
    reason: 'found',
  } as const;

  it('takes the entry and the face vectors, and says who did it', async () => {
    const ports = makePorts();
    await enrollPerson({ entry, photos: [good] }, ports);

    expect(await removeEntry(removal, ports)).toBe('removed');

    expect(await ports.watchlist.list()).toEqual([]);
    expect(ports.faces.people.size).toBe(0);
    expect(ports.audit.rows.at(-1)).toMatchObject({ action: 'remove', by: 'officer', reason: 'found' });
  });

  it('takes corrections of the person and photos that wait, and nobody else’s', async () => {
    const ports = makePorts();
    await enrollPerson({ entry, photos: [good] }, ports);
    const other = makeCorrection({ personId: 'nk-2' });
    for (const each of [makeCorrection(), other]) {
      await ports.corrections.put(each);
      await ports.faces.addLargestFace(each.entryId, good);
    }
    ports.folders.put(entry.entryId, 'a.jpg', good);

    await removeEntry(removal, ports);

    expect(await ports.corrections.list()).toEqual([other]);
    expect(await ports.faces.listUsers()).toEqual([other.entryId]);
    expect(ports.folders.files(entry.entryId)).toEqual([]);
  });

  it('can be repeated when it died between the entry and the vectors', async () => {
    const ports = makePorts();
    await enrollPerson({ entry, photos: [good] }, ports);
    const { ports: mortal } = dying(ports, 2, 'after');
    await expect(removeEntry(removal, mortal)).rejects.toThrow(DiedError);

    expect(await removeEntry(removal, ports)).toBe('absent');

    expect(ports.faces.people.size).toBe(0);
  });
});
