import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type ToldTiers, tierOfRecord } from './told-tiers.ts';

/** Reads what raise-alert keeps beside each incident; one small query an incident. */
export function dynamoToldTiers({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ToldTiers {
  return {
    highest: async (incidentId) => {
      const query = {
        TableName: tableName,
        KeyConditionExpression: 'incidentId = :id AND begins_with(#record, :alert)',
        FilterExpression: 'attribute_exists(sentAt)',
        ProjectionExpression: '#record',
        ExpressionAttributeNames: { '#record': 'record' },
        ExpressionAttributeValues: { ':id': incidentId, ':alert': 'alert#' },
      };
      let highest = 0;
      for await (const { Items = [] } of paginateQuery({ client }, query))
        highest = Math.max(highest, ...Items.map(({ record }) => tierOfRecord(String(record))));
      return highest;
    },
  };
}
