import {
  InternalServerError,
  InvalidParameterException,
  ProvisionedThroughputExceededException,
  RekognitionClient,
  ResourceNotFoundException,
  SearchUsersByImageCommand,
  ThrottlingException,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { SearchBusyError } from '../../lambdas/faces/face-search.ts';
import { rekognitionFaceSearch } from '../../lambdas/faces/rekognition-face-search.ts';

const rekognition = mockClient(RekognitionClient);
beforeEach(() => rekognition.reset());

const client = new RekognitionClient({ region: 'ap-southeast-1' });
const faces = rekognitionFaceSearch({ client, collectionId: 'watchlist' });
const jpeg = Uint8Array.of(1);
const failure = { message: 'no', $metadata: {} };

describe('rekognitionFaceSearch', () => {
  it('searches persons from the candidate threshold on, with the quality filter', async () => {
    rekognition.on(SearchUsersByImageCommand).resolves({
      SearchedFace: {},
      UserMatches: [
        { User: { UserId: 'nk-2026-014' }, Similarity: 99.2 },
        { User: { UserId: 'nk-2026-015' }, Similarity: 91 },
      ],
    });

    const outcome = await faces.search(jpeg, 90);

    expect(outcome).toEqual({
      kind: 'searched',
      users: [
        { userId: 'nk-2026-014', similarityPercent: 99.2 },
        { userId: 'nk-2026-015', similarityPercent: 91 },
      ],
    });
    expect(rekognition.commandCalls(SearchUsersByImageCommand)[0]?.args[0].input).toMatchObject({
      CollectionId: 'watchlist',
      UserMatchThreshold: 90,
      QualityFilter: 'AUTO',
      MaxUsers: 100,
    });
  });

  it('finds nobody', async () => {
    rekognition.on(SearchUsersByImageCommand).resolves({ SearchedFace: {}, UserMatches: [] });

    expect(await faces.search(jpeg, 90)).toEqual({ kind: 'searched', users: [] });
  });

  it('tells an empty answer without a face from one that found nobody', async () => {
    rekognition.on(SearchUsersByImageCommand).resolves({ UserMatches: [] });

    expect(await faces.search(jpeg, 90)).toEqual({ kind: 'unusable', reason: 'NO_FACE' });
  });

  it('says why the quality filter left the face out', async () => {
    rekognition
      .on(SearchUsersByImageCommand)
      .resolves({ UserMatches: [], UnsearchedFaces: [{ Reasons: ['LOW_SHARPNESS'] }] });

    expect(await faces.search(jpeg, 90)).toEqual({ kind: 'unusable', reason: 'LOW_SHARPNESS' });
  });

  it('takes a picture that is refused for unusable', async () => {
    rekognition.on(SearchUsersByImageCommand).rejects(new InvalidParameterException(failure));

    expect(await faces.search(jpeg, 90)).toEqual({ kind: 'unusable', reason: 'InvalidParameterException' });
  });

  it.each([
    ['over its quota', new ProvisionedThroughputExceededException(failure)],
    ['over the quota of the account', new ThrottlingException(failure)],
    ['broken itself', new InternalServerError(failure)],
    ['cut off', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ])('says that the service is busy when it is %s', async (_, error) => {
    rekognition.on(SearchUsersByImageCommand).rejects(error);

    await expect(faces.search(jpeg, 90)).rejects.toThrow(SearchBusyError);
  });

  it('does not take a missing collection for a busy service', async () => {
    rekognition.on(SearchUsersByImageCommand).rejects(new ResourceNotFoundException(failure));

    await expect(faces.search(jpeg, 90)).rejects.toThrow(ResourceNotFoundException);
  });
});
