import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs';
import { baseMapFile } from '../../lambdas/zone/console.ts';
import { mapFile } from '../../lambdas/zone/map-file.ts';
import { defaultBundling, projectRoot } from '../zone-function.ts';

/** Puts `zones/<zone's id>-map.json` beside the function, where the zone has one. Throws ZodError where it is no map. */
export function mapBundling(zoneId: string): BundlingOptions {
  const path = join(projectRoot, 'zones', `${zoneId}-map.json`);
  if (!existsSync(path)) return defaultBundling;
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
