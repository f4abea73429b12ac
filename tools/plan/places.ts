import { distance, type Point } from '../../lambdas/cameras/sight.ts';
import type { MapFeature, MapPoint } from '../../lambdas/zone/map-file.ts';
import type { Site } from '../../lambdas/zone/zone-file.ts';
import type { Finding } from './finding.ts';
import type { Plan } from './read-plan.ts';

/** A wrong digit in the second decimal place moves a site by 11 km; a zone is a part of a city. */
const farthestMeters = 10_000;
/** What stands on a bridge stands over water; bridges are drawn as exactly as the rest of a base map. */
const bridgeMeters = 200;

/** Sites that stand in the water, far from all others, or where another stands already. */
export function checkPlaces({ zone, map, mapName = '' }: Plan): readonly Finding[] {
  const middle = middleOf(zone.sites);
  const waters = map.features.filter(({ kind }) => kind === 'water');
  const bridges = map.features.filter(({ kind }) => kind === 'bridge');
  return zone.sites.flatMap((site, index) => {
    const at = { level: 'error', site: site.id, path: ['sites', index, 'latitude'] } as const;
    const water = waters.find(({ line }) => isInside(site, line));
    const isOnBridge = bridges.some(({ line }) => metersToLine(site, line) <= bridgeMeters);
    const devices = namesAt(zone, site.id);
    const meters = distance(site, middle);
    return [
      ...(water && !isOnBridge ? [{ ...at, problem: inWater(site, water, devices, mapName) }] : []),
      ...(meters > farthestMeters ? [{ ...at, problem: farAway(site, meters) }] : []),
    ];
  });
}

function namesAt({ cameras, poles }: Plan['zone'], siteId: string): string {
  const ids = [...poles, ...cameras].filter(({ site }) => site === siteId).map(({ id }) => id);
  return ids.length === 0 ? '' : ` (${ids.join(', ')})`;
}

function inWater(site: Site, { line, name }: MapFeature, devices: string, mapName: string) {
  const meters = Math.round(metersToLine(site, line));
  return {
    th: `${site.id}${devices} อยู่ใน${name?.th ?? 'น้ำ'} ห่างฝั่ง ${meters} ม. ตาม ${mapName}: แก้พิกัดของจุด หรือแก้แผนที่`,
    en: `${site.id}${devices} stands in the ${name?.en ?? 'water'}, ${meters} m from its bank by ${mapName}: correct the coordinates, or the map`,
  };
}

const farAway = ({ id, latitude, longitude }: Site, meters: number) => ({
  th: `${id} (${latitude}, ${longitude}) อยู่ห่างจากกลางพื้นที่ ${Math.round(meters / 1000)} กม.: ตรวจตัวเลขพิกัด`,
  en: `${id} (${latitude}, ${longitude}) lies ${Math.round(meters / 1000)} km from the middle of the zone: check the digits`,
});

/** The middle one of each coordinate: one site that is far away does not move it. */
function middleOf(sites: readonly Point[]): Point {
  const middle = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    latitude: middle(sites.map(({ latitude }) => latitude)),
    longitude: middle(sites.map(({ longitude }) => longitude)),
  };
}

/** Whether a point lies inside an outline, by how often a line to the east crosses it. */
export function isInside({ latitude, longitude }: Point, outline: readonly MapPoint[]): boolean {
  let isIn = false;
  outline.forEach(([x, y], i) => {
    const [fromX, fromY] = outline.at(i - 1) ?? [x, y];
    const crosses = y > latitude !== fromY > latitude;
    if (crosses && longitude < x + ((latitude - y) / (fromY - y)) * (fromX - x)) isIn = !isIn;
  });
  return isIn;
}

/** Meters from a point to the nearest place of a line. */
function metersToLine(point: Point, line: readonly MapPoint[]): number {
  const squeeze = Math.cos((point.latitude * Math.PI) / 180);
  const flat = ([longitude, latitude]: MapPoint) =>
    [(longitude - point.longitude) * squeeze, latitude - point.latitude] as const;
  const legs = line.slice(1).map((end, i) => {
    const [[ax, ay], [bx, by]] = [flat(line[i] ?? end), flat(end)];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    return distance(point, {
      latitude: point.latitude + ay + share * dy,
      longitude: point.longitude + (ax + share * dx) / squeeze,
    });
  });
  return Math.min(...legs);
}
