import type { Sighting } from '../sightings/sighting.ts';
import type { GatherEvidenceMessage } from '../zone/messages.ts';
import { evidencePrefix } from '../zone/names.ts';
import { evidenceFile } from './evidence-object.ts';
import { type Span, sightingSpan } from './evidence-plan.ts';
import type { GatherEvidencePorts } from './evidence-ports.ts';
import type { MissingEvidence } from './manifest.ts';

type SightingPorts = Pick<GatherEvidencePorts, 'sightings' | 'pictures' | 'store' | 'now'>;

export interface Surroundings {
  readonly incidentId: string;
  readonly happenedAt: number;
  readonly cameraIds: readonly string[];
}

/** Sightings are found by when they were last seen; one that began in time may have gone on for so long. */
const longestPassMilliseconds = 10 * 60_000;
const pageSize = 200;

/** Keeps the picture of what was matched: whoever is asked whether it is the one needs it at once, not after minutes. */
export async function takeMatchPicture(
  { incidentId, kind, causeId, deviceId, happenedAt }: GatherEvidenceMessage,
  { pictures, store, now }: Pick<SightingPorts, 'pictures' | 'store' | 'now'>,
): Promise<void> {
  if (kind !== 'person' && kind !== 'plate') return;
  const jpeg = await pictures.get(`${evidencePrefix.sightings}${causeId}.jpg`);
  if (jpeg === undefined) return;
  const about = { what: 'sighting-picture', cameraId: deviceId, from: happenedAt, to: happenedAt } as const;
  const kept = { ...about, how: 'sightings:picture', masked: false, gatheredAt: now() };
  await store.put(incidentId, evidenceFile.sightingPicture(causeId), jpeg, kept);
}

/** Keeps what the cameras saw in the minute before and after, as one list, and the pictures of it. */
export async function takeSightings(
  { incidentId, happenedAt, cameraIds }: Surroundings,
  ports: SightingPorts,
): Promise<readonly MissingEvidence[]> {
  const span = sightingSpan(happenedAt);
  const found: Sighting[] = [];
  for (const cameraId of cameraIds) found.push(...(await sightingsOf(cameraId, span, ports)));
  found.sort((a, b) => a.firstSeenAt - b.firstSeenAt || (a.sightingId < b.sightingId ? -1 : 1));
  const missing: MissingEvidence[] = [];
  for (const sighting of found) missing.push(...(await keepPicture(incidentId, sighting, ports)));
  const list = Buffer.from(
    `${JSON.stringify({ version: 1, ...span, cameraIds, sightings: found }, null, 2)}\n`,
  );
  await ports.store.put(incidentId, evidenceFile.sightings(happenedAt), list, {
    what: 'sightings',
    ...span,
    how: 'sightings:Query',
    masked: false,
    gatheredAt: ports.now(),
  });
  return missing;
}

async function sightingsOf(
  cameraId: string,
  { from, to }: Span,
  { sightings, now }: SightingPorts,
): Promise<readonly Sighting[]> {
  const found: Sighting[] = [];
  const range = { from, to: to + longestPassMilliseconds, now: now(), pageSize };
  for await (const sighting of sightings.walk({ by: 'camera', cameraId }, range))
    if (sighting.firstSeenAt <= to) found.push(sighting);
  return found;
}

async function keepPicture(
  incidentId: string,
  { sightingId, cameraId, pictureKey, firstSeenAt: from, lastSeenAt: to }: Sighting,
  { pictures, store, now }: SightingPorts,
): Promise<readonly MissingEvidence[]> {
  if (pictureKey === undefined) return [];
  const about = { what: 'sighting-picture', cameraId, from, to } as const;
  const jpeg = await pictures.get(pictureKey);
  if (jpeg === undefined) return [{ ...about, why: 'picture-gone' }];
  const how = 'sightings:picture';
  const kept = { ...about, how, masked: false, gatheredAt: now() };
  await store.put(incidentId, evidenceFile.sightingPicture(sightingId), jpeg, kept);
  return [];
}
