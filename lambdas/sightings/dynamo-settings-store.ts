import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type ZoneSettings, zoneFile } from '../zone/zone-file.ts';
import { SettingsMissingError, type SettingsStore } from './settings-store.ts';

export interface DynamoSettingsStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** A changed zone file takes effect in running functions after at most this long. */
const keepMilliseconds = 60_000;

/** Settings from the registry, kept in memory for a minute. */
export function dynamoSettingsStore({ client, tableName, clock }: DynamoSettingsStoreParams): SettingsStore {
  let kept: { readonly settings: ZoneSettings; readonly readAt: number } | undefined;
  return {
    read: async () => {
      if (kept !== undefined && clock() - kept.readAt < keepMilliseconds) return kept.settings;
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { kind: 'zone', id: 'settings' } }),
      );
      if (Item === undefined) throw new SettingsMissingError(`no zone settings in table ${tableName}`);
      kept = { settings: zoneFile.shape.zone.parse(Item.settings), readAt: clock() };
      return kept.settings;
    },
  };
}
