import type { SearchPorts } from '../../lambdas/console/search-widgets.ts';
import type { WatchlistWidgetPorts } from '../../lambdas/console/watchlist-widgets.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { type endpoints as consoleEndpoints, now } from '../../test/console/make-zone-view.ts';
import { memoryAuditLog } from '../../test/memory/audit-log.ts';
import { memoryCorrectionStore } from '../../test/memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../../test/memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../../test/memory/face-collection.ts';
import { memoryPhotoChecker } from '../../test/memory/photo-checker.ts';
import { memorySightingIndex } from '../../test/memory/sighting-index.ts';
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
      ...{ index: memorySightingIndex(sightings), audit, watchlist, agencies, endpoints },
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

function sightingsOf(cameraIds: readonly string[]): ReadonlyMap<string, Sighting> {
  const all = Array.from({ length: sightingCount }, (_, i): Sighting => {
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
  return new Map(all.map((each) => [each.sightingId, each]));
}
