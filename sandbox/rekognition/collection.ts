import type { BoundingBox } from './face-detail.ts';
import { RekognitionError } from './service-error.ts';

/** A face as a collection keeps it: a vector and where it came from, never the picture. */
export interface StoredFace {
  readonly faceId: string;
  readonly imageId: string;
  /** Of the image's bytes: the same image under the same ExternalImageId is stored once. */
  readonly imageHash: string;
  readonly externalImageId?: string | undefined;
  readonly boundingBox: BoundingBox;
  /** 0–100. */
  readonly confidence: number;
  readonly vector: Float32Array;
}

/** A person: the faces that were associated with one UserId. */
export interface StoredUser {
  readonly userId: string;
  readonly faceIds: readonly string[];
  /** Lets a repeated CreateUser of the same client call succeed. */
  readonly createToken?: string | undefined;
}

export interface Collection {
  readonly collectionId: string;
  readonly createdAt: Date;
  readonly faces: Map<string, StoredFace>;
  readonly users: Map<string, StoredUser>;
}

/** The user, or ResourceNotFoundException. */
export function requireUser(collection: Collection, userId: string): StoredUser {
  const user = collection.users.get(userId);
  if (user) return user;
  throw new RekognitionError('ResourceNotFoundException', `The user id: ${userId} does not exist`);
}

/** The user a face is associated with; at most one. */
export function ownerOf(collection: Collection, faceId: string): StoredUser | undefined {
  return [...collection.users.values()].find((user) => user.faceIds.includes(faceId));
}

/** CREATED until a face makes the user searchable. */
export function statusOf(user: StoredUser): 'ACTIVE' | 'CREATED' {
  return user.faceIds.length > 0 ? 'ACTIVE' : 'CREATED';
}

/** The mean of the user's faces at length 1, or nothing for a user without faces. */
export function userVector(collection: Collection, user: StoredUser): Float32Array | undefined {
  const vectors = user.faceIds.flatMap((faceId) => collection.faces.get(faceId)?.vector ?? []);
  const [first] = vectors;
  if (!first) return undefined;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) for (const [i, value] of vector.entries()) sum[i] = (sum[i] ?? 0) + value;
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
