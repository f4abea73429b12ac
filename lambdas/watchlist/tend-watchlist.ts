import { parseFaceUserId } from '../zone/face-users.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type EnrollFolderParams, type EnrollFolderPorts, enrollFolder } from './enroll-folder.ts';
import type { OrphanStore, Orphans } from './orphan-store.ts';
import { type RemoveEntryPorts, removeEntry } from './remove-entry.ts';
import { isExpired } from './watchlist-entry.ts';

export interface TendWatchlistPorts extends RemoveEntryPorts, EnrollFolderPorts {
  readonly orphans: OrphanStore;
  readonly telemetry: Telemetry;
}

/** Some of the work could not be done; the next run tries again. */
export class TendingFailedError extends AggregateError {
  override readonly name = 'TendingFailedError';
}

/** Stands in the audit log where nobody asked for a removal. */
const by = 'tend-watchlist';

/**
 * An enrollment has vectors before it has an entry, so a user is left alone for this long. Enrolling ten photos takes
 * a minute; the function that does it lives for five.
 */
export const orphanGraceMilliseconds = 15 * 60_000;

/**
 * Removes what expired, with every vector, and enrolls what waits in the enrollment folders. A step that fails keeps
 * no other from being done. Throws TendingFailedError.
 */
export async function tendWatchlist(params: EnrollFolderParams, ports: TendWatchlistPorts): Promise<void> {
  const failures: unknown[] = [];
  for (const step of [removeExpired, removeCorrections, removeOrphans, enrollFolders]) {
    await step(params, ports).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0)
    throw new TendingFailedError(failures, `${failures.length} steps of tending the watchlist failed`);
}

async function removeExpired({ now }: EnrollFolderParams, ports: TendWatchlistPorts): Promise<void> {
  const expired = (await ports.watchlist.list()).filter((entry) => isExpired(entry, now));
  for (const { kind, entryId } of expired) {
    const removal = { kind, entryId, at: now, by, reason: 'expired', keepsFolder: true } as const;
    await removeEntry(removal, ports);
    ports.telemetry.info(LogEvent.entryExpired, kind === 'person' ? { kind, entryId } : { kind });
  }
}

/** A correction ends with its time, or with the entry that it corrects. */
async function removeCorrections({ now }: EnrollFolderParams, ports: TendWatchlistPorts): Promise<void> {
  const { corrections, watchlist, faces, telemetry } = ports;
  for (const { entryId, personId, expiresAt } of await corrections.list()) {
    const isOver = expiresAt * 1000 <= now || (await watchlist.findPerson(personId)) === undefined;
    if (!isOver) continue;
    await faces.removeUser(entryId);
    await corrections.remove(entryId);
    telemetry.info(LogEvent.correctionExpired, { entryId: personId });
  }
}

/** DynamoDB removes expired items by itself too; what stays of them in the face collection has no entry any more. */
async function removeOrphans({ now }: EnrollFolderParams, ports: TendWatchlistPorts): Promise<void> {
  const before = await ports.orphans.read();
  const orphans = await findOrphans(now, before, ports);
  if (Object.keys({ ...before, ...orphans }).length > 0) await ports.orphans.write(orphans);
  for (const [userId, since] of Object.entries(orphans)) {
    if (now - since < orphanGraceMilliseconds) continue;
    const { entryId } = parseFaceUserId(userId);
    await ports.audit.record({
      subject: `person#${entryId}`,
      at: now,
      action: 'remove',
      by,
      reason: 'no entry',
    });
    await ports.faces.removeUser(userId);
    ports.telemetry.info(LogEvent.facesWithoutEntry, { entryId });
  }
}

async function findOrphans(now: number, before: Orphans, ports: TendWatchlistPorts): Promise<Orphans> {
  const users = await ports.faces.listUsers();
  const entries = [...(await ports.watchlist.list()), ...(await ports.corrections.list())];
  const known = new Set(entries.map(({ entryId }) => entryId));
  const orphans = users.filter((userId) => !known.has(userId));
  return Object.fromEntries(orphans.map((userId) => [userId, before[userId] ?? now]));
}

async function enrollFolders(params: EnrollFolderParams, ports: TendWatchlistPorts): Promise<void> {
  const failures: unknown[] = [];
  for (const folder of await ports.folders.list()) {
    try {
      const state = await enrollFolder(folder, params, ports);
      if (state !== 'answered-before') ports.telemetry.info(LogEvent.folderAnswered, { state });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'an enrollment folder could not be read');
}
