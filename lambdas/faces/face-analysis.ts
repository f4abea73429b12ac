import type { FaceAttributes } from '../sightings/face-attributes.ts';

/** Says what a face looks like, for filters of a search; never a reason to alert. */
export interface FaceAnalysis {
  /** What is sure enough of the largest face of a JPEG; empty when there is none. Throws when the service is busy. */
  analyze(jpeg: Uint8Array): Promise<FaceAttributes>;
}
