import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AssociateFacesCommand,
  CreateCollectionCommand,
  CreateUserCommand,
  DeleteCollectionCommand,
  DeleteFacesCommand,
  DeleteUserCommand,
  DescribeCollectionCommand,
  DetectFacesCommand,
  DetectTextCommand,
  DisassociateFacesCommand,
  IndexFacesCommand,
  ListCollectionsCommand,
  ListFacesCommand,
  ListUsersCommand,
  SearchUsersByImageCommand,
} from '@aws-sdk/client-rekognition';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPeople } from '../../sandbox/demo-people.ts';
import { pageOf } from '../../sandbox/rekognition/page.ts';
import { blankPicture, startRekognition } from './make-rekognition.ts';

const CollectionId = 'watchlist';
const UserId = 'person-1';
let rekognition: Awaited<ReturnType<typeof startRekognition>>;

beforeEach(async () => {
  rekognition = await startRekognition({
    readObject: async (bucket, key) =>
      bucket === 'photos' && key === 'blank.jpg' ? blankPicture() : undefined,
  });
  await rekognition.client.send(new CreateCollectionCommand({ CollectionId }));
}, 120_000);

afterEach(() => rekognition.close());

describe('collections', () => {
  it('are counted, listed and removed', async () => {
    const { client } = rekognition;
    await client.send(new CreateCollectionCommand({ CollectionId: 'another' }));
    await client.send(new CreateUserCommand({ CollectionId, UserId }));

    const described = await client.send(new DescribeCollectionCommand({ CollectionId }));
    const listed = await client.send(new ListCollectionsCommand({ MaxResults: 1 }));
    const rest = await client.send(new ListCollectionsCommand({ NextToken: listed.NextToken }));
    await client.send(new DeleteCollectionCommand({ CollectionId }));

    expect(described).toMatchObject({ FaceCount: 0, UserCount: 1, FaceModelVersion: '7.0' });
    expect(described.CreationTimestamp).toEqual(new Date('2026-11-22T10:00:00Z'));
    expect([listed.CollectionIds, rest.CollectionIds]).toEqual([['another'], ['watchlist']]);
    await expect(client.send(new DescribeCollectionCommand({ CollectionId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('outlive a restart, faces and users included', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rekognition-test-'));
    const before = await startRekognition({ dataDir });
    const Bytes = await before.crop(demoPeople.strangers[0]);
    await before.client.send(new CreateCollectionCommand({ CollectionId }));
    await before.client.send(new CreateUserCommand({ CollectionId, UserId }));
    const { FaceRecords = [] } = await before.client.send(
      new IndexFacesCommand({ CollectionId, Image: { Bytes } }),
    );
    const FaceIds = FaceRecords.map((record) => record.Face?.FaceId ?? '');
    await before.client.send(new AssociateFacesCommand({ CollectionId, UserId, FaceIds }));
    await before.close();

    const after = await startRekognition({ dataDir });
    const answer = await after.client.send(new SearchUsersByImageCommand({ CollectionId, Image: { Bytes } }));
    await after.close();
    rmSync(dataDir, { recursive: true });

    expect(answer.UserMatches?.[0]?.User?.UserId).toBe(UserId);
    expect(answer.UserMatches?.[0]?.Similarity).toBeGreaterThan(99.9);
  });
});

describe('users', () => {
  it('become active with their first face, and give it back', async () => {
    const { client } = rekognition;
    const Bytes = await rekognition.crop(demoPeople.strangers[0]);
    await client.send(new CreateUserCommand({ CollectionId, UserId }));
    const { FaceRecords = [] } = await client.send(new IndexFacesCommand({ CollectionId, Image: { Bytes } }));
    const FaceIds = FaceRecords.map((record) => record.Face?.FaceId ?? '');
    const statuses = async () =>
      (await client.send(new ListUsersCommand({ CollectionId }))).Users?.map((user) => user.UserStatus);

    const created = await statuses();
    await client.send(new AssociateFacesCommand({ CollectionId, UserId, FaceIds }));
    const associated = await statuses();
    const kept = await client.send(new DeleteFacesCommand({ CollectionId, FaceIds }));
    await client.send(new DisassociateFacesCommand({ CollectionId, UserId, FaceIds }));
    const deleted = await client.send(new DeleteFacesCommand({ CollectionId, FaceIds }));

    expect([created, associated, await statuses()]).toEqual([['CREATED'], ['ACTIVE'], ['CREATED']]);
    expect(kept.UnsuccessfulFaceDeletions?.[0]?.Reasons).toEqual(['ASSOCIATED_TO_AN_EXISTING_USER']);
    expect(deleted.DeletedFaces).toEqual(FaceIds);
    expect((await client.send(new ListFacesCommand({ CollectionId }))).Faces).toEqual([]);
  });

  it('are refused twice under one id, but a repeated call is not', async () => {
    const { client } = rekognition;
    const request = { CollectionId, UserId, ClientRequestToken: 'token-1' };
    await client.send(new CreateUserCommand(request));

    await client.send(new CreateUserCommand(request));

    const another = client.send(new CreateUserCommand({ CollectionId, UserId }));
    await expect(another).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('are gone after DeleteUser, their faces are not', async () => {
    const { client } = rekognition;
    const Bytes = await rekognition.crop(demoPeople.strangers[0]);
    await client.send(new CreateUserCommand({ CollectionId, UserId }));
    await client.send(new IndexFacesCommand({ CollectionId, Image: { Bytes } }));

    await client.send(new DeleteUserCommand({ CollectionId, UserId }));

    expect((await client.send(new ListUsersCommand({ CollectionId }))).Users).toEqual([]);
    expect((await client.send(new ListFacesCommand({ CollectionId }))).Faces).toHaveLength(1);
    const again = client.send(new DeleteUserCommand({ CollectionId, UserId }));
    await expect(again).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('cannot be given a face that is not in the collection', async () => {
    await rekognition.client.send(new CreateUserCommand({ CollectionId, UserId }));

    const command = new AssociateFacesCommand({ CollectionId, UserId, FaceIds: ['nowhere'] });
    const answer = await rekognition.client.send(command);

    expect(answer.UnsuccessfulFaceAssociations).toEqual([{ FaceId: 'nowhere', Reasons: ['FACE_NOT_FOUND'] }]);
  });
});

describe('refusals', () => {
  const detect = (Bytes: Uint8Array) => rekognition.client.send(new DetectFacesCommand({ Image: { Bytes } }));

  it.each([
    { of: 'no picture', bytes: async () => Buffer.from('no picture'), error: 'InvalidImageFormatException' },
    {
      of: 'half a JPEG',
      bytes: async () => (await blankPicture()).subarray(0, 400),
      error: 'InvalidImageFormatException',
    },
    {
      of: 'a GIF',
      bytes: async () =>
        sharp(await blankPicture())
          .gif()
          .toBuffer(),
      error: 'InvalidImageFormatException',
    },
    {
      of: 'a picture 79 pixels high',
      bytes: () => blankPicture(200, 79),
      error: 'InvalidParameterException',
    },
    {
      of: 'more than 5 MB',
      bytes: async () => Buffer.alloc(5 * 1024 * 1024 + 1, 0xff),
      error: 'ImageTooLargeException',
    },
  ])('answer $error for $of', async ({ bytes, error }) => {
    await expect(detect(await bytes())).rejects.toMatchObject({
      name: error,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('take a picture of exactly 80 pixels', async () => {
    expect((await detect(await blankPicture(80, 80))).FaceDetails).toEqual([]);
  });

  it('read a picture out of a bucket, and say so when it is not there', async () => {
    const from = (Bucket: string) =>
      rekognition.client.send(new DetectFacesCommand({ Image: { S3Object: { Bucket, Name: 'blank.jpg' } } }));

    expect((await from('photos')).FaceDetails).toEqual([]);
    await expect(from('elsewhere')).rejects.toMatchObject({ name: 'InvalidS3ObjectException' });
  });

  it('refuse a Thai ExternalImageId as AWS does', async () => {
    const command = new IndexFacesCommand({
      CollectionId,
      Image: { Bytes: await blankPicture() },
      ExternalImageId: 'สมชาย',
    });

    await expect(rekognition.client.send(command)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('name a collection that is missing, or there already', async () => {
    const { client } = rekognition;
    const twice = client.send(new CreateCollectionCommand({ CollectionId }));
    await expect(twice).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    const missing = client.send(new ListFacesCommand({ CollectionId: 'missing' }));
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('say which operation the sandbox does not imitate', async () => {
    const command = new DetectTextCommand({ Image: { Bytes: await blankPicture() } });

    await expect(rekognition.client.send(command)).rejects.toThrow(/does not imitate DetectText/);
  });

  it('answer ProvisionedThroughputExceededException over the quota of one second, per operation', async () => {
    let at = 0;
    const limited = await startRekognition({ callsPerSecond: 2, now: () => new Date(at) });
    const list = () => limited.client.send(new ListCollectionsCommand({}));
    await list();
    await list();

    await expect(list()).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException' });
    at = 1001;
    await expect(list()).resolves.toMatchObject({ CollectionIds: [] });
    expect(limited.service.calls()).toEqual({ ListCollections: 4 });
    await limited.close();
  });
});

describe('pages', () => {
  it('give every item once, in order, for any page size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (all, size) => {
        const seen: number[] = [];
        for (let token: string | undefined = undefined, first = true; first || token; first = false) {
          const { items, next }: ReturnType<typeof pageOf<number>> = pageOf(all, size, token);
          seen.push(...items);
          token = next.NextToken;
        }
        expect(seen).toEqual(all);
      }),
    );
  });

  it('refuse any token they did not give', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (token) => {
        expect(() => pageOf([1, 2], 1, token)).toThrow('pagination token');
      }),
    );
  });
});
