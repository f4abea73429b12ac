import {
  DeleteFacesCommand,
  IndexFacesCommand,
  InvalidImageFormatException,
  InvalidParameterException,
  paginateListFaces,
  type RekognitionClient,
  ResourceNotFoundException,
  SearchFacesByImageCommand,
} from '@aws-sdk/client-rekognition';
import { SearchBusyError } from './face-search.ts';
import { isBusy } from './rekognition-face-search.ts';
import type { StrangerFaces, StrangerRemoval } from './stranger-faces.ts';

export interface RekognitionStrangerFacesParams {
  readonly client: RekognitionClient;
  readonly collectionId: string;
}

/** Some vectors whose time is over are still there; the next run tries again. */
export class StrangersNotRemovedError extends Error {
  override readonly name = 'StrangersNotRemovedError';
}

/** The nearest are enough: those that are over are passed by. */
const maxFaces = 10;

/**
 * Each stranger is one face that bears the id as its external id. No users: one of a single face is no better than the
 * face, and costs two more calls, between which it can be left half made.
 */
export function rekognitionStrangerFaces(params: RekognitionStrangerFacesParams): StrangerFaces {
  const { client, collectionId: CollectionId } = params;
  return {
    search: async (jpeg, minSimilarityPercent) => {
      const command = new SearchFacesByImageCommand({
        CollectionId,
        Image: { Bytes: jpeg },
        FaceMatchThreshold: minSimilarityPercent,
        MaxFaces: maxFaces,
        QualityFilter: 'AUTO',
      });
      const { FaceMatches = [] } = (await unlessBad(client.send(command))) ?? {};
      return FaceMatches.flatMap(({ Face }) => Face?.ExternalImageId ?? []);
    },
    remember: async (strangerId, jpeg) => {
      const command = new IndexFacesCommand({
        CollectionId,
        Image: { Bytes: jpeg },
        ExternalImageId: strangerId,
        MaxFaces: 1,
        QualityFilter: 'AUTO',
      });
      const { FaceRecords = [] } = (await unlessBad(client.send(command))) ?? {};
      return FaceRecords.length > 0 ? 'kept' : 'refused';
    },
  };
}

/** The answer, or undefined for a picture without a face that can be compared, which is an error to these calls. */
async function unlessBad<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof InvalidParameterException || error instanceof InvalidImageFormatException)
      return undefined;
    if (isBusy(error)) throw new SearchBusyError('the faces of strangers are busy', { cause: error });
    throw error;
  }
}

/** DeleteFaces takes at most as many: https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DeleteFaces.html */
const mostFacesOfOneCall = 4096;

/** A collection that is gone holds nobody. Throws StrangersNotRemovedError. */
export function rekognitionStrangerRemoval(params: RekognitionStrangerFacesParams): StrangerRemoval {
  return {
    removeWhere: async (isOver) => {
      const faceIds = await listFaces(params, isOver);
      for (let at = 0; at < faceIds.length; at += mostFacesOfOneCall)
        await deleteFaces(params, faceIds.slice(at, at + mostFacesOfOneCall));
      return faceIds.length;
    },
  };
}

async function listFaces(
  { client, collectionId }: RekognitionStrangerFacesParams,
  isOver: (strangerId: string) => boolean,
): Promise<readonly string[]> {
  const over: string[] = [];
  const pages = paginateListFaces({ client, pageSize: mostFacesOfOneCall }, { CollectionId: collectionId });
  try {
    for await (const { Faces = [] } of pages)
      over.push(...Faces.flatMap((face) => (isOver(face.ExternalImageId ?? '') ? (face.FaceId ?? []) : [])));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return over;
}

async function deleteFaces(
  { client, collectionId }: RekognitionStrangerFacesParams,
  faceIds: readonly string[],
): Promise<void> {
  const { UnsuccessfulFaceDeletions = [] } = await client.send(
    new DeleteFacesCommand({ CollectionId: collectionId, FaceIds: [...faceIds] }),
  );
  const kept = UnsuccessfulFaceDeletions.filter(({ Reasons }) => !Reasons?.includes('FACE_NOT_FOUND'));
  if (kept.length > 0)
    throw new StrangersNotRemovedError(`${kept.length} faces of strangers could not be deleted`);
}
