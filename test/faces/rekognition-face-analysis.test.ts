import { DetectFacesCommand, type FaceDetail, RekognitionClient } from '@aws-sdk/client-rekognition';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { rekognitionFaceAnalysis } from '../../lambdas/faces/rekognition-face-analysis.ts';

const rekognition = mockClient(RekognitionClient);
beforeEach(() => rekognition.reset());

const analysis = rekognitionFaceAnalysis({ client: new RekognitionClient({ region: 'ap-southeast-1' }) });
const jpeg = Uint8Array.of(1);
const detail: FaceDetail = {
  BoundingBox: { Width: 0.5, Height: 0.5 },
  AgeRange: { Low: 30, High: 38 },
  Emotions: [
    { Type: 'CALM', Confidence: 96 },
    { Type: 'FEAR', Confidence: 2 },
  ],
  Eyeglasses: { Value: true, Confidence: 99 },
  Sunglasses: { Value: false, Confidence: 98 },
  Beard: { Value: true, Confidence: 70 },
  FaceOccluded: { Value: false, Confidence: 95 },
};

describe('rekognitionFaceAnalysis', () => {
  it('tells what is sure, and asks for nothing else', async () => {
    rekognition.on(DetectFacesCommand).resolves({ FaceDetails: [detail] });

    expect(await analysis.analyze(jpeg)).toEqual({
      age: { from: 30, to: 38 },
      expression: 'calm',
      glasses: true,
      sunglasses: false,
      occluded: false,
    });
    const asked = rekognition.commandCalls(DetectFacesCommand)[0]?.args[0].input.Attributes;
    expect(asked).not.toContain('ALL');
    expect(asked).not.toContain('GENDER');
  });

  it('tells of the largest face', async () => {
    const small = { BoundingBox: { Width: 0.1, Height: 0.1 }, AgeRange: { Low: 3, High: 9 } };
    rekognition.on(DetectFacesCommand).resolves({ FaceDetails: [small, detail] });

    expect(await analysis.analyze(jpeg)).toMatchObject({ age: { from: 30, to: 38 } });
  });

  it.each<[string, FaceDetail[]]>([
    ['no face', []],
    ['a face of which nothing is told', [{ BoundingBox: { Width: 0.5, Height: 0.5 } }]],
    ['an expression without a name', [{ Emotions: [{ Type: 'UNKNOWN', Confidence: 99 }] }]],
  ])('tells nothing of %s', async (_, FaceDetails) => {
    rekognition.on(DetectFacesCommand).resolves({ FaceDetails });

    expect(await analysis.analyze(jpeg)).toEqual({});
  });

  it('throws when the service is busy', async () => {
    rekognition.on(DetectFacesCommand).rejects(new Error('slow down'));

    await expect(analysis.analyze(jpeg)).rejects.toThrow('slow down');
  });
});
