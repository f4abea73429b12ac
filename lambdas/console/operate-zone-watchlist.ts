import { PlateFormatError } from '../plates/plate.ts';
import { formatPatternWithProvince, isWholeNumber, parsePlatePattern } from '../plates/plate-pattern.ts';
import { type DataSubject, eraseSubject } from '../sightings/erase-subject.ts';
import { addPlate } from '../watchlist/add-plate.ts';
import { enrollFolder } from '../watchlist/enroll-folder.ts';
import { ExpiryError, parseExpiry } from '../watchlist/expiry.ts';
import { AgencyUnknownError, namedAgencies } from '../watchlist/named-agencies.ts';
import { removeEntry } from '../watchlist/remove-entry.ts';
import { parseWatchedPlate, WatchedPlateError } from '../watchlist/watched-plate.ts';
import { personId as personIdSchema, plateEntryId } from '../watchlist/watchlist-entry.ts';
import { evidencePrefix } from '../zone/names.ts';
import {
  type Asked,
  type Operated,
  type OperateZonePorts,
  OperationRefusedError,
} from './operate-zone-ports.ts';

export async function addPlateEntry(
  {
    plate,
    category,
    labelTh,
    labelEn,
    reason,
    owner,
    visibleTo,
    accepts,
    expires,
    operator,
  }: Asked<'add-plate'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const entry = inPlainWords(() => {
    const told = namedAgencies(visibleTo ?? '', ports.agencies);
    return {
      ...parseWatchedPlate(plate, accepts),
      ...(owner === undefined ? {} : { owner }),
      ...(told === undefined ? {} : { visibleTo: told }),
      ...(expires === undefined ? {} : { expiresAt: parseExpiry(expires, at) }),
    };
  });
  const label = { th: labelTh, en: labelEn };
  const added = await addPlate({ ...entry, category, label, reason, addedBy: operator, addedAt: at }, ports);
  return { outcome: 'added', message: `${formatPatternWithProvince(added)} is on the watchlist` };
}

export async function removePlate(
  { plate, reason, operator: by }: Asked<'remove-plate'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const entryId = inPlainWords(() => plateEntryId(parsePlatePattern(plate)));
  return removedAnswer(plate, await removeEntry({ kind: 'plate', entryId, at, by, reason }, ports));
}

/** The rows that enrolling writes name the officer of `entry.yaml`; this one who asked for it now. */
export async function enrollFromFolder(
  { personId, operator: by }: Asked<'enroll-person'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const place = `${evidencePrefix.enrollment}${personId}/`;
  const folder = (await ports.folders.list()).find(({ name }) => name === personId);
  if (folder === undefined) throw new OperationRefusedError(`${place} holds no entry.yaml that waits`);
  await ports.audit.record({
    subject: `person#${personId}`,
    at,
    action: 'enroll',
    by,
    reason: 'see entry.yaml',
  });
  const state = await enrollFolder(folder, { now: at, agencies: ports.agencies }, ports);
  if (state === 'enrolled') return { outcome: state, message: `${personId} is on the watchlist` };
  throw new OperationRefusedError(`nobody was enrolled: read ${place}verdict.txt`);
}

export async function removePerson(
  { personId, reason, operator: by }: Asked<'remove-person'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const removal = { kind: 'person', entryId: asPersonId(personId), at, by, reason } as const;
  return removedAnswer(personId, await removeEntry(removal, ports));
}

export async function erase(
  { kind, subject, reason, operator: by }: Asked<'erase-subject'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const who = kind === 'person' ? ({ kind, personId: asPersonId(subject) } as const) : asPlate(subject);
  const { sightingCount, pictureCount } = await eraseSubject({ subject: who, by, reason, at }, ports);
  const message = `the entry, ${sightingCount} sightings and ${pictureCount} pictures of ${subject} are gone`;
  return { outcome: 'erased', message };
}

/** Signs left open would erase the sightings of others. */
function asPlate(text: string): DataSubject {
  const plate = inPlainWords(() => parsePlatePattern(text));
  if (isWholeNumber(plate)) return { kind: 'plate', plate };
  throw new OperationRefusedError(`"${text}" leaves signs open: erase one plate at a time`);
}

function asPersonId(text: string): string {
  const parsed = personIdSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new OperationRefusedError(`a person's id ${parsed.error.issues[0]?.message ?? ''}`);
}

/** A repeat finds nothing any more: that is no fault. */
function removedAnswer(what: string, outcome: 'removed' | 'absent'): Operated {
  return {
    outcome,
    message: outcome === 'removed' ? `${what} is off the watchlist` : `${what} was not on it`,
  };
}

function inPlainWords<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    const isPlain = [PlateFormatError, WatchedPlateError, ExpiryError, AgencyUnknownError].some(
      (known) => error instanceof known,
    );
    if (isPlain && error instanceof Error) throw new OperationRefusedError(error.message, { cause: error });
    throw error;
  }
}
