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
    crops: shots.map((shot) => ({
      key: cropKey(passId, shot),
      takenAt: shot.takenAt,
      faceWidthPixels: shot.sizePixels,
    })),
  });
  return keys;
}

/** Makes a sighting of a plate pass, if its frames agree well enough on a plate. Returns the picture it keeps. */
export async function tellPlatePass(
  pass: PlatePass,
  { camera, settings, crops, now }: TellPassesParams,
  ports: TellPassesPorts,
): Promise<readonly string[]> {
  const { passId, firstSeenAt, lastSeenAt, shots } = pass;
  const minConfidence = settings.thresholds.plateConfidence;
  const plate = readPass(pass, minConfidence);
  if (plate === undefined) {
    const confidence = Math.max(0, ...shots.map(({ reading }) => reading.confidence));
    const decision = { passId, cameraId: camera.id, readings: shots.length, confidence, minConfidence };
    ports.telemetry.info(LogEvent.plateUnread, decision);
    ports.telemetry.measure(Metric.platesUnread);
    return [];
  }
  const pictureKey = platePictureKey(passId);
  await keepCrops([pictureKey], crops, ports.pictures);
  const { letters, digits, province, confidence } = plate;
  const sighting: PlateSighting = {
    version: 1,
    sightingId: passId,
    kind: 'plate',
    cameraId: camera.id,
    place: camera.place,
    firstSeenAt,
    lastSeenAt,
    plate: { letters, digits, province, confidence },
    pictureKey,
    expiresAt: expiryOf(lastSeenAt, settings.retention.sightingDays),
  };
  await recordSighting(sighting, { now, faceAlertPercent: settings.thresholds.faceAlertPercent }, ports);
  return [pictureKey];
}

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
