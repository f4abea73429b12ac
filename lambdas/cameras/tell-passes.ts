import type { PlateCandidate } from '../plates/plate-reader.ts';
import { isVoted, type PlateDoubt } from '../plates/vote.ts';
import type { PictureStore } from '../sightings/picture-store.ts';
import { type RecordSightingPorts, recordSighting } from '../sightings/record-sighting.ts';
import { expiryOf, type PlateSighting } from '../sightings/sighting.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import type { Camera } from './camera.ts';
import { cropKey, type FacePass, usableShots } from './face-pass.ts';
import type { FaceQueue } from './face-queue.ts';
import { type PlatePass, platePictureKey, readPass } from './plate-pass.ts';

export interface TellPassesPorts extends RecordSightingPorts {
  readonly faceQueue: FaceQueue;
  readonly pictures: PictureStore;
}

export interface TellPassesParams {
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  /** Crops of this window, JPEG by key; those of earlier windows are in the store. */
  readonly crops: ReadonlyMap<string, Uint8Array>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Hands a face pass on to be searched. Returns the crops that the search needs. */
export async function tellFacePass(
  pass: FacePass,
  { camera, crops }: TellPassesParams,
  { faceQueue, pictures, telemetry }: TellPassesPorts,
): Promise<readonly string[]> {
  const { passId, firstSeenAt, lastSeenAt } = pass;
  const shots = usableShots(pass);
  if (shots.length === 0) {
    telemetry.info(LogEvent.faceUnusable, { passId, cameraId: camera.id, reasons: ['TOO_SMALL'] });
    telemetry.measure(Metric.facesUnusable);
    return [];
  }
  const keys = shots.map((shot) => cropKey(passId, shot));
  await keepCrops(keys, crops, pictures);
  await faceQueue.send({
    version: 1,
    passId,
    cameraId: camera.id,
    place: camera.place,
    firstSeenAt,
    lastSeenAt,
    ...(camera.priority && { priority: camera.priority }),
    ...(camera.paidCallsPerDay !== undefined && { paidCallsPerDay: camera.paidCallsPerDay }),
    crops: shots.map((shot) => ({
      key: cropKey(passId, shot),
      takenAt: shot.takenAt,
      faceWidthPixels: shot.sizePixels,
    })),
  });
  return keys;
}

/** Makes a sighting of a plate pass, or a record of why there is none. Returns the picture that is kept with it. */
export async function tellPlatePass(
  pass: PlatePass,
  params: TellPassesParams,
  ports: TellPassesPorts,
): Promise<readonly string[]> {
  const { settings, crops, now } = params;
  const minConfidence = settings.thresholds.plateConfidence;
  const vote = readPass(pass, minConfidence);
  if (!isVoted(vote)) return await tellUnread(pass, vote, params, ports);
  const pictureKey = platePictureKey(pass.passId);
  const { fields, candidates, confidence, ...plate } = vote;
  const sighting: PlateSighting = {
    ...seenOf(pass, params),
    kind: 'plate',
    plate: {
      ...plate,
      confidence: rounded(confidence),
      fields: {
        class: rounded(fields.class),
        letters: rounded(fields.letters),
        digits: rounded(fields.digits),
        province: rounded(fields.province),
      },
      candidates: toStored(candidates),
      frames: pass.shots.length,
    },
  };
  await keepCrops([pictureKey], crops, ports.pictures);
  await recordSighting(sighting, { now, faceAlertPercent: settings.thresholds.faceAlertPercent }, ports);
  return [pictureKey];
}

/** One frame alone in which nothing could be read is as likely the detector's mistake as a plate: it is only logged. */
const leastUnreadFrames = 2;

async function tellUnread(
  pass: PlatePass,
  { reason, candidates }: PlateDoubt,
  params: TellPassesParams,
  ports: TellPassesPorts,
): Promise<readonly string[]> {
  const { passId, shots } = pass;
  const minConfidence = params.settings.thresholds.plateConfidence;
  const widthPixels = Math.round(Math.max(0, ...shots.map(({ reading }) => reading.box.width)));
  const why = { reason, frames: shots.length, widthPixels, minConfidence };
  const confidence = rounded(candidates[0]?.probability ?? 0);
  ports.telemetry.info(LogEvent.plateUnread, { passId, cameraId: params.camera.id, ...why, confidence });
  ports.telemetry.measure(Metric.platesUnread);
  if (shots.length < leastUnreadFrames) return [];
  const pictureKey = platePictureKey(passId);
  await keepCrops([pictureKey], params.crops, ports.pictures);
  const record = { ...seenOf(pass, params), kind: 'unread-plate', ...why } as const;
  await ports.sightings.create({ ...record, candidates: toStored(candidates) });
  return [pictureKey];
}

function seenOf({ passId, firstSeenAt, lastSeenAt }: PlatePass, { camera, settings }: TellPassesParams) {
  return {
    version: 1,
    sightingId: passId,
    cameraId: camera.id,
    place: camera.place,
    firstSeenAt,
    lastSeenAt,
    pictureKey: platePictureKey(passId),
    expiresAt: expiryOf(lastSeenAt, settings.retention.sightingDays),
  } as const;
}

function toStored(candidates: readonly PlateCandidate[]) {
  return candidates
    .map(({ plate, probability }) => ({ ...plate, probability: rounded(probability) }))
    .filter(({ probability }) => probability > 0);
}

/** Downwards, so that nothing looks surer than it is; more places tell nothing and make the record large. */
const rounded = (share: number) => Math.floor(share * 1000) / 1000;

/** Stores what an untold pass needs in a later window. */
export async function keepCrops(
  keys: readonly string[],
  crops: ReadonlyMap<string, Uint8Array>,
  pictures: PictureStore,
): Promise<void> {
  for (const key of keys) {
    const jpeg = crops.get(key);
    if (jpeg !== undefined) await pictures.put(key, jpeg);
  }
}
