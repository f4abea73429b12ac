import {
  AssociateFacesCommand,
  CreateCollectionCommand,
  CreateUserCommand,
  DetectFacesCommand,
  IndexFacesCommand,
  ListFacesCommand,
  SearchFacesByImageCommand,
  SearchFacesCommand,
  SearchUsersByImageCommand,
  SearchUsersCommand,
} from '@aws-sdk/client-rekognition';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPeople } from '../../sandbox/demo-people.ts';
import { blankPicture, startRekognition } from './make-rekognition.ts';

const CollectionId = 'watchlist';
let rekognition: Awaited<ReturnType<typeof startRekognition>>;

const index = async (Bytes: Uint8Array, ExternalImageId: string, MaxFaces = 1) =>
  rekognition.client.send(
    new IndexFacesCommand({ CollectionId, Image: { Bytes }, ExternalImageId, MaxFaces }),
  );

const enroll = async (UserId: string, photos: readonly Uint8Array[]) => {
  await rekognition.client.send(new CreateUserCommand({ CollectionId, UserId }));
  const answers = [];
  for (const [i, photo] of photos.entries()) answers.push(await index(photo, `${UserId}-${i}`));
  const FaceIds = answers
    .flatMap((answer) => answer.FaceRecords ?? [])
    .map((record) => record.Face?.FaceId ?? '');
  return rekognition.client.send(new AssociateFacesCommand({ CollectionId, UserId, FaceIds }));
};

const searchUsers = async (Bytes: Uint8Array) =>
  rekognition.client.send(new SearchUsersByImageCommand({ CollectionId, Image: { Bytes } }));

beforeAll(async () => {
  rekognition = await startRekognition();
  await rekognition.client.send(new CreateCollectionCommand({ CollectionId }));
  await enroll('watched', await Promise.all(demoPeople.watched.enroll.map(rekognition.crop)));
  await enroll('somebody', [await rekognition.crop(demoPeople.strangers[0])]);
}, 120_000);

afterAll(() => rekognition.close());

describe('DetectFaces', () => {
  it.each([
    { photo: 3, people: 3 },
    { photo: 5, people: 5 },
    { photo: 6, people: 4 },
  ])('finds the $people people of group photo $photo', async ({ photo, people }) => {
    const Bytes = await rekognition.photo(photo);

    const { FaceDetails = [] } = await rekognition.client.send(new DetectFacesCommand({ Image: { Bytes } }));

    expect(FaceDetails).toHaveLength(people);
    for (const { BoundingBox, Confidence, Quality } of FaceDetails) {
      expect((BoundingBox?.Left ?? -1) + (BoundingBox?.Width ?? 2)).toBeLessThanOrEqual(1);
      expect((BoundingBox?.Top ?? -1) + (BoundingBox?.Height ?? 2)).toBeLessThanOrEqual(1);
      expect(Confidence).toBeGreaterThan(90);
      expect(Quality?.Sharpness).toBeGreaterThan(40);
    }
  });

  it('puts the five landmarks inside the face, the left eye left of the right one', async () => {
    const Bytes = await rekognition.crop(demoPeople.watched.appears[0]);

    const { FaceDetails: [face] = [] } = await rekognition.client.send(
      new DetectFacesCommand({ Image: { Bytes } }),
    );

    const at = new Map(face?.Landmarks?.map(({ Type, X = 0, Y = 0 }) => [Type, { X, Y }]));
    expect([...at.keys()]).toEqual(['eyeLeft', 'eyeRight', 'mouthLeft', 'mouthRight', 'nose']);
    expect(at.get('eyeLeft')?.X).toBeLessThan(at.get('eyeRight')?.X ?? 0);
    expect(at.get('nose')?.Y).toBeLessThan(at.get('mouthLeft')?.Y ?? 0);
    expect(Math.abs(face?.Pose?.Yaw ?? 90)).toBeLessThan(40);
  });

  it('leaves out what it cannot measure, even when all attributes are asked for', async () => {
    const Bytes = await rekognition.crop(demoPeople.watched.appears[0]);

    const command = new DetectFacesCommand({ Image: { Bytes }, Attributes: ['ALL'] });
    const { FaceDetails: [face] = [] } = await rekognition.client.send(command);

    expect(face?.Landmarks?.length).toBeGreaterThan(20);
    expect(face?.AgeRange ?? face?.Gender ?? face?.Emotions).toBeUndefined();
  });

  it('answers an empty list for a picture without people', async () => {
    const Bytes = await blankPicture();

    const answer = await rekognition.client.send(new DetectFacesCommand({ Image: { Bytes } }));

    expect(answer.FaceDetails).toEqual([]);
  });
});

