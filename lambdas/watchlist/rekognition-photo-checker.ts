import {
  CompareFacesCommand,
  DetectFacesCommand,
  type FaceDetail,
  ImageTooLargeException,
  InvalidImageFormatException,
  InvalidParameterException,
  type RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { PhotoChecker } from './photo-checker.ts';
import type { PhotoFace } from './photo-quality.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';

/** Rekognition's own default of what counts as similar; far under what alerts, since photos may be years apart. */
const samePersonPercent = 80;
/** Below it, what was found may be a pattern or a drawing. */
const faceConfidencePercent = 90;
/** https://docs.aws.amazon.com/rekognition/latest/dg/limits.html */
const mostBytes = 5 * 1024 * 1024;

/** Two calls a photo, paid for by the image; nothing is stored. */
export function rekognitionPhotoChecker(client: RekognitionClient): PhotoChecker {
  return {
    findFaces: (photo) => findFaces(client, photo),
    isSamePerson: async (reference, photo) => {
      const { FaceMatches = [] } = await client.send(
        new CompareFacesCommand({
          SourceImage: { Bytes: reference },
          TargetImage: { Bytes: photo },
          SimilarityThreshold: samePersonPercent,
        }),
      );
      return FaceMatches.length > 0;
    },
  };
}

async function findFaces(
  client: RekognitionClient,
  photo: Uint8Array,
): Promise<readonly PhotoFace[] | 'unreadable'> {
  const size = photo.length > mostBytes ? undefined : pictureSize(photo);
  if (size === undefined) return 'unreadable';
  try {
    const { FaceDetails = [] } = await client.send(new DetectFacesCommand({ Image: { Bytes: photo } }));
    return FaceDetails.filter(({ Confidence = 0 }) => Confidence >= faceConfidencePercent)
      .map((face) => toPhotoFace(face, size))
      .sort((a, b) => b.sizePixels - a.sizePixels);
  } catch (error) {
    if (isBadPhoto(error)) return 'unreadable';
    throw error;
  }
}

function toPhotoFace({ BoundingBox, Pose, Quality }: FaceDetail, size: PictureSize): PhotoFace {
  const share = (BoundingBox?.Width ?? 0) * (BoundingBox?.Height ?? 0);
  return {
    sizePixels: Math.sqrt(share * size.width * size.height),
    brightness: Quality?.Brightness ?? 0,
    sharpness: Quality?.Sharpness ?? 0,
    yawDegrees: Pose?.Yaw ?? 0,
    pitchDegrees: Pose?.Pitch ?? 0,
  };
}

function isBadPhoto(error: unknown): boolean {
  return (
    error instanceof InvalidImageFormatException ||
    error instanceof ImageTooLargeException ||
    error instanceof InvalidParameterException
  );
}
