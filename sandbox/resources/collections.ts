import { CreateCollectionCommand, ResourceAlreadyExistsException } from '@aws-sdk/client-rekognition';
import { z } from 'zod';
import { arnOf, type Creator } from './world.ts';

/** AWS::Rekognition::Collection. */
export const createCollection: Creator = async ({ properties }, world) => {
  const { CollectionId } = z.object({ CollectionId: z.string() }).parse(properties);
  await world.clients.rekognition
    .send(new CreateCollectionCommand({ CollectionId }))
    .catch((error: unknown) => {
      if (!(error instanceof ResourceAlreadyExistsException)) throw error;
    });
  return {
    ref: CollectionId,
    attributes: { Arn: arnOf(world, 'rekognition', `collection/${CollectionId}`) },
  };
};
