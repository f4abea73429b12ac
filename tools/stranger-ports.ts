import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoStrangerStore } from '../lambdas/sightings/dynamo-stranger-store.ts';
import type { ListStrangersPorts } from '../lambdas/sightings/list-strangers.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import { openZoneTables } from './zone-tables.ts';

export interface StrangersPorts extends ListStrangersPorts {
  readonly settings: SettingsStore;
  readonly cameras: Pick<CameraStore, 'list'>;
}

/** The zone does not keep strangers. */
export class StrangersOffError extends Error {
  override readonly name = 'StrangersOffError';

  constructor() {
    super('this zone keeps no strangers: "strangers" is not in its zone file (docs/privacy.md, "Strangers")');
  }
}

/** The tables of the deployed zone. Throws StackMissingError, and StrangersOffError where there is none. */
export async function openStrangersPorts(stackName?: string): Promise<StrangersPorts> {
  const tables = await openZoneTables(stackName);
  if (tables.outputs.StrangersTable === undefined) throw new StrangersOffError();
  return {
    settings: tables.settings(),
    cameras: dynamoCameraStore(tables.at('RegistryTable')),
    strangers: dynamoStrangerStore(tables.at('StrangersTable')),
    audit: tables.audit(),
  };
}
