import { z } from 'zod';
import { action, collectionId, userId } from './action.ts';
import { requireUser, statusOf } from './collection.ts';
import { pageOf } from './page.ts';
import { RekognitionError } from './service-error.ts';

const oneUser = z.object({
  CollectionId: collectionId,
  UserId: userId,
  ClientRequestToken: z.string().optional(),
});

export const createUser = action(
  oneUser,
  async ({ CollectionId, UserId, ClientRequestToken }, { collections }) => {
    const collection = collections.get(CollectionId);
    const existing = collection.users.get(UserId);
    if (existing) {
      // The SDK repeats a lost call under the same token: that is no conflict.
      if (ClientRequestToken !== undefined && existing.createToken === ClientRequestToken) return {};
      throw new RekognitionError('ConflictException', `The user id: ${UserId} already exists`);
    }
    collection.users.set(UserId, { userId: UserId, faceIds: [], createToken: ClientRequestToken });
    await collections.save(collection);
    return {};
  },
);

/** The user's faces stay in the collection, as on AWS. */
export const deleteUser = action(oneUser, async ({ CollectionId, UserId }, { collections }) => {
  const collection = collections.get(CollectionId);
  collection.users.delete(requireUser(collection, UserId).userId);
  await collections.save(collection);
  return {};
});

const listInput = z.object({
  CollectionId: collectionId,
  MaxResults: z.int().min(1).max(500).default(100),
  NextToken: z.string().optional(),
});

export const listUsers = action(listInput, ({ CollectionId, MaxResults, NextToken }, { collections }) => {
  const { items, next } = pageOf([...collections.get(CollectionId).users.values()], MaxResults, NextToken);
  return { Users: items.map((user) => ({ UserId: user.userId, UserStatus: statusOf(user) })), ...next };
});
