import { z } from 'zod';
import { action, collectionId, faceId, percent, userId } from './action.ts';
import { type Collection, requireUser, userVector } from './collection.ts';
import { faceModelVersion } from './face-detail.ts';
import { matchingFaces, matchingUsers } from './matches.ts';
import { RekognitionError } from './service-error.ts';

const facesInput = z.object({
  CollectionId: collectionId,
  FaceId: faceId,
  FaceMatchThreshold: percent.default(80),
  MaxFaces: z.int().min(1).max(4096).default(4096),
});

export const searchFaces = action(facesInput, (request, { collections }) => {
  const collection = collections.get(request.CollectionId);
  const vector = vectorOfFace(collection, request.FaceId);
  const limits = { threshold: request.FaceMatchThreshold, max: request.MaxFaces };
  return {
    SearchedFaceId: request.FaceId,
    FaceMatches: matchingFaces(collection, vector, limits, request.FaceId),
    FaceModelVersion: faceModelVersion,
  };
});

const usersInput = z.object({
  CollectionId: collectionId,
  UserId: userId.optional(),
  FaceId: faceId.optional(),
  UserMatchThreshold: percent.default(80),
  MaxUsers: z.int().min(1).max(500).default(500),
});

/** Asks by exactly one of a user and a face. */
export const searchUsers = action(usersInput, (request, { collections }) => {
  const collection = collections.get(request.CollectionId);
  const { UserId, FaceId } = request;
  if ((UserId === undefined) === (FaceId === undefined)) {
    throw new RekognitionError('InvalidParameterException', 'Give either a UserId or a FaceId');
  }
  const vector =
    FaceId === undefined
      ? userVector(collection, requireUser(collection, UserId ?? ''))
      : vectorOfFace(collection, FaceId);
  const limits = { threshold: request.UserMatchThreshold, max: request.MaxUsers };
  return {
    UserMatches: vector ? matchingUsers(collection, vector, limits, UserId) : [],
    FaceModelVersion: faceModelVersion,
    ...(FaceId === undefined ? { SearchedUser: { UserId } } : { SearchedFace: { FaceId } }),
  };
});

function vectorOfFace(collection: Collection, id: string): Float32Array {
  const face = collection.faces.get(id);
  if (!face) throw new RekognitionError('InvalidParameterException', `The face id: ${id} does not exist`);
  return face.vector;
}
