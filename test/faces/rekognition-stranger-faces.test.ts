import {
  DeleteFacesCommand,
  IndexFacesCommand,
  InvalidParameterException,
  ListFacesCommand,
  RekognitionClient,
  ResourceNotFoundException,
  SearchFacesByImageCommand,
  ThrottlingException,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { SearchBusyError } from '../../lambdas/faces/face-search.ts';
import {
  rekognitionStrangerFaces,
  rekognitionStrangerRemoval,
  StrangersNotRemovedError,
} from '../../lambdas/faces/rekognition-stranger-faces.ts';

const rekognition = mockClient(RekognitionClient);
beforeEach(() => rekognition.reset());

const collectionId = 'zone-strangers';
const client = new RekognitionClient({ region: 'ap-southeast-1' });
const faces = rekognitionStrangerFaces({ client, collectionId });
const { removeWhere } = rekognitionStrangerRemoval({ client, collectionId });
const jpeg = Uint8Array.of(1);
const failure = { message: 'no', $metadata: {} };
const face = (FaceId: string, ExternalImageId: string) => ({ FaceId, ExternalImageId });

describe('rekognitionStrangerFaces', () => {
  it('searches single faces of the collection of strangers', async () => {
    rekognition.on(SearchFacesByImageCommand).resolves({
      FaceMatches: [{ Face: face('1', 'stranger-a'), Similarity: 99.9 }, { Face: face('2', 'stranger-b') }],
    });

    expect(await faces.search(jpeg, 99)).toEqual(['stranger-a', 'stranger-b']);

    expect(rekognition.commandCalls(SearchFacesByImageCommand)[0]?.args[0].input).toMatchObject({
      CollectionId: 'zone-strangers',
      FaceMatchThreshold: 99,
      QualityFilter: 'AUTO',
    });
  });

  it('keeps the largest face under the id of the stranger alone', async () => {
    rekognition.on(IndexFacesCommand).resolves({ FaceRecords: [{ Face: face('1', 'stranger-a') }] });

    expect(await faces.remember('stranger-a', jpeg)).toBe('kept');

    expect(rekognition.commandCalls(IndexFacesCommand)[0]?.args[0].input).toEqual({
      CollectionId: 'zone-strangers',
      Image: { Bytes: jpeg },
      ExternalImageId: 'stranger-a',
      MaxFaces: 1,
      QualityFilter: 'AUTO',
    });
  });

  it('says when a face is too bad to be kept', async () => {
    rekognition.on(IndexFacesCommand).resolves({ FaceRecords: [] });

    expect(await faces.remember('stranger-a', jpeg)).toBe('refused');
  });

  it('takes a picture without a face, which is an error here, for one that shows nobody', async () => {
    const noFace = new InvalidParameterException(failure);
    rekognition.on(SearchFacesByImageCommand).rejects(noFace).on(IndexFacesCommand).rejects(noFace);

    expect(await faces.search(jpeg, 99)).toEqual([]);
    expect(await faces.remember('stranger-a', jpeg)).toBe('refused');
  });

  it('says when the service is busy, and passes other errors on', async () => {
    rekognition.on(SearchFacesByImageCommand).rejects(new ThrottlingException(failure));
    rekognition.on(IndexFacesCommand).rejects(new ResourceNotFoundException(failure));

    await expect(faces.search(jpeg, 99)).rejects.toThrow(SearchBusyError);
    await expect(faces.remember('stranger-a', jpeg)).rejects.toThrow(ResourceNotFoundException);
  });
});

describe('rekognitionStrangerRemoval', () => {
  it('deletes those that are over, over all pages, and no others', async () => {
    rekognition
      .on(ListFacesCommand)
      .resolvesOnce({ Faces: [face('1', 'over'), face('2', 'stays')], NextToken: 'more' })
      .resolvesOnce({ Faces: [face('3', 'over'), { FaceId: '4' }] });
    rekognition.on(DeleteFacesCommand).resolves({});

    expect(await removeWhere((id) => id !== 'stays')).toBe(3);

    expect(rekognition.commandCalls(DeleteFacesCommand).map(({ args }) => args[0].input)).toEqual([
      { CollectionId: 'zone-strangers', FaceIds: ['1', '3', '4'] },
    ]);
  });

  it('deletes no more at a time than a call takes', async () => {
    const Faces = Array.from({ length: 4_097 }, (_, i) => face(String(i), 'over'));
    rekognition.on(ListFacesCommand).resolves({ Faces }).on(DeleteFacesCommand).resolves({});

    await removeWhere(() => true);

    const sizes = rekognition
      .commandCalls(DeleteFacesCommand)
      .map(({ args }) => args[0].input.FaceIds?.length);
    expect(sizes).toEqual([4_096, 1]);
  });

  it('fails when a face stays, but not when it is gone already', async () => {
    rekognition.on(ListFacesCommand).resolves({ Faces: [face('1', 'over')] });
    rekognition
      .on(DeleteFacesCommand)
      .resolvesOnce({ UnsuccessfulFaceDeletions: [{ FaceId: '1', Reasons: ['FACE_NOT_FOUND'] }] })
      .resolves({
        UnsuccessfulFaceDeletions: [{ FaceId: '1', Reasons: ['ASSOCIATED_TO_AN_EXISTING_USER'] }],
      });

    expect(await removeWhere(() => true)).toBe(1);
    await expect(removeWhere(() => true)).rejects.toThrow(StrangersNotRemovedError);
  });

  it('finds nobody in a collection that is gone', async () => {
    rekognition.on(ListFacesCommand).rejects(new ResourceNotFoundException(failure));

    expect(await removeWhere(() => true)).toBe(0);
  });
});
