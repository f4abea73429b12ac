import type { Box, Picture } from '../zone/picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The five points by which faces are compared and aligned, in pixels of the picture; left as the viewer sees it. */
export interface FacePoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly nose: Point;
  readonly mouthLeft: Point;
  readonly mouthRight: Point;
}

/** Degrees. Roll: head tilted to the picture's right. Yaw: nose turned to the picture's right. Pitch: nose up. */
export interface FacePose {
  readonly roll: number;
  readonly yaw: number;
  readonly pitch: number;
}

/** Finds the 68 points of the usual face scheme (jaw, brows, nose, eyes, mouth). */
export interface FaceLandmarks {
  /** Needs the box of one face; gives 68 points in pixels of the picture. */
  locate(picture: Picture, face: Box): Promise<readonly Point[]>;
}

/** Eyes, nose and mouth corners out of the 68 points. Throws RangeError for fewer. */
export function facePoints(points: readonly Point[]): FacePoints {
  if (points.length < 68) throw new RangeError('a face has 68 points');
  return {
    leftEye: center(points, [37, 38, 40, 41]),
    rightEye: center(points, [43, 44, 46, 47]),
    nose: center(points, [30]),
    mouthLeft: center(points, [48, 60]),
    mouthRight: center(points, [54, 64]),
  };
}

function center(points: readonly Point[], indexes: readonly number[]): Point {
  const chosen = points.filter((_, index) => indexes.includes(index));
  return {
    x: chosen.reduce((sum, point) => sum + point.x, 0) / chosen.length,
    y: chosen.reduce((sum, point) => sum + point.y, 0) / chosen.length,
  };
}

/** A nose in front of the eyes by this share of their distance makes a typical head; rough, a camera knows no depth. */
const noseDepth = 0.65;
/** Where the nose tip lies between eyes (0) and mouth (1) when a head looks straight ahead. */
const levelNose = 0.55;

/** A rough pose, good to about 15 degrees: enough to prefer the photo that looks at the camera. */
export function poseOf({ leftEye, rightEye, nose, mouthLeft, mouthRight }: FacePoints): FacePose {
  const roll = Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x);
  const eyes = middle(leftEye, rightEye);
  const mouth = middle(mouthLeft, mouthRight);
  const upright = (point: Point) => turn({ x: point.x - eyes.x, y: point.y - eyes.y }, -roll);
  const [tip, lips] = [upright(nose), upright(mouth)];
  const eyeDistance = Math.max(1, Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y));
  const faceHeight = Math.max(1, lips.y);
  // The mouth leans with the head, so the nose is measured from the line between eyes and mouth.
  const aside = (tip.x - (lips.x * tip.y) / faceHeight) / eyeDistance;
  const down = tip.y / faceHeight - levelNose;
  return { roll: degrees(roll), yaw: arc(aside / noseDepth), pitch: arc(-down / noseDepth) };
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function turn({ x, y }: Point, angle: number): Point {
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

function arc(sine: number): number {
  return degrees(Math.asin(Math.max(-1, Math.min(1, sine))));
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
