import { z } from 'zod';
import { type ImportRow, refusal } from './import-error.ts';

const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const feature = z.object({
  type: z.literal('Feature'),
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
  properties: z.record(z.string(), z.unknown()).nullable(),
});
const position = z.array(z.number()).min(2).max(3);

/** What `zone plan` draws for the eye. */
const drawnKinds: readonly unknown[] = ['view', 'recognition'];

/** The points of a GeoJSON FeatureCollection with their properties, each with its number from 1. Throws ImportRefusedError. */
export function geojsonRows(text: string): readonly ImportRow[] {
  return readCollection(text).flatMap((item, index) => {
    const row = `feature ${index + 1}`;
    const parsed = feature.safeParse(item);
    if (!parsed.success)
      throw refusal(
        row,
        parsed.error.issues[0]?.path.join('.') || '(whole feature)',
        'must be a GeoJSON Feature',
      );
    const { geometry, properties } = parsed.data;
    if (drawnKinds.includes(properties?.kind)) return [];
    if (geometry?.type !== 'Point')
      throw refusal(
        row,
        'geometry',
        `is a ${geometry?.type ?? 'null'}, must be a Point: lines and areas are no sites`,
      );
    const place = position.safeParse(geometry.coordinates);
    if (!place.success)
      throw refusal(row, 'geometry.coordinates', 'must be [longitude, latitude] in degrees');
    const [longitude, latitude] = place.data;
    const isDevice = properties?.kind === 'camera' || properties?.kind === 'pole';
    return [{ row, cells: { ...properties, ...(!isDevice && { longitude, latitude }) } }];
  });
}

function readCollection(text: string): readonly unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw refusal('file', '(whole file)', `is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const parsed = collection.safeParse(value);
  if (!parsed.success) throw refusal('file', 'type', 'must be a GeoJSON FeatureCollection');
  return parsed.data.features;
}
