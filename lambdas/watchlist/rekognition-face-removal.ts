import {
  DeleteFacesCommand,
  DeleteUserCommand,
  paginateListFaces,
  paginateListUsers,
  type RekognitionClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-rekognition';
import { parseFaceUserId } from '../zone/face-users.ts';
import type { FaceCollection } from './face-collection.ts';

export interface RekognitionFaceCollectionParams {
  readonly client: RekognitionClient;
  readonly collectionId: string;
}

/** A removed person's vectors are still in the collection: the removal must be repeated. */
export class FaceNotDeletedError extends Error {
  override readonly name = 'FaceNotDeletedError';
}

/**
 * The name that each face bears in the collection: its user and its picture. By it the vectors of a user are found
 * who is gone already, since a removal may die half way.
 */
export function faceName(userId: string, pictureHash: string): string {
  return `${userId}:${pictureHash}`;
}

function userOfFace(name: string | undefined): string | undefined {
  const end = name?.lastIndexOf(':') ?? -1;
  return end < 0 ? undefined : name?.slice(0, end);
}

/** What takes faces out of a Rekognition collection. */
export function rekognitionFaceRemoval(
  params: RekognitionFaceCollectionParams,
): Pick<FaceCollection, 'removePerson' | 'removeUser' | 'listUsers'> {
  return {
    removePerson: (personId) => removeUsers(params, (userId) => personOf(userId) === personId, [personId]),
    removeUser: (removed) => removeUsers(params, (userId) => userId === removed, [removed]),
    listUsers: async () => [...(await facesByUser(params)).keys()],
  };
}

function personOf(userId: string): string {
  return parseFaceUserId(userId).entryId;
}

async function removeUsers(
  params: RekognitionFaceCollectionParams,
  isRemoved: (userId: string) => boolean,
  alsoUsers: readonly string[],
): Promise<void> {
  const found = [...(await facesByUser(params))].filter(([userId]) => isRemoved(userId));
  const users = new Set([...alsoUsers, ...found.map(([userId]) => userId)]);
  // DeleteFaces refuses faces of a user, so the users go first.
  for (const userId of users) await deleteUser(params, userId);
  await deleteFaces(
    params,
    found.flatMap(([, faceIds]) => faceIds),
  );
}

async function facesByUser({
  client,
  collectionId,
}: RekognitionFaceCollectionParams): Promise<ReadonlyMap<string, readonly string[]>> {
  const users = new Map<string, string[]>();
  const ofCollection = { CollectionId: collectionId };
  for await (const { Users = [] } of paginateListUsers({ client }, ofCollection)) {
    for (const { UserId } of Users) if (UserId !== undefined) users.set(UserId, []);
  }
  for await (const { Faces = [] } of paginateListFaces({ client }, ofCollection)) {
    for (const { ExternalImageId, FaceId } of Faces) {
      const userId = userOfFace(ExternalImageId);
      if (userId !== undefined && FaceId !== undefined) {
        users.set(userId, [...(users.get(userId) ?? []), FaceId]);
      }
    }
  }
  return users;
}

async function deleteUser(
  { client, collectionId }: RekognitionFaceCollectionParams,
  userId: string,
): Promise<void> {
  try {
    await client.send(new DeleteUserCommand({ CollectionId: collectionId, UserId: userId }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

/** DeleteFaces takes at most 4,096; a user has at most 100. */
const mostFacesOfOneCall = 4096;

/** Throws FaceNotDeletedError. */
export async function deleteFaces(
  { client, collectionId }: RekognitionFaceCollectionParams,
  faceIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < faceIds.length; at += mostFacesOfOneCall) {
    const FaceIds = faceIds.slice(at, at + mostFacesOfOneCall);
    const { UnsuccessfulFaceDeletions = [] } = await client.send(
      new DeleteFacesCommand({ CollectionId: collectionId, FaceIds }),
    );
    const kept = UnsuccessfulFaceDeletions.filter(({ Reasons }) => !Reasons?.includes('FACE_NOT_FOUND'));
    if (kept.length > 0) throw new FaceNotDeletedError(`${kept.length} face vectors could not be deleted`);
  }
}
