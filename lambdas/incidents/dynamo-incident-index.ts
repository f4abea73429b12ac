import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { incidentsByState, timeToLiveAttribute } from '../zone/records.ts';
import { incidentOfItem } from './dynamo-incident-store.ts';
import type { Incident } from './incident.ts';
import type { IncidentIndex } from './incident-index.ts';

export interface DynamoIncidentIndexParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

const { indexName, partitionKey } = incidentsByState;

export function dynamoIncidentIndex({ client, tableName, clock }: DynamoIncidentIndexParams): IncidentIndex {
  return {
    newest: async (state, limit) => {
      const found: Incident[] = [];
      const query = {
        TableName: tableName,
        IndexName: indexName,
        KeyConditionExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': partitionKey },
        ExpressionAttributeValues: { ':state': state },
        ScanIndexForward: false,
      };
      for await (const { Items = [] } of paginateQuery({ client, pageSize: limit }, query)) {
        // DynamoDB deletes what expired within days, not at once.
        const kept = Items.filter((item) => Number(item[timeToLiveAttribute]) * 1000 > clock());
        found.push(...kept.map(incidentOfItem));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
  };
}
