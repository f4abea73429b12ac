import { createHash } from 'node:crypto';
import {
  AssociateFacesCommand,
  ConflictException,
  CreateUserCommand,
  type FaceRecord,
  ImageTooLargeException,
  IndexFacesCommand,
  InvalidImageFormatException,
  InvalidParameterException,
  type Reason,
  type UnindexedFace,
} from '@aws-sdk/client-rekognition';
import type { FaceCollection, PhotoVerdict } from './face-collection.ts';
import {
  deleteFaces,
  faceName,
  type RekognitionFaceCollectionParams,
  rekognitionFaceRemoval,
} from './rekognition-face-removal.ts';

interface IndexedPhoto {
  readonly verdict: PhotoVerdict;
  readonly faceId?: string;
}

/** Faces in a Rekognition collection: one user per person, one vector per photo. */
export function rekognitionFaceCollection(params: RekognitionFaceCollectionParams): FaceCollection {
  return {
    addPhotos: (userId, photos) => addFaces(params, userId, photos, 'only'),
    addLargestFace: async (userId, picture) =>
      (await addFaces(params, userId, [picture], 'largest'))[0] ?? 'no-face',
    ...rekognitionFaceRemoval(params),
  };
}

/** Which face of a picture is the user's: with `only`, a picture with two faces is refused. */
type WhichFace = 'only' | 'largest';

async function addFaces(
  params: RekognitionFaceCollectionParams,
  userId: string,
  photos: readonly Uint8Array[],
  which: WhichFace,
): Promise<readonly PhotoVerdict[]> {
  const indexed: IndexedPhoto[] = [];
  // One after the other: the default quota is 5 calls a second for the whole account.
  for (const photo of photos) indexed.push(await indexPhoto(params, userId, photo, which));
  const faceIds = indexed.flatMap(({ faceId }) => faceId ?? []);
  if (faceIds.length === 0) return indexed.map(({ verdict }) => verdict);
  await createUser(params, userId);
  const strangers = await associate(params, userId, faceIds);
  return indexed.map(({ verdict, faceId }) =>
    faceId !== undefined && strangers.has(faceId) ? 'other-person' : verdict,
  );
}

async function indexPhoto(
  { client, collectionId }: RekognitionFaceCollectionParams,
  userId: string,
  photo: Uint8Array,
  which: WhichFace,
): Promise<IndexedPhoto> {
  try {
    const { FaceRecords = [], UnindexedFaces = [] } = await client.send(
      new IndexFacesCommand({
        CollectionId: collectionId,
        Image: { Bytes: photo },
        // The same picture under the same external id is not indexed twice.
        ExternalImageId: faceName(userId, createHash('sha256').update(photo).digest('hex').slice(0, 16)),
        MaxFaces: 1,
        QualityFilter: 'AUTO',
      }),
    );
    return await judge({ client, collectionId }, FaceRecords, UnindexedFaces, which);
  } catch (error) {
    if (isBadPhoto(error)) return { verdict: 'unreadable' };
    throw error;
  }
}

/** With two faces in a photo of one nobody knows whose vector it is, so it is deleted again. */
async function judge(
  { client, collectionId }: RekognitionFaceCollectionParams,
  records: readonly FaceRecord[],
  unindexed: readonly UnindexedFace[],
  which: WhichFace,
): Promise<IndexedPhoto> {
  const faceId = records[0]?.Face?.FaceId;
  const reasons = unindexed.flatMap((face) => face.Reasons ?? []);
  if (faceId === undefined) return { verdict: verdictOf(reasons) };
  if (which === 'largest' || !reasons.includes('EXCEEDS_MAX_FACES')) return { verdict: 'enrolled', faceId };
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
  userId: string,
): Promise<void> {
  try {
    await client.send(new CreateUserCommand({ CollectionId: collectionId, UserId: userId }));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** Returns the faces that do not look like the person's others; they are deleted again. */
async function associate(
  { client, collectionId }: RekognitionFaceCollectionParams,
  userId: string,
  faceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { UnsuccessfulFaceAssociations = [] } = await client.send(
    new AssociateFacesCommand({ CollectionId: collectionId, UserId: userId, FaceIds: [...faceIds] }),
  );
  const strangers = UnsuccessfulFaceAssociations.flatMap(({ FaceId }) => FaceId ?? []);
  await deleteFaces({ client, collectionId }, strangers);
  return new Set(strangers);
}
