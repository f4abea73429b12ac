import { dynamoPoleList } from '../lambdas/poles/dynamo-pole-list.ts';
import { dynamoPoleRegistry } from '../lambdas/poles/dynamo-pole-registry.ts';
import type { PoleList, PoleRegistry } from '../lambdas/poles/pole-registry.ts';
import { openZoneTables } from './zone-tables.ts';

export interface PoleListPorts {
  readonly poles: PoleList;
  readonly registry: Pick<PoleRegistry, 'rules'>;
}

/** The poles of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPoleListPorts(): Promise<PoleListPorts> {
  const table = (await openZoneTables()).at('RegistryTable');
  const silent = () => undefined;
  const telemetry = { info: silent, warn: silent, error: silent, measure: silent };
  return {
    poles: dynamoPoleList(table),
    registry: dynamoPoleRegistry({ ...table, telemetry, clock: Date.now }),
  };
}
