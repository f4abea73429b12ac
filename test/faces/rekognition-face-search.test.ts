import {
  InvalidParameterException,
  ProvisionedThroughputExceededException,
  RekognitionClient,
  SearchUsersByImageCommand,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
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
      candidates: [
        { entryId: 'nk-2026-014', similarityPercent: 99.2 },
        { entryId: 'nk-2026-015', similarityPercent: 91 },
      ],
    });
    expect(rekognition.commandCalls(SearchUsersByImageCommand)[0]?.args[0].input).toMatchObject({
      CollectionId: 'watchlist',
      UserMatchThreshold: 90,
      QualityFilter: 'AUTO',
    });
  });

  it('finds nobody', async () => {
    rekognition.on(SearchUsersByImageCommand).resolves({ SearchedFace: {}, UserMatches: [] });

    expect(await faces.search(jpeg, 90)).toEqual({ kind: 'searched', candidates: [] });
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

  it('throws when the service is busy, so that the message comes back', async () => {
    rekognition.on(SearchUsersByImageCommand).rejects(new ProvisionedThroughputExceededException(failure));

    await expect(faces.search(jpeg, 90)).rejects.toThrow(ProvisionedThroughputExceededException);
  });
});
