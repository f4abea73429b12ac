import { z } from 'zod';
import type { FoundFace } from '../face-engine.ts';
import { action, collectionId, percent, type RekognitionContext } from './action.ts';
import { boundingBox, faceDetail, faceModelVersion } from './face-detail.ts';
import { imageSchema, type ReadImage } from './image.ts';
import { matchingFaces, matchingUsers } from './matches.ts';
import { filterReasons, type QualityFilter, qualityFilterSchema } from './quality-filter.ts';
import { RekognitionError } from './service-error.ts';

const byImage = z.object({
  CollectionId: collectionId,
  Image: imageSchema,
  QualityFilter: qualityFilterSchema.default('NONE'),
});

const usersInput = byImage.extend({
  UserMatchThreshold: percent.default(80),
  MaxUsers: z.int().min(1).max(500).default(500),
});

/** Only the largest face is searched; the others are told as unsearched. */
export const searchUsersByImage = action(usersInput, async (request, context) => {
  const collection = context.collections.get(request.CollectionId);
  const { image, searched, others } = await chooseFace(request, context);
  const unsearched = others.map(({ face, reasons }) => ({
    FaceDetail: faceDetail(face, image.picture),
    Reasons: reasons,
  }));
  const answer = { FaceModelVersion: faceModelVersion, UnsearchedFaces: unsearched };
  if (!searched) return { ...answer, UserMatches: [] };
  const vector = await (await context.engine()).describe(image.picture, searched);
  const limits = { threshold: request.UserMatchThreshold, max: request.MaxUsers };
  return {
    ...answer,
    UserMatches: matchingUsers(collection, vector, limits),
    SearchedFace: { FaceDetail: faceDetail(searched, image.picture) },
  };
});

const facesInput = byImage.extend({
  FaceMatchThreshold: percent.default(80),
  MaxFaces: z.int().min(1).max(4096).default(4096),
});

/** Unlike the search for users, a picture without a face is an error. */
export const searchFacesByImage = action(facesInput, async (request, context) => {
  const collection = context.collections.get(request.CollectionId);
  const { image, searched } = await chooseFace(request, context);
  if (!searched) {
    const message = 'There are no faces in the image. Should be at least 1.';
    throw new RekognitionError('InvalidParameterException', message);
  }
  const vector = await (await context.engine()).describe(image.picture, searched);
  return {
    SearchedFaceBoundingBox: boundingBox(searched.box, image.picture),
    SearchedFaceConfidence: searched.confidence * 100,
    FaceMatches: matchingFaces(collection, vector, {
      threshold: request.FaceMatchThreshold,
      max: request.MaxFaces,
    }),
    FaceModelVersion: faceModelVersion,
  };
});

interface Choice {
  readonly image: ReadImage;
  readonly searched: FoundFace | undefined;
  readonly others: readonly { readonly face: FoundFace; readonly reasons: readonly string[] }[];
}

async function chooseFace(
  request: { readonly Image: z.infer<typeof imageSchema>; readonly QualityFilter: QualityFilter },
  context: RekognitionContext,
): Promise<Choice> {
  const image = await context.readImage(request.Image);
  const found = await (await context.engine()).findFaces(image.picture);
  const judged = found.map((face) => ({ face, reasons: filterReasons(face, request.QualityFilter) }));
  const searched = judged.find(({ reasons }) => reasons.length === 0)?.face;
  const others = judged
    .filter(({ face }) => face !== searched)
    .map(({ face, reasons }) => ({ face, reasons: reasons.length > 0 ? reasons : ['FACE_NOT_LARGEST'] }));
  return { image, searched, others };
}
