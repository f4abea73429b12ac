import { facePoints, type Point } from '../../lambdas/cameras/face-landmarks.ts';

/** Rekognition's further landmarks, each the middle of these of the 68 points. */
const furtherLandmarks: Readonly<Record<string, readonly number[]>> = {
  leftEyeBrowLeft: [17],
  leftEyeBrowUp: [19],
  leftEyeBrowRight: [21],
  rightEyeBrowLeft: [22],
  rightEyeBrowUp: [24],
  rightEyeBrowRight: [26],
  leftEyeLeft: [36],
  leftEyeUp: [37, 38],
  leftEyeRight: [39],
  leftEyeDown: [40, 41],
  rightEyeLeft: [42],
  rightEyeUp: [43, 44],
  rightEyeRight: [45],
  rightEyeDown: [46, 47],
  noseLeft: [31],
  noseRight: [35],
  mouthUp: [51],
  mouthDown: [57],
  upperJawlineLeft: [0],
  midJawlineLeft: [4],
  chinBottom: [8],
  midJawlineRight: [12],
  upperJawlineRight: [16],
};

/** The five landmarks of a default answer, or all that the 68 points give. */
export function landmarksOf(
  points: readonly Point[],
  which: 'default' | 'all',
): readonly (readonly [string, Point])[] {
  const { leftEye, rightEye, nose, mouthLeft, mouthRight } = facePoints(points);
  const five = Object.entries({ eyeLeft: leftEye, eyeRight: rightEye, mouthLeft, mouthRight, nose });
  if (which === 'default') return five;
  const further = Object.entries(furtherLandmarks).map(([type, indexes]) => {
    const chosen = points.filter((_, index) => indexes.includes(index));
    const x = chosen.reduce((sum, point) => sum + point.x, 0) / chosen.length;
    const y = chosen.reduce((sum, point) => sum + point.y, 0) / chosen.length;
    return [type, { x, y }] as const;
  });
  return [...five, ...further];
}
