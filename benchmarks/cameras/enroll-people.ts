import {
  AssociateFacesCommand,
  CreateCollectionCommand,
  CreateUserCommand,
  IndexFacesCommand,
  type RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { DemoFace } from '../../sandbox/demo-people.ts';

export const collectionId = 'benchmark';

/** Makes the collection and puts people into it as the watchlist does: a user each, with all their pictures. */
export async function enrollPeople(
  client: RekognitionClient,
  people: Readonly<Record<string, readonly DemoFace[]>>,
  cut: (face: DemoFace) => Promise<Uint8Array>,
): Promise<void> {
  await client.send(new CreateCollectionCommand({ CollectionId: collectionId }));
  for (const [userId, pictures] of Object.entries(people)) {
    const user = { CollectionId: collectionId, UserId: userId };
    await client.send(new CreateUserCommand(user));
    const faceIds: string[] = [];
    for (const picture of pictures) faceIds.push(...(await indexFace(client, await cut(picture))));
    await client.send(new AssociateFacesCommand({ ...user, FaceIds: faceIds }));
  }
}

async function indexFace(client: RekognitionClient, jpeg: Uint8Array): Promise<readonly string[]> {
  const { FaceRecords = [] } = await client.send(
    new IndexFacesCommand({ CollectionId: collectionId, Image: { Bytes: jpeg }, MaxFaces: 1 }),
  );
  return FaceRecords.flatMap(({ Face }) => Face?.FaceId ?? []);
}
