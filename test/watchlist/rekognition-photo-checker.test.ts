import {
  CompareFacesCommand,
  DetectFacesCommand,
  InvalidImageFormatException,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { rekognitionPhotoChecker } from '../../lambdas/watchlist/rekognition-photo-checker.ts';

const rekognition = mockClient(RekognitionClient);
beforeEach(() => rekognition.reset());

const checker = rekognitionPhotoChecker(new RekognitionClient({ region: 'ap-southeast-1' }));
const photo = await sharp({ create: { width: 400, height: 100, channels: 3, background: '#345678' } })
  .jpeg()
  .toBuffer();
const face = {
  BoundingBox: { Width: 0.1, Height: 0.4 },
  Confidence: 99,
  Pose: { Yaw: 3, Pitch: -4 },
  Quality: { Brightness: 50, Sharpness: 60 },
};

describe('rekognitionPhotoChecker', () => {
  it('tells each face with its size in pixels, the largest first, without what may be none', async () => {
    const small = { ...face, BoundingBox: { Width: 0.05, Height: 0.2 } };
    const unsure = { ...face, Confidence: 60 };
    rekognition.on(DetectFacesCommand).resolves({ FaceDetails: [small, face, unsure] });

    const faces = await checker.findFaces(photo);

    const measured = { brightness: 50, sharpness: 60, yawDegrees: 3, pitchDegrees: -4 };
    expect(faces).toEqual([
      { ...measured, sizePixels: expect.closeTo(40, 5) },
      { ...measured, sizePixels: expect.closeTo(20, 5) },
    ]);
  });

  it('asks nobody about a file that is no picture or too large', async () => {
    const large = new Uint8Array(5 * 1024 * 1024 + 1);
    large.set(photo);

    expect(await checker.findFaces(new Uint8Array([1, 2, 3]))).toBe('unreadable');
    expect(await checker.findFaces(large)).toBe('unreadable');
    expect(rekognition.calls()).toEqual([]);
  });

  it('says of a picture that Rekognition cannot read that it is unreadable, and lets other errors through', async () => {
    rekognition
      .on(DetectFacesCommand)
      .rejectsOnce(new InvalidImageFormatException({ message: 'no', $metadata: {} }))
      .rejects(new Error('throttled'));

    expect(await checker.findFaces(photo)).toBe('unreadable');
    await expect(checker.findFaces(photo)).rejects.toThrow('throttled');
  });

  it('takes two photos for one person when a face of the second matches', async () => {
    rekognition
      .on(CompareFacesCommand)
      .resolvesOnce({ FaceMatches: [{ Similarity: 97 }] })
      .resolves({ FaceMatches: [], UnmatchedFaces: [{}] });

    expect(await checker.isSamePerson(photo, photo)).toBe(true);
    expect(await checker.isSamePerson(photo, photo)).toBe(false);
  });
});
