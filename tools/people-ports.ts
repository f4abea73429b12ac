import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoPeopleStore } from '../lambdas/cameras/dynamo-people-store.ts';
import type { PeopleStore } from '../lambdas/cameras/people-store.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

export interface PeoplePorts {
  readonly cameras: Pick<CameraStore, 'list'>;
  readonly people: Pick<PeopleStore, 'list'>;
}

/** What the cameras of the deployed zone counted, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPeoplePorts(stackName?: string): Promise<PeoplePorts> {
  const { RegistryTable: tableName } = await readStackOutputs(stackName);
  if (tableName === undefined)
    throw new StackMissingError('the stack has no output "RegistryTable": deploy it again');
  const registry = { client: DynamoDBDocumentClient.from(new DynamoDBClient()), tableName };
  return { cameras: dynamoCameraStore(registry), people: dynamoPeopleStore(registry) };
}
