import { type MapFile, mapFile } from '../../../lambdas/zone/map-file.ts';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import type { Camera, ZoneFile } from '../../../lambdas/zone/zone-file.ts';
import type { Plan } from '../../../tools/plan/read-plan.ts';

export const view = {
  ...{ mountHeightMeters: 3.5, watchesAtMeters: 10, rangeMeters: 50, pictureWidthPixels: 1920 },
  ...{ sensorWidthMillimeters: 5.4, focalLengthMillimeters: 12 },
};

const text = `version: 1
zone:
  id: test-zone
  name: { th: เขตทดสอบ, en: Test Zone }
  sampling: { framesPerSecond: 2 }
  tiers: [{ tier: 1, afterSeconds: 0 }]
sites:
  - { id: market, name: { th: ตลาดริมโขง, en: Market }, latitude: 17.88, longitude: 102.74 }
  - { id: station, name: { th: สถานีรถไฟ, en: Station }, latitude: 17.87, longitude: 102.75 }
cameras:
  - { id: gate-camera, site: market, watches: [faces], bearingDegrees: 90 }
poles:
  - { id: market-pole, site: market }
  - { id: station-pole, site: station }
`;

/** A river 1.1 km north of the market, with a bridge. */
export const map: MapFile = mapFile.parse({
  version: 1,
  made: 'for tests',
  features: [
    {
      kind: 'water',
      name: { th: 'แม่น้ำ', en: 'River' },
      line: [
        [102.7, 17.89],
        [102.8, 17.89],
        [102.8, 17.9],
        [102.7, 17.9],
      ],
    },
    {
      kind: 'bridge',
      line: [
        [102.79, 17.889],
        [102.79, 17.901],
      ],
    },
  ],
});

type Changes = Partial<Pick<ZoneFile, 'sites' | 'cameras' | 'poles' | 'phases'>>;

/** Two sites: a market with a camera and a pole, and a station with a pole that no camera sees. */
export function makePlan(change: (zone: ZoneFile) => Changes = () => ({})): Plan {
  const zone = parseZoneFile(text, 'zone.yaml');
  const [camera] = zone.cameras;
  const base = { ...zone, cameras: camera ? [{ ...camera, view }] : [] };
  return {
    file: 'zone.yaml',
    zone: { ...base, ...change(base) },
    ...{ map, mapName: 'test-map.json', lineOf: () => 1 },
  };
}

export function makePlanCamera(overrides: Partial<Camera> = {}): Camera {
  return { id: 'gate-camera', site: 'market', watches: ['faces'], bearingDegrees: 90, view, ...overrides };
}
