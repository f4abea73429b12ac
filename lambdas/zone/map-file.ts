import { z } from 'zod';
import { bilingual } from './zone-file.ts';

/** `[longitude, latitude]` in degrees, WGS 84. */
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)]);
export type MapPoint = Readonly<z.infer<typeof point>>;

const line = z.array(point).min(2).max(60);

const feature = z.strictObject({
  /** `water` is an area, the others are lines. */
  kind: z.enum(['water', 'main-road', 'road', 'bridge', 'railway']),
  line,
  name: bilingual.optional(),
  /** Where the name stands; left out: at the middle point of the line. */
  nameAt: point.optional(),
});
export type MapFeature = Readonly<z.infer<typeof feature>>;

/** Names of places that have no outline, such as the other bank's country. */
const label = z.strictObject({ name: bilingual, at: point });

/** What the zone map is drawn over: coarse lines that tell where one is, and no more (zones/<zone's id>-map.json). */
export const mapFile = z.strictObject({
  version: z.literal(1),
  /** How it was made, and how exact it is. */
  made: z.string().min(1).max(500),
  features: z.array(feature).max(100),
  labels: z.array(label).max(40).default([]),
});
export type MapFile = Readonly<z.infer<typeof mapFile>>;

export const emptyMap: MapFile = { version: 1, made: 'no map', features: [], labels: [] };
