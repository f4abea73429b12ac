import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { cameraState } from '../../lambdas/cameras/camera-state.ts';
import { dynamoPeopleStore } from '../../lambdas/cameras/dynamo-people-store.ts';
import { sumPeople } from '../../lambdas/cameras/sum-people.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';

/** What a camera that watches faces counts, as the page shows it. */
export interface PeopleView {
  readonly cameraId: string;
  /** Faces at the end of what was watched. */
  readonly now: number;
  /** Passes that ended within the last hour. */
  readonly lastHour: number;
  /** Most faces at a time within that hour. */
  readonly atOnce: number;
  readonly isCrowded: boolean;
}

export interface PeopleViewParams {
  readonly zone: Pick<ZoneFile, 'cameras'>;
  readonly client: DynamoDBDocumentClient;
  /** Of the registry. */
  readonly tableName: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

const hourMilliseconds = 3_600_000;

export function readPeople({
  zone,
  client,
  tableName,
  now,
}: PeopleViewParams): Promise<readonly PeopleView[]> {
  const store = dynamoPeopleStore({ client, tableName });
  const cameras = zone.cameras.filter(({ watches }) => watches.includes('faces'));
  return Promise.all(
    cameras.map(async ({ id: cameraId }) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { kind: 'cursor', id: cameraId } }),
      );
      const state = Item?.state === undefined ? undefined : cameraState.parse(Item.state);
      const minutes = await store.list({ cameraId, from: now - hourMilliseconds, to: now });
      const { passed, atOnce } = sumPeople([...minutes, ...(state?.people?.minutes ?? [])]);
      const isCrowded = state?.people?.crowd?.told ?? false;
      return { cameraId, now: state?.faces.length ?? 0, lastHour: passed, atOnce, isCrowded };
    }),
  );
}
