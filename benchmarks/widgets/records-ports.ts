import type { SearchPorts } from '../../lambdas/console/search-widgets.ts';
import type { WatchlistWidgetPorts } from '../../lambdas/console/watchlist-widgets.ts';
import { dayOf, digitsOf, isPlatePass } from '../../lambdas/sightings/plate-readings.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { IndexKey, SightingIndex } from '../../lambdas/sightings/sighting-index.ts';
import { type endpoints as consoleEndpoints, now } from '../../test/console/make-zone-view.ts';
import { memoryAuditLog } from '../../test/memory/audit-log.ts';
import { memoryCorrectionStore } from '../../test/memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../../test/memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../../test/memory/face-collection.ts';
import { memoryPhotoChecker } from '../../test/memory/photo-checker.ts';
import { memoryWatchlistStore } from '../../test/memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting } from '../../test/sightings/make-sighting.ts';
import { makePersonEntry, makePlateEntry } from '../../test/watchlist/make-entry.ts';
import type { ZoneView } from './ports.ts';

/** A busy day of a city; a search looks at most at 5,000 of them. */
const sightingCount = 6000;
const entryCount = 1000;

interface Settings {
  readonly endpoints: typeof consoleEndpoints;
  /** To a picture, as long as one that Lambda signs. */
  readonly link: string;
}

export interface RecordsPorts {
  readonly search: SearchPorts;
  readonly keeping: WatchlistWidgetPorts;
}

/** What the searches and the watchlist read, in memory; what they would write is forgotten. */
export function recordsPorts({ cameras }: ZoneView, { endpoints, link }: Settings): RecordsPorts {
  const listed = cameras.map(({ camera }) => camera);
  const watchlist = memoryWatchlistStore([makePersonEntry(), ...plateEntries()]);
  const audit = { record: async () => undefined };
  const agencies = ['Police', 'Railway Police', 'Hospital'];
  const sightings = sightingsOf(listed.map(({ id }) => id));
  return {
    search: {
      ...{ index: sortedIndex(sightings), audit, watchlist, agencies, endpoints },
      cameras: { list: async () => listed },
      crops: { linkTo: async () => link },
    },
    keeping: {
      ...{ watchlist, audit: memoryAuditLog(), agencies, endpoints },
      faces: memoryFaceCollection(),
      photos: memoryPhotoChecker(),
      corrections: memoryCorrectionStore(),
      folders: memoryEnrollmentFolders(),
    },
  };
}

const plateEntries = () =>
  Array.from({ length: entryCount }, (_, i) => makePlateEntry({ digits: String(i + 1), addedAt: i }));

/** The newest first. */
function sightingsOf(cameraIds: readonly string[]): readonly Sighting[] {
  return Array.from({ length: sightingCount }, (_, i): Sighting => {
    const lastSeenAt = now - i * 14_000;
    const cameraId = cameraIds[i % cameraIds.length] ?? 'nk-cam-000';
    const seen = {
      firstSeenAt: lastSeenAt,
      lastSeenAt,
      expiresAt: Math.floor(now / 1000) + 86_400,
      cameraId,
    };
    const common = { ...seen, sightingId: `pass-${i}`, pictureKey: `sightings/pass-${i}.jpg` };
    return i % 10 === 0 ? makeFaceSighting(common) : makePlateSighting(common);
  });
}

/** Sorted once, as a table's index is: a search is to cost what it finds, not what there is. */
function sortedIndex(newestFirst: readonly Sighting[]): SightingIndex {
  const byKey = new Map<string, Sighting[]>();
  for (const sighting of newestFirst)
    for (const key of keysOf(sighting)) {
      const name = JSON.stringify(key);
      const before = byKey.get(name);
      if (before === undefined) byKey.set(name, [sighting]);
      else before.push(sighting);
    }
  return {
    walk: async function* (key, { from, to }) {
      const found = byKey.get(JSON.stringify(key)) ?? [];
      yield* found.filter(({ lastSeenAt }) => lastSeenAt >= from && lastSeenAt <= to);
    },
  };
}

function keysOf(sighting: Sighting): readonly IndexKey[] {
  const camera = { by: 'camera', cameraId: sighting.cameraId } as const;
  if (!isPlatePass(sighting)) return [camera];
  const digits = digitsOf(sighting).map((each, i) => ({ by: 'digits', digits: each, rank: i + 1 }) as const);
  return [camera, { by: 'day', day: dayOf(sighting.lastSeenAt) }, ...digits];
}
