import { z } from 'zod';
import type { FoundFace } from '../face-engine.ts';
import { action, collectionId, externalImageId, type RekognitionContext } from './action.ts';
import type { Collection, StoredFace } from './collection.ts';
import { boundingBox, faceDetail, faceModelVersion, faceSummary } from './face-detail.ts';
import { imageSchema, type ReadImage } from './image.ts';
import { filterReasons, qualityFilterSchema } from './quality-filter.ts';

const input = z.object({
  CollectionId: collectionId,
  Image: imageSchema,
  ExternalImageId: externalImageId.optional(),
  DetectionAttributes: z.array(z.string()).default(['DEFAULT']),
  MaxFaces: z.int().min(1).default(100),
  QualityFilter: qualityFilterSchema.default('AUTO'),
});

export const indexFaces = action(input, async (request, context) => {
  const collection = context.collections.get(request.CollectionId);
  const image = await context.readImage(request.Image);
  const engine = await context.engine();
  const found = await engine.findFaces(image.picture);
  const judged = found.map((face) => ({ face, reasons: filterReasons(face, request.QualityFilter) }));
  const good = judged.filter(({ reasons }) => reasons.length === 0).map(({ face }) => face);
  const chosen = good.slice(0, request.MaxFaces);
  const landmarks = request.DetectionAttributes.includes('ALL') ? 'all' : 'default';
  const detail = (face: FoundFace) => faceDetail(face, image.picture, landmarks);

  const imageId = context.newId();
  const records = [];
  for (const face of chosen) {
    const vector = await engine.describe(image.picture, face);
    const stored = store(
      { collection, image, imageId, face, vector, name: request.ExternalImageId },
      context,
    );
    records.push({ Face: faceSummary(stored), FaceDetail: detail(face) });
  }
  await context.collections.save(collection);
  const refused = [
    ...judged.filter(({ reasons }) => reasons.length > 0),
    ...good.slice(request.MaxFaces).map((face) => ({ face, reasons: ['EXCEEDS_MAX_FACES'] })),
  ];
  const unindexed = refused.map(({ face, reasons }) => ({ Reasons: reasons, FaceDetail: detail(face) }));
  return { FaceRecords: records, UnindexedFaces: unindexed, FaceModelVersion: faceModelVersion };
});

interface NewFace {
  readonly collection: Collection;
  readonly image: ReadImage;
  readonly imageId: string;
  readonly face: FoundFace;
  readonly vector: Float32Array;
  readonly name: string | undefined;
}

/** The same face of the same image under the same name is there already: AWS stores it once. */
function store(
  { collection, image, imageId, face, vector, name }: NewFace,
  { newId }: RekognitionContext,
): StoredFace {
  const box = boundingBox(face.box, image.picture);
  const isSame = (stored: StoredFace) =>
    stored.imageHash === image.hash &&
    stored.externalImageId === name &&
    stored.boundingBox.Left === box.Left &&
    stored.boundingBox.Top === box.Top;
  const known = [...collection.faces.values()].find(isSame);
  if (known) return known;
  const confidence = face.confidence * 100;
  const faceId = newId();
  const added = {
    faceId,
    imageId,
    imageHash: image.hash,
    externalImageId: name,
    boundingBox: box,
    confidence,
    vector,
  };
  collection.faces.set(faceId, added);
  return added;
}
