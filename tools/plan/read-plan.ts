import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { emptyMap, type MapFile, mapFile } from '../../lambdas/zone/map-file.ts';
import { locateFields, parseYaml, parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';

/** A zone file with what it is drawn over. */
export interface Plan {
  readonly file: string;
  readonly zone: ZoneFile;
  readonly map: MapFile;
  /** Absent: nothing is known of rivers and roads. */
  readonly mapName?: string;
  /** The line (from 1) of a value in the zone file. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/**
 * Reads a zone file and the base map of its city, which lies beside it or in zones/. Throws FileRefusedError, and
 * node's own error where there is no file.
 */
export function readPlan(file: string, mapPath?: string): Plan {
  const text = readFileSync(file, 'utf8');
  const zone = parseZoneFile(text, file);
  const path = mapPath ?? findMap(zone.zone.id, [dirname(file), 'zones']);
  return {
    ...{ file, zone, lineOf: locateFields(text) },
    ...(path === undefined
      ? { map: emptyMap }
      : { map: parseYaml(mapFile, readFileSync(path, 'utf8'), path), mapName: basename(path) }),
  };
}

/** By the zone's id, else by its first part: zones of one city share a map (lib/console/map-bundling.ts). */
function findMap(zoneId: string, folders: readonly string[]): string | undefined {
  const names = [zoneId, zoneId.replace(/-.*/, '')];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, `${name}-map.json`)))
    .find((path) => existsSync(path));
}
