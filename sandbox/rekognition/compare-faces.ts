import { z } from 'zod';
import { cosine, similarityPercent } from '../face-engine.ts';
import { action, percent } from './action.ts';
import { boundingBox, faceDetail } from './face-detail.ts';
import { imageSchema } from './image.ts';
import { filterReasons, qualityFilterSchema } from './quality-filter.ts';
import { RekognitionError } from './service-error.ts';

const input = z.object({
  SourceImage: imageSchema,
  TargetImage: imageSchema,
  SimilarityThreshold: percent.default(80),
  QualityFilter: qualityFilterSchema.default('NONE'),
});

/** The largest face of the source with every face of the target. */
export const compareFaces = action(input, async (request, context) => {
  const engine = await context.engine();
  const source = (await context.readImage(request.SourceImage)).picture;
  const target = (await context.readImage(request.TargetImage)).picture;
  const [searched] = await engine.findFaces(source);
  if (!searched)
    throw new RekognitionError('InvalidParameterException', 'There are no faces in the source image.');
  const vector = await engine.describe(source, searched);
  const compared = [];
  for (const face of await engine.findFaces(target)) {
    if (filterReasons(face, request.QualityFilter).length > 0) continue;
    const Similarity = similarityPercent(cosine(vector, await engine.describe(target, face)));
    compared.push({ Similarity, Face: faceDetail(face, target) });
  }
  const isMatch = ({ Similarity }: { readonly Similarity: number }) =>
    Similarity >= request.SimilarityThreshold;
  return {
    SourceImageFace: {
      BoundingBox: boundingBox(searched.box, source),
      Confidence: searched.confidence * 100,
    },
    FaceMatches: compared.filter(isMatch).sort((a, b) => b.Similarity - a.Similarity),
    UnmatchedFaces: compared.filter((each) => !isMatch(each)).map(({ Face }) => Face),
  };
});
