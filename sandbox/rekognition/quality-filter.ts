import { z } from 'zod';
import type { FoundFace } from '../face-engine.ts';

export const qualityFilterSchema = z.enum(['NONE', 'AUTO', 'LOW', 'MEDIUM', 'HIGH']);
export type QualityFilter = z.infer<typeof qualityFilterSchema>;

/** Why a face is not used, in Rekognition's words. */
export type FilterReason =
  | 'EXTREME_POSE'
  | 'LOW_BRIGHTNESS'
  | 'LOW_CONFIDENCE'
  | 'LOW_SHARPNESS'
  | 'SMALL_BOUNDING_BOX';

interface Bar {
  readonly sizePixels: number;
  readonly sharpness: number;
  readonly brightness: number;
  readonly confidence: number;
  readonly yawDegrees: number;
}

const medium = { sizePixels: 36, sharpness: 0.3, brightness: 0.12, confidence: 0.85, yawDegrees: 70 };
/** The sandbox's own bars: AWS publishes none. AUTO is AWS's choice there, the middle one here. */
const bars: Readonly<Record<Exclude<QualityFilter, 'NONE'>, Bar>> = {
  LOW: { sizePixels: 30, sharpness: 0.15, brightness: 0.06, confidence: 0.8, yawDegrees: 85 },
  MEDIUM: medium,
  AUTO: medium,
  HIGH: { sizePixels: 60, sharpness: 0.5, brightness: 0.2, confidence: 0.95, yawDegrees: 45 },
};

/** Empty when the face may be used. */
export function filterReasons(face: FoundFace, filter: QualityFilter): readonly FilterReason[] {
  if (filter === 'NONE') return [];
  const bar = bars[filter];
  const { sizePixels, sharpness, brightness } = face.quality;
  const reasons: FilterReason[] = [];
  if (Math.abs(face.pose.yaw) > bar.yawDegrees) reasons.push('EXTREME_POSE');
  if (brightness < bar.brightness) reasons.push('LOW_BRIGHTNESS');
  if (sharpness < bar.sharpness) reasons.push('LOW_SHARPNESS');
  if (face.confidence < bar.confidence) reasons.push('LOW_CONFIDENCE');
  if (sizePixels < bar.sizePixels) reasons.push('SMALL_BOUNDING_BOX');
  return reasons;
}
