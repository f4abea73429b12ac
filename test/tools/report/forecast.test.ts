import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { camera } from '../../../lambdas/cameras/camera.ts';
import { poleStateOfItem } from '../../../lambdas/poles/dynamo-pole-state.ts';
import { registryItems } from '../../../lambdas/setup/apply-zone.ts';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import { estimate } from '../../../tools/cost/estimate.ts';
import { readPriceFile } from '../../../tools/cost/prices.ts';
import { forecastOf, registeredZone } from '../../../tools/report/forecast.ts';

it('forecasts from the registry what zone cost forecasts from the file', () => {
  const zone = parseZoneFile(readFileSync('zones/nongkhai.yaml', 'utf8'), 'zones/nongkhai.yaml');
  const items = registryItems(zone, 0);
  const cameras = items.flatMap((item) => (item.kind === 'camera' ? [{ camera: camera.parse(item) }] : []));
  const poles = items.flatMap((item) =>
    item.kind === 'pole' ? [{ poleId: item.id, place: item.place, state: poleStateOfItem(undefined) }] : [],
  );
  const prices = readPriceFile();

  const read = registeredZone({ settings: zone.zone, cameras, poles });

  expect(read && forecastOf(read, prices).usd).toBeCloseTo(estimate({ zone, prices }).usd, 6);
});
