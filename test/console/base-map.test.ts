import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBaseMap } from '../../lambdas/console/aws-device-ports.ts';
import { baseMapFile } from '../../lambdas/zone/console.ts';
import { emptyMap, type MapPoint, mapFile } from '../../lambdas/zone/map-file.ts';
import { parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';

const text = readFileSync('zones/nongkhai-map.json', 'utf8');
const map = mapFile.parse(JSON.parse(text));
const zone = parseZoneFile(readFileSync('zones/nongkhai.yaml', 'utf8'), 'zones/nongkhai.yaml');

/** Whether a ray to the east meets the outline an odd number of times. */
function isInside([x, y]: MapPoint, outline: readonly MapPoint[]): boolean {
  return outline.reduce((inside, [x1, y1], i) => {
    const [x2, y2] = outline.at(i - 1) ?? [x1, y1];
    const meets = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
    return meets ? !inside : inside;
  }, false);
}

it('has no site of the zone in the river', () => {
  const [river] = map.features.filter(({ kind }) => kind === 'water');

  expect(
    zone.sites
      .filter(({ longitude, latitude }) => isInside([longitude, latitude], river?.line ?? []))
      .map(({ id }) => id),
  ).toEqual([]);
});

it('is read from beside the function', () => {
  const folder = mkdtempSync(join(tmpdir(), 'map-'));
  writeFileSync(join(folder, baseMapFile), text);

  expect(readBaseMap(folder)).toEqual(map);
});

it.each(['no JSON', '{"version":2}', undefined])('is plain ground where the file holds %j', (content) => {
  const folder = mkdtempSync(join(tmpdir(), 'map-'));
  if (content !== undefined) writeFileSync(join(folder, baseMapFile), content);

  expect(readBaseMap(folder)).toEqual(emptyMap);
});