describe('SearchUsersByImage', () => {
  it('finds an enrolled person in another photo, and nobody else', async () => {
    const { UserMatches = [], SearchedFace } = await searchUsers(
      await rekognition.crop(demoPeople.watched.appears[0]),
    );

    expect(UserMatches.map((match) => match.User)).toEqual([{ UserId: 'watched', UserStatus: 'ACTIVE' }]);
    expect(UserMatches[0]?.Similarity).toBeGreaterThan(99);
    expect(SearchedFace?.FaceDetail?.BoundingBox).toBeDefined();
  });

  it.each(demoPeople.strangers.slice(1).map((person, i) => ({ person, i })))(
    'does not know stranger $i',
    async ({ person }) => {
      const { UserMatches, SearchedFace } = await searchUsers(await rekognition.crop(person));

      expect(UserMatches).toEqual([]);
      expect(SearchedFace).toBeDefined();
    },
  );

  it('searches only the largest face and names the others as unsearched', async () => {
    const { UserMatches, UnsearchedFaces = [] } = await searchUsers(await rekognition.photo(3));

    expect(UserMatches?.[0]?.User?.UserId).toBe('watched');
    expect(UnsearchedFaces.map((face) => face.Reasons)).toEqual([['FACE_NOT_LARGEST'], ['FACE_NOT_LARGEST']]);
  });

  it('answers without a searched face when nobody is in the picture', async () => {
    const answer = await searchUsers(await blankPicture());

    expect(answer.UserMatches).toEqual([]);
    expect(answer.SearchedFace).toBeUndefined();
  });
});

describe('searching faces', () => {
  it('finds the enrolled faces by an image, the most similar first', async () => {
    const Bytes = await rekognition.crop(demoPeople.watched.appears[0]);

    const command = new SearchFacesByImageCommand({ CollectionId, Image: { Bytes } });
    const { FaceMatches = [] } = await rekognition.client.send(command);

    expect(FaceMatches.map((match) => match.Face?.UserId)).toEqual(['watched', 'watched']);
    const similarities = FaceMatches.map((match) => match.Similarity ?? 0);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
  });

  it('refuses a picture without a face, unlike the search for users', async () => {
    const Bytes = await blankPicture();
    const searching = rekognition.client.send(
      new SearchFacesByImageCommand({ CollectionId, Image: { Bytes } }),
    );

    await expect(searching).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('finds the other face of the same person by face, and no user twice by user', async () => {
    const { client } = rekognition;
    const { Faces = [] } = await client.send(new ListFacesCommand({ CollectionId, UserId: 'watched' }));
    const [first, second] = Faces;

    const byFace = await client.send(new SearchFacesCommand({ CollectionId, FaceId: first?.FaceId }));
    const byUser = await client.send(new SearchUsersCommand({ CollectionId, UserId: 'watched' }));
    const usersOfFace = await client.send(new SearchUsersCommand({ CollectionId, FaceId: first?.FaceId }));

    expect(byFace.FaceMatches?.map((match) => match.Face?.FaceId)).toEqual([second?.FaceId]);
    expect(byUser.UserMatches).toEqual([]);
    expect(usersOfFace.UserMatches?.map((match) => match.User?.UserId)).toEqual(['watched']);
  });
});

describe('IndexFaces', () => {
  it('takes the largest faces and says why it left the others', async () => {
    const { FaceRecords, UnindexedFaces } = await index(await rekognition.photo(6), 'group', 2);

    expect(FaceRecords).toHaveLength(2);
    expect(UnindexedFaces?.map((face) => face.Reasons)).toEqual([
      ['EXCEEDS_MAX_FACES'],
      ['EXCEEDS_MAX_FACES'],
    ]);
  });

  it('stores the same image under the same name once, under another name again', async () => {
    const photo = await rekognition.crop(demoPeople.strangers[4]);

    const first = await index(photo, 'same');
    const again = await index(photo, 'same');
    const renamed = await index(photo, 'other');

    const ids = [first, again, renamed].map((answer) => answer.FaceRecords?.[0]?.Face?.FaceId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('does not index a blurred face, unless told to take any', async () => {
    const Bytes = await sharp(await rekognition.crop(demoPeople.strangers[4]))
      .blur(4.5)
      .jpeg()
      .toBuffer();
    const request = { CollectionId, Image: { Bytes }, ExternalImageId: 'blurred' };

    const filtered = await rekognition.client.send(new IndexFacesCommand(request));
    const unfiltered = await rekognition.client.send(
      new IndexFacesCommand({ ...request, QualityFilter: 'NONE' }),
    );

    expect(filtered.FaceRecords).toEqual([]);
    expect(filtered.UnindexedFaces?.[0]?.Reasons).toContain('LOW_SHARPNESS');
    expect(unfiltered.FaceRecords).toHaveLength(1);
  });

  it('does not take a face of another person into a user', async () => {
    const { FaceRecords = [] } = await index(await rekognition.crop(demoPeople.strangers[2]), 'intruder');
    const FaceIds = FaceRecords.map((record) => record.Face?.FaceId ?? '');

    const answer = await rekognition.client.send(
      new AssociateFacesCommand({ CollectionId, UserId: 'watched', FaceIds }),
    );

    expect(answer.AssociatedFaces).toEqual([]);
    expect(answer.UnsuccessfulFaceAssociations?.[0]?.Reasons).toEqual(['LOW_MATCH_CONFIDENCE']);
  });
});
