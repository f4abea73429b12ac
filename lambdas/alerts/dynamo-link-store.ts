import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import { type AcknowledgeLink, acknowledgeLink } from './acknowledge-link.ts';
import type { LinkStore, LinkUser } from './link-store.ts';

export interface DynamoLinkStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** For so long an expired link is still told from one that never was. */
const keptAfterMilliseconds = 30 * 86_400_000;

/** Links lie beside their incident as `link#<SHA-256 of the token>`. */
export function dynamoLinkStore(params: DynamoLinkStoreParams): LinkStore {
  return {
    keep: async (link) => {
      const { client, tableName } = params;
      const expiresAt = Math.floor((link.validUntil + keptAfterMilliseconds) / 1000);
      const Item = { ...link, record: recordOf(link.tokenHash), [timeToLiveAttribute]: expiresAt };
      await client.send(new PutCommand({ TableName: tableName, Item }));
    },
    find: (incidentId, tokenHash) => find(params, incidentId, tokenHash),
    use: (incidentId, tokenHash, user) => use(params, incidentId, tokenHash, user),
  };
}

const recordOf = (tokenHash: string) => `link#${tokenHash}`;

async function find(
  { client, tableName }: DynamoLinkStoreParams,
  incidentId: string,
  tokenHash: string,
): Promise<AcknowledgeLink | undefined> {
  const Key = { incidentId, record: recordOf(tokenHash) };
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  if (Item === undefined) return undefined;
  const { record: _, [timeToLiveAttribute]: __, ...stored } = Item;
  return acknowledgeLink.parse(stored);
}

async function use(
  params: DynamoLinkStoreParams,
  incidentId: string,
  tokenHash: string,
  { by, at }: LinkUser,
): Promise<LinkUser | undefined> {
  try {
    await params.client.send(
      new UpdateCommand({
        TableName: params.tableName,
        Key: { incidentId, record: recordOf(tokenHash) },
        UpdateExpression: 'SET usedBy = :by, usedAt = :at',
        // A link that is not there has no `validUntil`, so the condition fails for it too.
        ConditionExpression: 'validUntil > :at AND attribute_not_exists(usedBy)',
        ExpressionAttributeValues: { ':by': by, ':at': at },
      }),
    );
    return { by, at };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  const link = await find(params, incidentId, tokenHash);
  if (link?.usedBy === undefined || link.usedAt === undefined) return undefined;
  return { by: link.usedBy, at: link.usedAt };
}
