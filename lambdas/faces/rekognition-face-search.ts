import {
  InvalidImageFormatException,
  InvalidParameterException,
  type RekognitionClient,
  SearchUsersByImageCommand,
  type UserMatch,
} from '@aws-sdk/client-rekognition';
import type { FaceCandidate, FaceSearch } from './face-search.ts';

export interface RekognitionFaceSearchParams {
  readonly client: RekognitionClient;
  readonly collectionId: string;
}

/** More people than this who all look alike help no operator. */
const maxCandidates = 5;

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
            MaxUsers: maxCandidates,
            QualityFilter: 'AUTO',
          }),
        );
        // Without a face the answer is empty, not an error (unlike SearchFacesByImage).
        if (SearchedFace === undefined) {
          return { kind: 'unusable', reason: UnsearchedFaces?.[0]?.Reasons?.[0] ?? 'NO_FACE' };
        }
        return { kind: 'searched', candidates: (UserMatches ?? []).flatMap(toCandidate) };
      } catch (error) {
        if (error instanceof InvalidParameterException || error instanceof InvalidImageFormatException) {
          return { kind: 'unusable', reason: error.name };
        }
        throw error;
      }
    },
  };
}

function toCandidate({ User, Similarity }: UserMatch): readonly FaceCandidate[] {
  if (User?.UserId === undefined || Similarity === undefined) return [];
  return [{ entryId: User.UserId, similarityPercent: Similarity }];
}
