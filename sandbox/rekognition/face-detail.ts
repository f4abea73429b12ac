import type { Point } from '../../lambdas/cameras/face-landmarks.ts';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import type { FoundFace } from '../face-engine.ts';
import type { StoredFace } from './collection.ts';
import { landmarksOf } from './landmarks.ts';

/** The face model the sandbox says it has; AWS's latest is named so. */
export const faceModelVersion = '7.0';

/** Shares of the picture's width and height. */
export interface BoundingBox {
  readonly Left: number;
  readonly Top: number;
  readonly Width: number;
  readonly Height: number;
}

/** What is measured of a face. Age, gender, emotions and the like are not, so they are left out. */
export function faceDetail(face: FoundFace, picture: Picture, landmarks: 'default' | 'all' = 'default') {
  return {
    BoundingBox: boundingBox(face.box, picture),
    Confidence: face.confidence * 100,
    Landmarks: landmarksOf(face.points, landmarks).map(([type, point]) => landmark(type, point, picture)),
    Pose: { Roll: face.pose.roll, Yaw: face.pose.yaw, Pitch: face.pose.pitch },
    Quality: { Brightness: face.quality.brightness * 100, Sharpness: face.quality.sharpness * 100 },
  };
}

/** A stored face as ListFaces, IndexFaces and the searches answer it. */
export function faceSummary(face: StoredFace, userId?: string) {
  return {
    FaceId: face.faceId,
    BoundingBox: face.boundingBox,
    ImageId: face.imageId,
    ...(face.externalImageId === undefined ? {} : { ExternalImageId: face.externalImageId }),
    Confidence: face.confidence,
    IndexFacesModelVersion: faceModelVersion,
    ...(userId === undefined ? {} : { UserId: userId }),
  };
}

export function boundingBox(box: Box, picture: Picture): BoundingBox {
  return {
    Left: box.x / picture.width,
    Top: box.y / picture.height,
    Width: box.width / picture.width,
    Height: box.height / picture.height,
  };
}

function landmark(type: string, point: Point, picture: Picture) {
  return { Type: type, X: point.x / picture.width, Y: point.y / picture.height };
}
