import type { ListedCamera } from '../../lambdas/cameras/camera-list.ts';
import type { ListedPole } from '../../lambdas/poles/pole-registry.ts';
import { type ZoneFile, type ZoneSettings, zoneFile } from '../../lambdas/zone/zone-file.ts';
import { budgetOf } from '../cost/cost-report.ts';
import { estimate } from '../cost/estimate.ts';
import type { PriceFile } from '../cost/prices.ts';

/** What all of AWS is expected to cost in a month (`zone cost`), for the zone as it is now. */
export interface Forecast {
  readonly usd: number;
  readonly thb: number;
  /** The zone file's budget; absent where it names none. */
  readonly budgetUsd?: number;
}

export function forecastOf(zone: ZoneFile, prices: PriceFile): Forecast {
  const { usd, thb } = estimate({ zone, prices });
  const budgetUsd = budgetOf({ zone, prices });
  return { usd, thb, ...(budgetUsd !== undefined && { budgetUsd }) };
}

export interface RegisteredZone {
  readonly settings: ZoneSettings;
  readonly cameras: readonly ListedCamera[];
  readonly poles: readonly ListedPole[];
}

/** The zone file as far as the registry knows it, which is all that its cost depends on; undefined for a zone of an older version that cannot be read so. */
export function registeredZone({ settings, cameras, poles }: RegisteredZone): ZoneFile | undefined {
  const places = [...cameras.map(({ camera }) => camera.place), ...poles.map(({ place }) => place)];
  const sites = new Map(
    places.map(({ siteId, name, latitude, longitude }) => [
      siteId,
      { id: siteId, name, latitude, longitude },
    ]),
  );
  const { strangers: _, ...zone } = settings;
  const read = zoneFile.safeParse({
    ...{ version: 1, zone, sites: [...sites.values()] },
    cameras: cameras.map(
      ({ camera: { id, place, watches, framesPerSecond, paidCallsPerDay, priority } }) => ({
        ...{ id, site: place.siteId, watches, bearingDegrees: 0, sampling: { framesPerSecond } },
        ...{ paidCallsPerDay, priority },
      }),
    ),
    poles: poles.map(({ poleId, place }) => ({ id: poleId, site: place.siteId })),
  });
  return read.data;
}
