import { z } from 'zod';
import { cosine, similarityPercent } from '../face-engine.ts';
import { action, collectionId, faceId, percent, userId } from './action.ts';
import { type Collection, ownerOf, requireUser, type StoredUser, userVector } from './collection.ts';
import { RekognitionError } from './service-error.ts';

const input = z.object({
  CollectionId: collectionId,
  UserId: userId,
  FaceIds: z.array(faceId).min(1).max(100),
  UserMatchThreshold: percent.default(75),
});

const maxFacesOfUser = 100;

/** Each face must be like the faces the user already has; the first one defines the user. */
export const associateFaces = action(input, async (request, { collections }) => {
  const collection = collections.get(request.CollectionId);
  const associated: object[] = [];
  const failed: object[] = [];
  for (const id of new Set(request.FaceIds)) {
    const user = requireUser(collection, request.UserId);
    const refusal = refusalOf(collection, user, id, request.UserMatchThreshold);
    if (refusal) failed.push({ FaceId: id, ...refusal });
    else {
      const faceIds = [...new Set([...user.faceIds, id])];
      collection.users.set(user.userId, { ...user, faceIds });
      associated.push({ FaceId: id });
    }
  }
  requireUser(collection, request.UserId);
  await collections.save(collection);
  return { AssociatedFaces: associated, UnsuccessfulFaceAssociations: failed, UserStatus: 'UPDATING' };
});

function refusalOf(
  collection: Collection,
  user: StoredUser,
  id: string,
  threshold: number,
): object | undefined {
  const face = collection.faces.get(id);
  if (!face) return { Reasons: ['FACE_NOT_FOUND'] };
  const owner = ownerOf(collection, id);
  if (owner && owner.userId !== user.userId) {
    return { UserId: owner.userId, Reasons: ['ASSOCIATED_TO_A_DIFFERENT_USER'] };
  }
  if (!owner && user.faceIds.length >= maxFacesOfUser) {
    throw new RekognitionError('ServiceQuotaExceededException', 'A user has at most 100 faces');
  }
  const known = userVector(collection, user);
  const confidence = known ? similarityPercent(cosine(known, face.vector)) : 100;
  return confidence < threshold ? { Confidence: confidence, Reasons: ['LOW_MATCH_CONFIDENCE'] } : undefined;
}

const disassociateInput = input.omit({ UserMatchThreshold: true });

export const disassociateFaces = action(disassociateInput, async (request, { collections }) => {
  const collection = collections.get(request.CollectionId);
  const user = requireUser(collection, request.UserId);
  const wanted = [...new Set(request.FaceIds)];
  const done = wanted.filter((id) => user.faceIds.includes(id));
  const failed = wanted.filter((id) => !done.includes(id)).map((id) => disassociationFailure(collection, id));
  const faceIds = user.faceIds.filter((id) => !done.includes(id));
  collection.users.set(user.userId, { ...user, faceIds });
  await collections.save(collection);
  return {
    DisassociatedFaces: done.map((FaceId) => ({ FaceId })),
    UnsuccessfulFaceDisassociations: failed,
    UserStatus: 'UPDATING',
  };
});

function disassociationFailure(collection: Collection, id: string): object {
  const owner = ownerOf(collection, id);
  if (!owner) return { FaceId: id, Reasons: ['FACE_NOT_FOUND'] };
  return { FaceId: id, UserId: owner.userId, Reasons: ['ASSOCIATED_TO_A_DIFFERENT_USER'] };
}
