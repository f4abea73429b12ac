import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoSightingIndex } from '../lambdas/sightings/dynamo-sighting-index.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

/** The sightings of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPlateSearchPorts(stackName?: string): Promise<SearchSightingsPorts> {
  const outputs = await readStackOutputs(stackName);
  const table = (key: string) => {
    const value = outputs[key];
    if (value === undefined) throw new StackMissingError(`the stack has no output "${key}": deploy it again`);
    return value;
  };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  return {
    index: dynamoSightingIndex({ client, tableName: table('SightingsTable') }),
    audit: dynamoAuditLog({
      client,
      tableName: table('AuditTable'),
      randomPart: () => randomUUID().slice(0, 8),
    }),
  };
}
