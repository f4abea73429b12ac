import { createHash } from 'node:crypto';
import {
  AssociateFacesCommand,
  ConflictException,
  CreateUserCommand,
  DeleteFacesCommand,
  DeleteUserCommand,
  type FaceRecord,
  ImageTooLargeException,
  IndexFacesCommand,
  InvalidImageFormatException,
  InvalidParameterException,
  paginateListFaces,
  type Reason,
  type RekognitionClient,
  ResourceNotFoundException,
  type UnindexedFace,
} from '@aws-sdk/client-rekognition';
import type { FaceCollection, PhotoVerdict } from './face-collection.ts';

export interface RekognitionFaceCollectionParams {
  readonly client: RekognitionClient;
  readonly collectionId: string;
}

interface IndexedPhoto {
  readonly verdict: PhotoVerdict;
  readonly faceId?: string;
}

/** A removed person's vectors are still in the collection: the removal must be repeated. */
export class FaceNotDeletedError extends Error {
  override readonly name = 'FaceNotDeletedError';
}

/** Faces in a Rekognition collection: one user per person, one vector per photo. */
export function rekognitionFaceCollection(params: RekognitionFaceCollectionParams): FaceCollection {
  return {
    addPhotos: (personId, photos) => addPhotos(params, personId, photos),
    removePerson: (personId) => removePerson(params, personId),
  };
}

async function addPhotos(
  params: RekognitionFaceCollectionParams,
  personId: string,
  photos: readonly Uint8Array[],
): Promise<readonly PhotoVerdict[]> {
  const indexed: IndexedPhoto[] = [];
  // One after the other: the default quota is 5 calls a second for the whole account.
  for (const photo of photos) indexed.push(await indexPhoto(params, personId, photo));
  const faceIds = indexed.flatMap(({ faceId }) => faceId ?? []);
  if (faceIds.length === 0) return indexed.map(({ verdict }) => verdict);
  await createUser(params, personId);
  const strangers = await associate(params, personId, faceIds);
  return indexed.map(({ verdict, faceId }) =>
    faceId !== undefined && strangers.has(faceId) ? 'other-person' : verdict,
  );
}

async function indexPhoto(
  { client, collectionId }: RekognitionFaceCollectionParams,
  personId: string,
  photo: Uint8Array,
): Promise<IndexedPhoto> {
  try {
    const { FaceRecords = [], UnindexedFaces = [] } = await client.send(
      new IndexFacesCommand({
        CollectionId: collectionId,
        Image: { Bytes: photo },
        // The same picture under the same external id is not indexed twice.
        ExternalImageId: `${personId}:${createHash('sha256').update(photo).digest('hex').slice(0, 16)}`,
        MaxFaces: 1,
        QualityFilter: 'AUTO',
      }),
    );
    return await judge({ client, collectionId }, FaceRecords, UnindexedFaces);
  } catch (error) {
    if (isBadPhoto(error)) return { verdict: 'unreadable' };
    throw error;
  }
}

/** With two faces in the photo nobody knows whose vector it is, so it is deleted again. */
async function judge(
  { client, collectionId }: RekognitionFaceCollectionParams,
  records: readonly FaceRecord[],
  unindexed: readonly UnindexedFace[],
): Promise<IndexedPhoto> {
  const faceId = records[0]?.Face?.FaceId;
  const reasons = unindexed.flatMap((face) => face.Reasons ?? []);
  if (faceId === undefined) return { verdict: verdictOf(reasons) };
  if (!reasons.includes('EXCEEDS_MAX_FACES')) return { verdict: 'enrolled', faceId };
  await deleteFaces({ client, collectionId }, [faceId]);
  return { verdict: 'two-faces' };
}

const verdictByReason: Readonly<Record<Reason, PhotoVerdict>> = {
  EXCEEDS_MAX_FACES: 'two-faces',
  SMALL_BOUNDING_BOX: 'too-small',
  LOW_SHARPNESS: 'blurred',
  LOW_BRIGHTNESS: 'too-dark',
  EXTREME_POSE: 'turned-away',
  LOW_CONFIDENCE: 'no-face',
  LOW_FACE_QUALITY: 'blurred',
};

function verdictOf([reason]: readonly Reason[]): PhotoVerdict {
  return reason === undefined ? 'no-face' : (verdictByReason[reason] ?? 'no-face');
}

function isBadPhoto(error: unknown): boolean {
  return (
    error instanceof InvalidImageFormatException ||
    error instanceof ImageTooLargeException ||
    error instanceof InvalidParameterException
  );
}

async function createUser(
  { client, collectionId }: RekognitionFaceCollectionParams,
  personId: string,
): Promise<void> {
  try {
    await client.send(new CreateUserCommand({ CollectionId: collectionId, UserId: personId }));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** Returns the faces that do not look like the person's others; they are deleted again. */
async function associate(
  { client, collectionId }: RekognitionFaceCollectionParams,
  personId: string,
  faceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { UnsuccessfulFaceAssociations = [] } = await client.send(
    new AssociateFacesCommand({ CollectionId: collectionId, UserId: personId, FaceIds: [...faceIds] }),
  );
  const strangers = UnsuccessfulFaceAssociations.flatMap(({ FaceId }) => FaceId ?? []);
  await deleteFaces({ client, collectionId }, strangers);
  return new Set(strangers);
}

/**
 * The person's vectors are found by their external image id, not by the user: a removal that died half way has no
 * user any more but may have vectors. DeleteFaces refuses faces of a user, so the user goes first.
 */
async function removePerson(params: RekognitionFaceCollectionParams, personId: string): Promise<void> {
  const { client, collectionId } = params;
  const faceIds: string[] = [];
  for await (const { Faces = [] } of paginateListFaces({ client }, { CollectionId: collectionId })) {
    const own = Faces.filter(({ ExternalImageId }) => ExternalImageId?.startsWith(`${personId}:`));
    faceIds.push(...own.flatMap(({ FaceId }) => FaceId ?? []));
  }
  await deleteUser(params, personId);
  await deleteFaces(params, faceIds);
}

async function deleteUser(
  { client, collectionId }: RekognitionFaceCollectionParams,
  personId: string,
): Promise<void> {
  try {
    await client.send(new DeleteUserCommand({ CollectionId: collectionId, UserId: personId }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

async function deleteFaces(
  { client, collectionId }: RekognitionFaceCollectionParams,
  faceIds: readonly string[],
): Promise<void> {
  if (faceIds.length === 0) return;
  const { UnsuccessfulFaceDeletions = [] } = await client.send(
    new DeleteFacesCommand({ CollectionId: collectionId, FaceIds: [...faceIds] }),
  );
  const kept = UnsuccessfulFaceDeletions.filter(({ Reasons }) => !Reasons?.includes('FACE_NOT_FOUND'));
  if (kept.length > 0) throw new FaceNotDeletedError(`${kept.length} face vectors could not be deleted`);
}
