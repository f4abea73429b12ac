import { z } from 'zod';
import { action, collectionId } from './action.ts';
import { faceModelVersion } from './face-detail.ts';
import { pageOf } from './page.ts';

const byId = z.object({ CollectionId: collectionId });

/** The sandbox has one account in one region. */
function arnOf(id: string): string {
  return `aws:rekognition:ap-southeast-1:000000000000:collection/${id}`;
}

export const createCollection = action(byId, async ({ CollectionId }, { collections, now }) => {
  await collections.create(CollectionId, now());
  return { StatusCode: 200, CollectionArn: arnOf(CollectionId), FaceModelVersion: faceModelVersion };
});

export const describeCollection = action(byId, ({ CollectionId }, { collections }) => {
  const collection = collections.get(CollectionId);
  return {
    FaceCount: collection.faces.size,
    UserCount: collection.users.size,
    FaceModelVersion: faceModelVersion,
    CollectionARN: `arn:${arnOf(CollectionId)}`,
    CreationTimestamp: collection.createdAt.getTime() / 1000,
  };
});

const listInput = z.object({
  MaxResults: z.int().min(0).max(4096).default(1000),
  NextToken: z.string().optional(),
});

export const listCollections = action(listInput, ({ MaxResults, NextToken }, { collections }) => {
  const { items, next } = pageOf(collections.list(), MaxResults, NextToken);
  return {
    CollectionIds: items.map((collection) => collection.collectionId),
    FaceModelVersions: items.map(() => faceModelVersion),
    ...next,
  };
});

export const deleteCollection = action(byId, async ({ CollectionId }, { collections }) => {
  await collections.remove(CollectionId);
  return { StatusCode: 200 };
});
