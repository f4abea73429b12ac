import type { FaceAnalysis } from '../../lambdas/faces/face-analysis.ts';
import type { FaceAttributes } from '../../lambdas/sightings/face-attributes.ts';

export interface MemoryFaceAnalysis extends FaceAnalysis {
  /** The crops that were analyzed. */
  readonly analyzed: readonly Uint8Array[];
}

export function memoryFaceAnalysis(answer: FaceAttributes | Error = {}): MemoryFaceAnalysis {
  const analyzed: Uint8Array[] = [];
  return {
    analyzed,
    analyze: async (jpeg) => {
      analyzed.push(jpeg);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}
