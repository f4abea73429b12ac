import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoPeopleStore } from '../lambdas/cameras/dynamo-people-store.ts';
import type { PeopleStore } from '../lambdas/cameras/people-store.ts';
import { openZoneTables } from './zone-tables.ts';

export interface PeoplePorts {
  readonly cameras: Pick<CameraStore, 'list'>;
  readonly people: Pick<PeopleStore, 'list'>;
}

/** What the cameras of the deployed zone counted, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPeoplePorts(stackName?: string): Promise<PeoplePorts> {
  const registry = (await openZoneTables(stackName)).at('RegistryTable');
  return { cameras: dynamoCameraStore(registry), people: dynamoPeopleStore(registry) };
}
