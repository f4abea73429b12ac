import { expect, it } from 'vitest';
import { mapBundling } from '../../lib/console/map-bundling.ts';

const copied = (zoneId: string) => mapBundling(zoneId).commandHooks?.afterBundling('/in', '/out') ?? [];

it('puts the zone’s map beside the function, where there is one', () => {
  const copy = expect.stringMatching(/^cp ".*\/zones\/nongkhai-map\.json" "\/out\/base-map\.json"$/);

  expect(copied('nongkhai')).toEqual([copy]);
  expect(copied('nongkhai-demo')).toEqual([copy]);
  expect(copied('zone-without-a-map')).toEqual([]);
});
