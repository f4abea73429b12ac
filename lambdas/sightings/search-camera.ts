import type { FaceAttributes } from './face-attributes.ts';
import { findPage, type Page, startOf } from './search-page.ts';
import type { SearchSightingsPorts } from './search-sightings.ts';
import type { FaceSighting, Sighting } from './sighting.ts';
import type { TimeRange } from './sighting-index.ts';

/** What somebody looked like: all that is given must have been told of the face, and be so. */
export interface LooksQuery extends Partial<Omit<FaceAttributes, 'age'>> {
  /** Years; the ages that are likely must reach into these. */
  readonly minAge?: number;
  readonly maxAge?: number;
}

/** What is looked for; all that is given must fit. */
export interface CameraQuery extends TimeRange {
  readonly cameraIds: readonly string[];
  readonly kinds: readonly Sighting['kind'][];
  /** Faces alone can fit it. */
  readonly looks?: LooksQuery;
  /** Faces that may be this person of the watchlist. */
  readonly personId?: string;
  /** Persons of whom the one who asks may not know: their sightings are left out. */
  readonly hiddenPersons?: ReadonlySet<string>;
}

export interface SearchCameraParams {
  readonly query: CameraQuery;
  /** How many to find at most. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly token?: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly by: string;
  readonly reason: string;
  /** How many sightings to look at, at most. */
  readonly mostExamined?: number;
}

/**
 * What cameras saw, faces and plates, newest first. Says who asked for what before it answers. Throws
 * SearchTokenError.
 */
export async function searchCamera(
  params: SearchCameraParams,
  { index, audit }: SearchSightingsPorts,
): Promise<Page<Sighting>> {
  const { query, token, limit, now, by, reason, mostExamined } = params;
  const start = startOf(token);
  for (const subject of subjectsOf(query))
    await audit.record({ subject, at: now, action: 'search', by, reason, query: describe(query) });
  const keys = [...new Set(query.cameraIds)].map((cameraId) => ({ by: 'camera', cameraId }) as const);
  return await findPage(
    {
      ...{ range: query, start, limit, now, mostExamined },
      keysOf: () => (keys.length === 0 ? [] : [keys]),
      fitOf: (sighting) => fitCamera(query, sighting),
    },
    index,
  );
}

/** The sighting, if it fits, without the persons of whom the one who asks may not know. */
export function fitCamera(query: CameraQuery, sighting: Sighting): Sighting | undefined {
  const { kinds, looks, personId, from, to } = query;
  if (!kinds.includes(sighting.kind) || sighting.lastSeenAt < from || sighting.lastSeenAt > to)
    return undefined;
  if (sighting.kind !== 'face') return looks === undefined && personId === undefined ? sighting : undefined;
  const shown = withoutHidden(sighting, query.hiddenPersons);
  if (shown === undefined || (looks !== undefined && !hasLooks(shown, looks))) return undefined;
  const isPerson = personId === undefined || shown.persons.some(({ entryId }) => entryId === personId);
  return isPerson ? shown : undefined;
}

/** A face that may be nobody else is left out: when and where it was seen is what nobody else may know. */
function withoutHidden(
  sighting: FaceSighting,
  hidden: ReadonlySet<string> = new Set(),
): FaceSighting | undefined {
  const persons = sighting.persons.filter(({ entryId }) => !hidden.has(entryId));
  if (persons.length === sighting.persons.length) return sighting;
  return persons.length === 0 ? undefined : { ...sighting, persons };
}

function hasLooks({ attributes = {} }: FaceSighting, { minAge, maxAge, ...wanted }: LooksQuery): boolean {
  if (minAge !== undefined || maxAge !== undefined) {
    const { age } = attributes;
    if (age === undefined || age.to < (minAge ?? 0) || age.from > (maxAge ?? Number.POSITIVE_INFINITY))
      return false;
  }
  const told: Readonly<Record<string, unknown>> = attributes;
  return Object.entries(wanted).every(([name, value]) => value === undefined || told[name] === value);
}

function subjectsOf({ kinds }: CameraQuery): readonly string[] {
  const isPlate = kinds.some((kind) => kind !== 'face');
  return [...(isPlate ? ['search#plates'] : []), ...(kinds.includes('face') ? ['search#faces'] : [])];
}

function describe({ cameraIds, kinds, looks = {}, personId, from, to }: CameraQuery): string {
  const wanted = Object.entries(looks).map(([name, value]) => `${name} ${value}`);
  const [start = '', end = ''] = [from, to].map((time) => new Date(time).toISOString());
  const parts = [kinds.join(' '), personId, ...wanted, cameraIds.join(' '), `${start}…${end}`];
  return parts.filter(Boolean).join(' · ');
}
