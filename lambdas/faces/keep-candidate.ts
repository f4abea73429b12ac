import type { FaceAttributes } from '../sightings/face-attributes.ts';
import type { PictureStore } from '../sightings/picture-store.ts';
import { type RecordSightingPorts, recordSighting } from '../sightings/record-sighting.ts';
import { expiryOf, type FaceSighting } from '../sightings/sighting.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { IdentifyFaceMessage } from '../zone/messages.ts';
import { evidencePrefix } from '../zone/names.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { correctedDecisions } from './decide-unnamed.ts';
import type { FaceAnalysis } from './face-analysis.ts';
import type { SearchPlan } from './search-budget.ts';
import type { Candidate } from './search-crops.ts';

export interface KeepCandidatePorts extends RecordSightingPorts {
  readonly pictures: PictureStore;
  readonly analysis: FaceAnalysis;
  /** Called after each call that the analysis service answered. */
  readonly countAnalysis: () => Promise<void>;
}

export interface KeepCandidateParams {
  readonly message: IdentifyFaceMessage;
  readonly candidate: Candidate;
  readonly plan: SearchPlan;
  readonly settings: ZoneSettings;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Keeps a sighting of somebody who may be on the watchlist, with the best crop, and opens what follows from it. */
export async function keepCandidate(params: KeepCandidateParams, ports: KeepCandidatePorts): Promise<void> {
  const { message, candidate, settings, now } = params;
  const attributes = await analyze(params, ports);
  const pictureKey = `${evidencePrefix.sightings}${message.passId}.jpg`;
  await ports.pictures.put(pictureKey, candidate.jpeg);
  const { faceAlertPercent } = settings.thresholds;
  const decisions = correctedDecisions(candidate, now);
  const sighting = { ...toSighting(params, attributes), pictureKey };
  await recordSighting(sighting, { now, faceAlertPercent, decisions }, ports);
}

/** A filter for later searches is no reason to hold up an alert: without an answer the sighting has none. */
async function analyze(
  { message, candidate, plan }: KeepCandidateParams,
  { analysis, countAnalysis, telemetry }: KeepCandidatePorts,
): Promise<FaceAttributes> {
  if (!plan.analyzes) return {};
  const { passId, cameraId } = message;
  let attributes: FaceAttributes;
  try {
    attributes = await analysis.analyze(candidate.jpeg);
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    telemetry.warn(LogEvent.faceNotAnalyzed, { passId, cameraId, reason });
    return {};
  }
  await countAnalysis();
  return attributes;
}

function toSighting(
  { message, candidate, plan, settings }: KeepCandidateParams,
  attributes: FaceAttributes,
): FaceSighting {
  const { passId: sightingId, cameraId, place, firstSeenAt, lastSeenAt } = message;
  return {
    version: 1,
    sightingId,
    kind: 'face',
    cameraId,
    place,
    firstSeenAt,
    lastSeenAt,
    expiresAt: expiryOf(lastSeenAt, settings.retention.sightingDays),
    persons: candidate.persons,
    ...(candidate.isUnconfirmed && { unconfirmed: true }),
    ...(plan.step !== 'none' && { savingStep: plan.step }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}
