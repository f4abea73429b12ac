import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { DynamoHoldingStoreParams } from './dynamo-holding-store.ts';
import { muteKey } from './mute-key.ts';
import type { MutedCameras } from './muted-cameras.ts';

const muteItem = z.object({ incidentId: z.string(), mutedUntil: z.number() });

/** DynamoDB takes no more keys at a time. */
const mostKeys = 100;
const mostTries = 3;

/** A hundred cameras in one call; a camera that DynamoDB leaves out three times counts as not muted. */
export function dynamoMutedCameras({ client, tableName }: DynamoHoldingStoreParams): MutedCameras {
  return {
    untilOf: async (cameraIds) => {
      const ids = [...new Set(cameraIds)];
      const batches = Array.from({ length: Math.ceil(ids.length / mostKeys) }, (_, i) =>
        ids.slice(i * mostKeys, (i + 1) * mostKeys),
      );
      const found = await Promise.all(batches.map((batch) => readBatch(client, tableName, batch)));
      const cameraOf = new Map(ids.map((id) => [muteKey(id).incidentId, id]));
      return new Map(
        found.flat().flatMap(({ incidentId, mutedUntil }) => {
          const cameraId = cameraOf.get(incidentId);
          return cameraId === undefined ? [] : [[cameraId, mutedUntil] as const];
        }),
      );
    },
  };
}

async function readBatch(client: DynamoDBDocumentClient, tableName: string, cameraIds: readonly string[]) {
  const found: z.infer<typeof muteItem>[] = [];
  let keys: Record<string, unknown>[] = cameraIds.map(muteKey);
  for (let tries = 0; tries < mostTries && keys.length > 0; tries++) {
    const RequestItems = { [tableName]: { Keys: keys } };
    const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems }));
    found.push(...(Responses?.[tableName] ?? []).flatMap((item) => muteItem.safeParse(item).data ?? []));
    keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return found;
}
