import { z } from 'zod';
import { action, collectionId, faceId, userId } from './action.ts';
import { ownerOf } from './collection.ts';
import { faceModelVersion, faceSummary } from './face-detail.ts';
import { pageOf } from './page.ts';

const listInput = z.object({
  CollectionId: collectionId,
  UserId: userId.optional(),
  FaceIds: z.array(faceId).min(1).max(4096).optional(),
  MaxResults: z.int().min(0).max(4096).default(1000),
  NextToken: z.string().optional(),
});

export const listFaces = action(listInput, (request, { collections }) => {
  const collection = collections.get(request.CollectionId);
  const summaries = [...collection.faces.values()].map((face) =>
    faceSummary(face, ownerOf(collection, face.faceId)?.userId),
  );
  const wanted = summaries.filter(
    (face) =>
      (request.UserId === undefined || face.UserId === request.UserId) &&
      (request.FaceIds === undefined || request.FaceIds.includes(face.FaceId)),
  );
  const { items, next } = pageOf(wanted, request.MaxResults, request.NextToken);
  return { Faces: items, FaceModelVersion: faceModelVersion, ...next };
});

const deleteInput = z.object({ CollectionId: collectionId, FaceIds: z.array(faceId).min(1).max(4096) });

/** A face that belongs to a user stays, as on AWS: it has to be disassociated first. */
export const deleteFaces = action(deleteInput, async ({ CollectionId, FaceIds }, { collections }) => {
  const collection = collections.get(CollectionId);
  const deleted: string[] = [];
  const failed: object[] = [];
  for (const id of new Set(FaceIds)) {
    const owner = ownerOf(collection, id);
    if (owner) {
      failed.push({ FaceId: id, UserId: owner.userId, Reasons: ['ASSOCIATED_TO_AN_EXISTING_USER'] });
    } else if (collection.faces.delete(id)) deleted.push(id);
    else failed.push({ FaceId: id, Reasons: ['FACE_NOT_FOUND'] });
  }
  await collections.save(collection);
  return { DeletedFaces: deleted, UnsuccessfulFaceDeletions: failed };
});
