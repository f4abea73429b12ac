import type { PictureStore } from '../sightings/picture-store.ts';
import { followSighting, type RecordSightingPorts, recordSighting } from '../sightings/record-sighting.ts';
import type { SettingsStore } from '../sightings/settings-store.ts';
import { expiryOf, type FaceSighting } from '../sightings/sighting.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { IdentifyFaceMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import { evidencePrefix } from '../zone/names.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { agree } from './agree.ts';
import type { FaceCandidate, FaceSearch } from './face-search.ts';

export interface IdentifyFacePorts extends RecordSightingPorts {
  readonly settings: SettingsStore;
  readonly pictures: PictureStore;
  readonly faces: FaceSearch;
}

interface Answer {
  readonly candidates: readonly FaceCandidate[];
  /** The decision in a word, for the log. */
  readonly reason: 'candidate' | 'no-candidate' | 'crops-disagree';
  /** The crop that was searched. */
  readonly jpeg: Uint8Array;
}

/**
 * Searches one face pass, its best crop first, and keeps what came out as a sighting. Crops of someone on the
 * watchlist move to the evidence of the sighting, all others are deleted. Throws when the search service is busy;
 * the message then comes back. A repeat after the crops are gone only ensures that what follows was told.
 */
export async function identifyFace(
  message: IdentifyFaceMessage,
  { now }: { readonly now: number },
  ports: IdentifyFacePorts,
): Promise<void> {
  const settings = await ports.settings.read();
  const params = { now, faceAlertPercent: settings.thresholds.faceAlertPercent };
  const known = await ports.sightings.find(message.passId);
  if (known !== undefined) {
    await followSighting(known, params, ports);
  } else {
    const answer = await searchCrops(message, settings.thresholds.faceCandidatePercent, ports);
    if (answer !== undefined) {
      await recordSighting(await toSighting(message, answer, settings, ports), params, ports);
    }
  }
  await ports.pictures.delete(message.crops.map(({ key }) => key));
}

/** The answer of the best usable crop, confirmed by the next one if it names someone. */
async function searchCrops(
  message: IdentifyFaceMessage,
  minSimilarityPercent: number,
  ports: IdentifyFacePorts,
): Promise<Answer | undefined> {
  const { passId, cameraId } = message;
  const reasons: string[] = [];
  let best: Answer | undefined;
  for (const { key } of message.crops) {
    const jpeg = await ports.pictures.get(key);
    if (jpeg === undefined) {
      reasons.push('CROP_GONE');
      continue;
    }
    ports.telemetry.measure(Metric.faceSearches);
    const outcome = await ports.faces.search(jpeg, minSimilarityPercent);
    if (outcome.kind === 'unusable') {
      reasons.push(outcome.reason);
      continue;
    }
    if (best !== undefined) return confirm(best, outcome.candidates);
    if (outcome.candidates.length === 0) return { candidates: [], reason: 'no-candidate', jpeg };
    best = { candidates: outcome.candidates, reason: 'candidate', jpeg };
  }
  if (best === undefined) {
    ports.telemetry.info(LogEvent.faceUnusable, { passId, cameraId, reasons });
    ports.telemetry.measure(Metric.facesUnusable);
  }
  return best;
}

function confirm(best: Answer, candidates: readonly FaceCandidate[]): Answer {
  const agreed = agree(best.candidates, candidates);
  return agreed.length > 0
    ? { ...best, candidates: agreed }
    : { ...best, candidates: [], reason: 'crops-disagree' };
}

async function toSighting(
  message: IdentifyFaceMessage,
  { candidates, reason, jpeg }: Answer,
  settings: ZoneSettings,
  { pictures, telemetry }: IdentifyFacePorts,
): Promise<FaceSighting> {
  const { passId, cameraId, place, firstSeenAt, lastSeenAt } = message;
  const expiresAt = expiryOf(lastSeenAt, settings.retention.sightingDays);
  const seen = { cameraId, place, firstSeenAt, lastSeenAt, expiresAt };
  const sighting = { version: 1, sightingId: passId, kind: 'face', ...seen, persons: candidates } as const;
  if (candidates.length === 0) {
    telemetry.info(LogEvent.faceUnknown, { passId, cameraId, reason });
    telemetry.measure(Metric.facesUnknown);
    return sighting;
  }
  const pictureKey = `${evidencePrefix.sightings}${passId}.jpg`;
  await pictures.put(pictureKey, jpeg);
  return { ...sighting, pictureKey };
}
