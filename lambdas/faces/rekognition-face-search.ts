import {
  InvalidImageFormatException,
  InvalidParameterException,
  type RekognitionClient,
  RekognitionServiceException,
  SearchUsersByImageCommand,
  type UserMatch,
} from '@aws-sdk/client-rekognition';
import { type FaceSearch, SearchBusyError, type SimilarUser } from './face-search.ts';

export interface RekognitionFaceSearchParams {
  readonly client: RekognitionClient;
  readonly collectionId: string;
}

/** Corrections are users too, and must not be cut off by others who are more alike (at most 500). */
const maxUsers = 100;
/** With the service's own failures: the same call may be made later. */
const busyErrors: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'TimeoutError',
]);

/** Searches user vectors, which are made of all photos of a person and more accurate than single ones. */
export function rekognitionFaceSearch({ client, collectionId }: RekognitionFaceSearchParams): FaceSearch {
  return {
    search: async (jpeg, minSimilarityPercent) => {
      try {
        const { SearchedFace, UserMatches, UnsearchedFaces } = await client.send(
          new SearchUsersByImageCommand({
            CollectionId: collectionId,
            Image: { Bytes: jpeg },
            UserMatchThreshold: minSimilarityPercent,
            MaxUsers: maxUsers,
            QualityFilter: 'AUTO',
          }),
        );
        // Without a face the answer is empty, not an error (unlike SearchFacesByImage).
        if (SearchedFace === undefined) {
          return { kind: 'unusable', reason: UnsearchedFaces?.[0]?.Reasons?.[0] ?? 'NO_FACE' };
        }
        return { kind: 'searched', users: (UserMatches ?? []).flatMap(toUser) };
      } catch (error) {
        if (error instanceof InvalidParameterException || error instanceof InvalidImageFormatException) {
          return { kind: 'unusable', reason: error.name };
        }
        if (isBusy(error)) throw new SearchBusyError('the face search is busy', { cause: error });
        throw error;
      }
    },
  };
}

function toUser({ User, Similarity }: UserMatch): readonly SimilarUser[] {
  if (User?.UserId === undefined || Similarity === undefined) return [];
  return [{ userId: User.UserId, similarityPercent: Similarity }];
}

/** The service refused a call for its load, or failed by itself. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isServerFault = error instanceof RekognitionServiceException && error.$fault === 'server';
  return isServerFault || busyErrors.has(error.name) || ('code' in error && error.code === 'ECONNRESET');
}
