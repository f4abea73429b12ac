import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoPoleList } from '../lambdas/poles/dynamo-pole-list.ts';
import { dynamoPoleRegistry } from '../lambdas/poles/dynamo-pole-registry.ts';
import type { PoleList, PoleRegistry } from '../lambdas/poles/pole-registry.ts';
import { readStackOutput } from './stack-outputs.ts';

export interface PoleListPorts {
  readonly poles: PoleList;
  readonly registry: Pick<PoleRegistry, 'rules'>;
}

/** The poles of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPoleListPorts(): Promise<PoleListPorts> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const tableName = await readStackOutput('RegistryTable');
  const silent = () => undefined;
  const telemetry = { info: silent, warn: silent, error: silent, measure: silent };
  const registry = dynamoPoleRegistry({ client, tableName, telemetry, clock: Date.now });
  return { poles: dynamoPoleList({ client, tableName }), registry };
}
