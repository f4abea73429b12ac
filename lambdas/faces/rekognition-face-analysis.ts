import {
  DetectFacesCommand,
  type EmotionName,
  type FaceDetail,
  type RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { FaceAttributes } from '../sightings/face-attributes.ts';
import type { FaceAnalysis } from './face-analysis.ts';

export interface RekognitionFaceAnalysisParams {
  readonly client: RekognitionClient;
}

/** What is less sure than this is not told. */
const minConfidencePercent = 90;

/** Asks for the attributes that are wanted and no others (gender, landmarks). */
export function rekognitionFaceAnalysis({ client }: RekognitionFaceAnalysisParams): FaceAnalysis {
  return {
    analyze: async (jpeg) => {
      const { FaceDetails = [] } = await client.send(
        new DetectFacesCommand({
          Image: { Bytes: jpeg },
          Attributes: ['AGE_RANGE', 'EMOTIONS', 'EYEGLASSES', 'SUNGLASSES', 'BEARD', 'FACE_OCCLUDED'],
        }),
      );
      const [largest] = FaceDetails.toSorted((a, b) => areaOf(b) - areaOf(a));
      return largest === undefined ? {} : toAttributes(largest);
    },
  };
}

function areaOf({ BoundingBox }: FaceDetail): number {
  return (BoundingBox?.Width ?? 0) * (BoundingBox?.Height ?? 0);
}

const expressionOf: Readonly<
  Record<Exclude<EmotionName, 'UNKNOWN'>, NonNullable<FaceAttributes['expression']>>
> = {
  ANGRY: 'angry',
  CALM: 'calm',
  CONFUSED: 'confused',
  DISGUSTED: 'disgusted',
  FEAR: 'fearful',
  HAPPY: 'happy',
  SAD: 'sad',
  SURPRISED: 'surprised',
};

function toAttributes({ AgeRange, Emotions = [], ...face }: FaceDetail): FaceAttributes {
  const { Low: from, High: to } = AgeRange ?? {};
  const emotion = Emotions.find(isSure)?.Type;
  return {
    ...(from !== undefined && to !== undefined && { age: { from, to } }),
    ...(emotion !== undefined && emotion !== 'UNKNOWN' && { expression: expressionOf[emotion] }),
    ...sureFlag('glasses', face.Eyeglasses),
    ...sureFlag('sunglasses', face.Sunglasses),
    ...sureFlag('beard', face.Beard),
    ...sureFlag('occluded', face.FaceOccluded),
  };
}

interface Told {
  readonly Value?: boolean | undefined;
  readonly Confidence?: number | undefined;
}

function isSure({ Confidence = 0 }: Pick<Told, 'Confidence'>): boolean {
  return Confidence >= minConfidencePercent;
}

function sureFlag<Name extends string>(
  name: Name,
  told: Told | undefined,
): { readonly [key in Name]?: boolean } {
  const isTold = told?.Value !== undefined && isSure(told);
  return (isTold ? { [name]: told.Value } : {}) as { readonly [key in Name]?: boolean };
}
