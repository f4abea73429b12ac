import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { baseMapFile } from '../../lambdas/zone/console.ts';
import { mapFile } from '../../lambdas/zone/map-file.ts';
import { defaultBundling, projectRoot } from '../zone-function.ts';

/**
 * Puts `zones/<zone's id>-map.json` beside the function, else the map that is named by the id's first part: zones of one
 * city (`nongkhai`, `nongkhai-demo`) share it. Without either there is none. Throws ZodError where it is no map.
 */
export function mapBundling(zoneId: string): BundlingOptions {
  const names = [zoneId, zoneId.replace(/-.*/, '')];
  const path = names.map((name) => join(projectRoot, 'zones', `${name}-map.json`)).find(existsSync);
  if (path === undefined) return defaultBundling;
  mapFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    ...defaultBundling,
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_input, output) => [`cp "${path}" "${join(output, baseMapFile)}"`],
    },
  };
}
