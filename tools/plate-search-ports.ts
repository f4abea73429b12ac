import { dynamoSightingIndex } from '../lambdas/sightings/dynamo-sighting-index.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import { openZoneTables } from './zone-tables.ts';

/** The sightings of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openPlateSearchPorts(stackName?: string): Promise<SearchSightingsPorts> {
  const { at, audit } = await openZoneTables(stackName);
  return { index: dynamoSightingIndex(at('SightingsTable')), audit: audit() };
}
