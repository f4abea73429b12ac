import { viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import type { MapPoint } from '../../lambdas/zone/map-file.ts';
import type { Camera, Site, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { recognizingMeters } from './coverage.ts';
import { pixelsAt } from './pixels.ts';
import { type PlanRecord, recordsOf } from './records.ts';

const metersPerDegree = 111_195;
/** An arc in straight pieces: over 200 m they leave it by 8 cm. */
const arcStepDegrees = 3;
/** Of a degree: 1 cm. */
const digits = 1e7;

/**
 * The plan as GeoJSON (RFC 7946): a point for each site, camera and pole with all that the zone file says of it, and an
 * area of kind `view` or `recognition` for what each camera sees and recognizes. `zone plan import` reads it back.
 */
export function toGeoJson(zone: ZoneFile) {
  const siteOf = new Map(zone.sites.map((site) => [site.id, site]));
  const points = recordsOf(zone).flatMap((record) => {
    const site = siteOf.get(String(record.kind === 'site' ? record.id : record.site));
    return site ? [feature({ type: 'Point', coordinates: pointOf(site) }, record)] : [];
  });
  const areas = zone.cameras.flatMap((camera) => {
    const site = siteOf.get(camera.site);
    return site ? areasOf(camera, site) : [];
  });
  return { type: 'FeatureCollection', features: [...areas, ...points] } as const;
}

const feature = (geometry: unknown, properties: PlanRecord) => ({ type: 'Feature', geometry, properties });

const pointOf = ({ longitude, latitude }: Site): MapPoint => [longitude, latitude];

function areasOf(camera: Camera, site: Site) {
  const { id, view, watches, bearingDegrees } = camera;
  if (view === undefined) return [];
  const area = (kind: string, meters: number) =>
    feature(
      { type: 'Polygon', coordinates: [sector(site, bearingDegrees, viewDegreesOf(view), meters)] },
      {
        ...{ kind, camera: id, meters: Math.round(meters * 10) / 10, bearingDegrees },
        ...{ viewDegrees: Math.round(viewDegreesOf(view) * 10) / 10, heightMeters: view.mountHeightMeters },
        ...Object.fromEntries(
          watches.map((subject) => [
            `${subject}Pixels`,
            Math.floor(pixelsAt(subject, view, view.watchesAtMeters)),
          ]),
        ),
      },
    );
  const recognizing = recognizingMeters(camera);
  return [area('view', view.rangeMeters), ...(recognizing > 0 ? [area('recognition', recognizing)] : [])];
}

/** A closed ring around what is seen, counterclockwise as RFC 7946 wants outer rings. */
export function sector(site: Site, bearing: number, degrees: number, meters: number): readonly MapPoint[] {
  const pieces = Math.max(1, Math.ceil(degrees / arcStepDegrees));
  const squeeze = Math.cos((site.latitude * Math.PI) / 180);
  const arc = Array.from({ length: pieces + 1 }, (_, i): MapPoint => {
    const angle = ((bearing + degrees / 2 - (degrees * i) / pieces) * Math.PI) / 180;
    return [
      rounded(site.longitude + (meters * Math.sin(angle)) / (metersPerDegree * squeeze)),
      rounded(site.latitude + (meters * Math.cos(angle)) / metersPerDegree),
    ];
  });
  return [pointOf(site), ...arc, pointOf(site)];
}

const rounded = (degrees: number) => Math.round(degrees * digits) / digits;
