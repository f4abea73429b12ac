import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';

/** One site, camera or pole as one flat row: what CSV, GeoJSON and KML have in common. */
export type PlanRecord = Readonly<Record<string, string | number>>;

/** Where each column stands in a site, camera or pole of the zone file. */
export const columns = {
  site: {
    id: 'id',
    nameTh: 'name.th',
    nameEn: 'name.en',
    latitude: 'latitude',
    longitude: 'longitude',
    phase: 'phase',
    approachRoadTh: 'approachRoad.th',
    approachRoadEn: 'approachRoad.en',
    power: 'install.power',
    network: 'install.network',
    mounting: 'install.mounting',
    noteTh: 'install.note.th',
    noteEn: 'install.note.en',
  },
  camera: {
    id: 'id',
    site: 'site',
    phase: 'phase',
    watches: 'watches',
    bearingDegrees: 'bearingDegrees',
    framesPerSecond: 'sampling.framesPerSecond',
    mountHeightMeters: 'view.mountHeightMeters',
    watchesAtMeters: 'view.watchesAtMeters',
    rangeMeters: 'view.rangeMeters',
    pictureWidthPixels: 'view.pictureWidthPixels',
    horizontalDegrees: 'view.horizontalDegrees',
    sensorWidthMillimeters: 'view.sensorWidthMillimeters',
    focalLengthMillimeters: 'view.focalLengthMillimeters',
  },
  pole: { id: 'id', site: 'site', phase: 'phase' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type RecordKind = keyof typeof columns;
export const recordKinds = ['site', 'camera', 'pole'] as const satisfies readonly RecordKind[];

/** Numbers in the zone file; all else is text. */
export const numberColumns: ReadonlySet<string> = new Set([
  ...['latitude', 'longitude', 'bearingDegrees', 'framesPerSecond'],
  ...(Object.keys(columns.camera) as (keyof typeof columns.camera)[]).filter((column) =>
    columns.camera[column].startsWith('view.'),
  ),
]);

/** All columns, in the order of a table. */
export const allColumns: readonly string[] = [
  ...new Set(['kind', 'id', ...recordKinds.flatMap((kind) => Object.keys(columns[kind]))]),
];

/** Only for the reader; an import leaves them aside. */
export const shownColumns: readonly string[] = ['streamName', 'thingName'];

/** The sites, cameras and poles of a zone as rows. What `zone plan import` takes back: regions, masks and rules are not in it. */
export function recordsOf({ sites, cameras, poles }: ZoneFile): readonly PlanRecord[] {
  return [
    ...sites.map((site) => recordOf('site', site)),
    ...cameras.map((camera) => ({
      ...recordOf('camera', camera),
      ...{ streamName: camera.id, thingName: camera.id },
    })),
    ...poles.map((pole) => ({ ...recordOf('pole', pole), thingName: pole.id })),
  ];
}

function recordOf(kind: RecordKind, item: object): PlanRecord {
  const cells = Object.entries(columns[kind]).flatMap(([column, path]) => {
    const value = path
      .split('.')
      .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], item);
    if (Array.isArray(value)) return [[column, value.join(' ')] as const];
    return typeof value === 'string' || typeof value === 'number' ? [[column, value] as const] : [];
  });
  return { kind, ...Object.fromEntries(cells) };
}
