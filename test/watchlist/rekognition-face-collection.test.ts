import {
  AssociateFacesCommand,
  ConflictException,
  CreateUserCommand,
  DeleteFacesCommand,
  DeleteUserCommand,
  IndexFacesCommand,
  InvalidImageFormatException,
  ListFacesCommand,
  ListUsersCommand,
  type Reason,
  RekognitionClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { rekognitionFaceCollection } from '../../lambdas/watchlist/rekognition-face-collection.ts';
import { FaceNotDeletedError } from '../../lambdas/watchlist/rekognition-face-removal.ts';

const rekognition = mockClient(RekognitionClient);
const failure = { message: 'no', $metadata: {} };
beforeEach(() => {
  rekognition.reset();
  rekognition.on(CreateUserCommand).resolves({});
  rekognition.on(AssociateFacesCommand).resolves({});
  rekognition.on(DeleteUserCommand).resolves({});
  rekognition.on(DeleteFacesCommand).resolves({});
  rekognition.on(ListUsersCommand).resolves({ Users: [] });
});

const client = new RekognitionClient({ region: 'ap-southeast-1' });
const faces = rekognitionFaceCollection({ client, collectionId: 'watchlist' });
const photo = Uint8Array.of(1);
const indexed = (FaceId: string) => ({ FaceRecords: [{ Face: { FaceId } }] });

describe('rekognitionFaceCollection', () => {
  it('makes one user of all photos of a person', async () => {
    rekognition.on(IndexFacesCommand).resolvesOnce(indexed('f1')).resolvesOnce(indexed('f2'));

    const verdicts = await faces.addPhotos('nk-1', [photo, Uint8Array.of(2)]);

    expect(verdicts).toEqual(['enrolled', 'enrolled']);
    expect(rekognition.commandCalls(IndexFacesCommand)[0]?.args[0].input).toMatchObject({
      MaxFaces: 1,
      QualityFilter: 'AUTO',
      ExternalImageId: expect.stringMatching(/^nk-1:[0-9a-f]{16}$/),
    });
    expect(rekognition.commandCalls(AssociateFacesCommand)[0]?.args[0].input).toMatchObject({
      UserId: 'nk-1',
      FaceIds: ['f1', 'f2'],
    });
  });

  it('adds photos to a person who is there', async () => {
    rekognition.on(IndexFacesCommand).resolves(indexed('f1'));
    rekognition.on(CreateUserCommand).rejects(new ConflictException(failure));

    expect(await faces.addPhotos('nk-1', [photo])).toEqual(['enrolled']);
  });

  it.each<[Reason[], string]>([
    [[], 'no-face'],
    [['SMALL_BOUNDING_BOX'], 'too-small'],
    [['LOW_SHARPNESS'], 'blurred'],
    [['LOW_BRIGHTNESS'], 'too-dark'],
    [['EXTREME_POSE'], 'turned-away'],
  ])('judges a photo left out for %s as %s and makes no user', async (reasons, verdict) => {
    const left = reasons.length === 0 ? [] : [{ Reasons: reasons }];
    rekognition.on(IndexFacesCommand).resolves({ FaceRecords: [], UnindexedFaces: left });

    expect(await faces.addPhotos('nk-1', [photo])).toEqual([verdict]);
    expect(rekognition.commandCalls(CreateUserCommand)).toEqual([]);
  });

  it('takes the vector of a photo with two faces out again', async () => {
    rekognition
      .on(IndexFacesCommand)
      .resolves({ ...indexed('f1'), UnindexedFaces: [{ Reasons: ['EXCEEDS_MAX_FACES'] }] });

    expect(await faces.addPhotos('nk-1', [photo])).toEqual(['two-faces']);
    expect(rekognition.commandCalls(DeleteFacesCommand)[0]?.args[0].input.FaceIds).toEqual(['f1']);
  });

  it('takes the vector of a photo of somebody else out again', async () => {
    rekognition.on(IndexFacesCommand).resolvesOnce(indexed('f1')).resolvesOnce(indexed('f2'));
    rekognition.on(AssociateFacesCommand).resolves({
      UnsuccessfulFaceAssociations: [{ FaceId: 'f2', Reasons: ['LOW_MATCH_CONFIDENCE'] }],
    });

    expect(await faces.addPhotos('nk-1', [photo, photo])).toEqual(['enrolled', 'other-person']);
    expect(rekognition.commandCalls(DeleteFacesCommand)[0]?.args[0].input.FaceIds).toEqual(['f2']);
  });

  it('takes the largest face of a picture for a correction, whoever stands beside it', async () => {
    rekognition
      .on(IndexFacesCommand)
      .resolves({ ...indexed('f1'), UnindexedFaces: [{ Reasons: ['EXCEEDS_MAX_FACES'] }] });

    expect(await faces.addLargestFace('not-nk-1--face-1', photo)).toBe('enrolled');
    expect(rekognition.commandCalls(DeleteFacesCommand)).toEqual([]);
  });

  it('says of a file that is no picture that it cannot be read', async () => {
    rekognition.on(IndexFacesCommand).rejects(new InvalidImageFormatException(failure));

    expect(await faces.addPhotos('nk-1', [photo])).toEqual(['unreadable']);
  });

  it('removes the user and then every vector of the person, and of nobody else', async () => {
    rekognition
      .on(ListFacesCommand)
      .resolvesOnce({ Faces: [{ FaceId: 'f1', ExternalImageId: 'nk-1:aa' }], NextToken: 'more' })
      .resolvesOnce({
        Faces: [
          { FaceId: 'f2', ExternalImageId: 'nk-10:bb' },
          { FaceId: 'f3', ExternalImageId: 'nk-1:cc' },
        ],
      });

    await faces.removePerson('nk-1');

    const order = rekognition.calls().map(({ args }) => args[0].constructor.name);
    expect(order).toEqual([
      'ListUsersCommand',
      'ListFacesCommand',
      'ListFacesCommand',
      'DeleteUserCommand',
      'DeleteFacesCommand',
    ]);
    expect(rekognition.commandCalls(DeleteFacesCommand)[0]?.args[0].input.FaceIds).toEqual(['f1', 'f3']);
  });

  it('removes the corrections of the person too', async () => {
    rekognition.on(ListUsersCommand).resolves({
      Users: [{ UserId: 'nk-1' }, { UserId: 'not-nk-1--face-1' }, { UserId: 'not-nk-10--face-1' }],
    });
    rekognition.on(ListFacesCommand).resolves({
      Faces: [
        { FaceId: 'f1', ExternalImageId: 'not-nk-1--face-1:aa' },
        { FaceId: 'f2', ExternalImageId: 'not-nk-10--face-1:aa' },
      ],
    });

    await faces.removePerson('nk-1');

    const users = rekognition.commandCalls(DeleteUserCommand).map(({ args }) => args[0].input.UserId);
    expect(users).toEqual(['nk-1', 'not-nk-1--face-1']);
    expect(rekognition.commandCalls(DeleteFacesCommand)[0]?.args[0].input.FaceIds).toEqual(['f1']);
  });

  it('lists users, and those of whom only vectors are left', async () => {
    rekognition.on(ListUsersCommand).resolves({ Users: [{ UserId: 'nk-1' }] });
    rekognition.on(ListFacesCommand).resolves({ Faces: [{ FaceId: 'f1', ExternalImageId: 'nk-2:aa' }] });

    expect(await faces.listUsers()).toEqual(['nk-1', 'nk-2']);
  });

  it('finishes a removal whose user is gone already', async () => {
    rekognition.on(ListFacesCommand).resolves({ Faces: [{ FaceId: 'f1', ExternalImageId: 'nk-1:aa' }] });
    rekognition.on(DeleteUserCommand).rejects(new ResourceNotFoundException(failure));

    await faces.removePerson('nk-1');

    expect(rekognition.commandCalls(DeleteFacesCommand)).toHaveLength(1);
  });

  it('says so when a vector stayed', async () => {
    rekognition.on(ListFacesCommand).resolves({ Faces: [{ FaceId: 'f1', ExternalImageId: 'nk-1:aa' }] });
    rekognition.on(DeleteFacesCommand).resolves({
      UnsuccessfulFaceDeletions: [{ FaceId: 'f1', Reasons: ['ASSOCIATED_TO_AN_EXISTING_USER'] }],
    });

    await expect(faces.removePerson('nk-1')).rejects.toThrow(FaceNotDeletedError);
  });
});
