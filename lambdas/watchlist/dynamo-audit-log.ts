import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../zone/records.ts';
import type { AuditLog } from './audit-log.ts';

export interface DynamoAuditLogParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Makes two rows of one millisecond two rows. */
  readonly randomPart: () => string;
}

export function dynamoAuditLog({ client, tableName, randomPart }: DynamoAuditLogParams): AuditLog {
  return {
    record: async ({ at, ...row }) => {
      const sortKey = `${new Date(at).toISOString()}#${randomPart()}`;
      await client.send(
        new PutCommand({
          TableName: tableName,
          Item: { ...row, [tableKeys.audit.sortKey]: sortKey },
          // An audit row may never be overwritten, whatever the random part does.
          ConditionExpression: `attribute_not_exists(${tableKeys.audit.partitionKey})`,
        }),
      );
    },
  };
}
