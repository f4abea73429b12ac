import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { cameraFaults } from '../zone/messages.ts';
import { camera } from './camera.ts';
import type { CameraList, CameraWatch, ListedCamera } from './camera-list.ts';

export interface DynamoCameraListParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const mark = z.object({ told: z.number().optional(), turnedAt: z.number().optional() });
// Only what is shown: what else watch-camera keeps in its state may change without anybody losing sight of a camera.
const cursorItem = z.object({
  id: z.string(),
  watchedTo: z.number(),
  state: z
    .object({
      health: z.object({ hadPicture: z.boolean(), faults: z.partialRecord(z.enum(cameraFaults), mark) }),
    })
    .optional()
    .catch(undefined),
});

/** Two queries, however many cameras: those of the zone file, and how far each was watched. */
export function dynamoCameraList(params: DynamoCameraListParams): CameraList {
  return {
    list: async () => {
      const [cameras, watches] = await Promise.all([
        query(params, 'camera'),
        // A state holds kilobytes of passes and views that nobody shows.
        query(params, 'cursor', {
          ProjectionExpression: 'id, watchedTo, #state.health.hadPicture, #state.health.faults',
          names: { '#state': 'state' },
        }),
      ]);
      const byId = new Map(watches.map(watchOf));
      return cameras.map((item): ListedCamera => {
        const known = camera.parse(item);
        const watch = byId.get(known.id);
        return { camera: known, ...(watch && { watch }) };
      });
    },
  };
}

function watchOf(item: Readonly<Record<string, unknown>>): readonly [string, CameraWatch] {
  const { id, watchedTo, state } = cursorItem.parse(item);
  const { hadPicture, faults } = state?.health ?? { hadPicture: false, faults: {} };
  return [id, { watchedTo, hadPicture, faults }];
}

interface Projection {
  readonly ProjectionExpression: string;
  readonly names: Readonly<Record<string, string>>;
}

async function query(
  { client, tableName }: DynamoCameraListParams,
  kind: 'camera' | 'cursor',
  projection?: Projection,
) {
  const items: Record<string, unknown>[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#kind = :kind',
      ExpressionAttributeNames: { '#kind': 'kind', ...projection?.names },
      ExpressionAttributeValues: { ':kind': kind },
      ...(projection && { ProjectionExpression: projection.ProjectionExpression }),
    },
  );
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}
