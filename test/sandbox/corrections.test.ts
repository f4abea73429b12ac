import { CreateCollectionCommand, ListFacesCommand } from '@aws-sdk/client-rekognition';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeShot } from '../../lambdas/faces/corrections.ts';
import { rekognitionFaceSearch } from '../../lambdas/faces/rekognition-face-search.ts';
import { checkPhotos } from '../../lambdas/watchlist/check-photos.ts';
import { correctMatch, withdrawCorrection } from '../../lambdas/watchlist/correct-match.ts';
import { rekognitionFaceCollection } from '../../lambdas/watchlist/rekognition-face-collection.ts';
import { rekognitionPhotoChecker } from '../../lambdas/watchlist/rekognition-photo-checker.ts';
import { demoPeople } from '../../sandbox/demo-people.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';
import { startRekognition } from './make-rekognition.ts';

const collectionId = 'watchlist';
/** Less than a zone file allows (80): the two are about that alike to the local networks. */
const candidatePercent = 70;
let rekognition: Awaited<ReturnType<typeof startRekognition>>;

beforeAll(async () => {
  rekognition = await startRekognition();
  await rekognition.client.send(new CreateCollectionCommand({ CollectionId: collectionId }));
}, 120_000);
afterAll(() => rekognition.close());

function openPorts() {
  const { client } = rekognition;
  return {
    faces: rekognitionFaceCollection({ client, collectionId }),
    search: rekognitionFaceSearch({ client, collectionId }),
    watchlist: memoryWatchlistStore([
      makePersonEntry({ entryId: 'alike' }),
      makePersonEntry({ entryId: 'watched' }),
    ]),
    corrections: memoryCorrectionStore(),
    audit: memoryAuditLog(),
  };
}

/** The same face in another frame: brighter, more compressed. */
const nextFrame = (jpeg: Buffer) =>
  sharp(jpeg).modulate({ brightness: 1.1 }).jpeg({ quality: 80 }).toBuffer();

describe('a look-alike who was corrected', () => {
  it('is not taken for the person in the next frame, who is still found; until it is taken back', async () => {
    const ports = openPorts();
    const { crop } = rekognition;
    const namesIn = async (jpeg: Buffer) => {
      const outcome = await ports.search.search(await nextFrame(jpeg), candidatePercent);
      return outcome.kind === 'searched'
        ? judgeShot(outcome.users).candidates.map(({ entryId }) => entryId)
        : [];
    };
    const person = await crop(demoPeople.alike.enroll[0]);
    const lookAlike = await crop(demoPeople.alike.appears[0]);
    const watched = await crop(demoPeople.watched.appears[0]);
    await ports.faces.addPhotos('alike', [person]);
    await ports.faces.addPhotos('watched', await Promise.all(demoPeople.watched.enroll.map(crop)));
    expect([await namesIn(lookAlike), await namesIn(watched)]).toEqual([['alike'], ['watched']]);
    const callsBefore = rekognition.service.calls().SearchUsersByImage ?? 0;

    const wrong = { sightingId: 'face-1', at: 0, by: 'operator', reason: 'test', days: 90 };
    await correctMatch({ ...wrong, personId: 'alike', picture: lookAlike }, ports);
    await correctMatch({ ...wrong, personId: 'watched', picture: lookAlike }, ports);

    expect(await namesIn(lookAlike)).toEqual([]);
    expect(await namesIn(person)).toEqual(['alike']);
    expect(await namesIn(watched)).toEqual(['watched']);
    expect(rekognition.service.calls().SearchUsersByImage).toBe(callsBefore + 3);
    await withdrawCorrection({ ...wrong, personId: 'alike' }, ports);
    expect(await namesIn(lookAlike)).toEqual(['alike']);
  });

  it('goes with the person: no user and no vector is left', async () => {
    const { faces } = openPorts();

    await faces.removePerson('watched');
    await faces.removePerson('alike');

    expect(await faces.listUsers()).toEqual([]);
    const left = new ListFacesCommand({ CollectionId: collectionId });
    expect((await rekognition.client.send(left)).Faces).toEqual([]);
  });
});

describe('photos of one person', () => {
  it('are judged by what a real detector sees of them', async () => {
    const { crop, photo } = rekognition;
    const [close, wide] = demoPeople.watched.enroll;
    const base = await crop(close);
    const photos = [
      base,
      await crop(wide),
      await crop(demoPeople.watched.appears[0]),
      await crop(demoPeople.strangers[0]),
      await photo(6),
      await sharp(base).resize({ width: 130 }).jpeg().toBuffer(),
      await sharp(base).blur(5).jpeg().toBuffer(),
      await sharp(base).linear(0.3, 0).jpeg().toBuffer(),
      Buffer.from('no picture'),
    ];

    expect(await checkPhotos(photos, rekognitionPhotoChecker(rekognition.client))).toEqual([
      'good',
      'good',
      'good',
      'other-person',
      'two-faces',
      'too-small',
      'blurred',
      'too-dark',
      'unreadable',
    ]);
  });
});
