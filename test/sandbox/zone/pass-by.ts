import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import sharp from 'sharp';
import { watchCameraEnvironment } from '../../../lambdas/cameras/watch-camera.env.ts';
import { awsRecordingPorts } from '../../../lambdas/sightings/aws-recording-ports.ts';
import { dynamoSettingsStore } from '../../../lambdas/sightings/dynamo-settings-store.ts';
import { recordSighting } from '../../../lambdas/sightings/record-sighting.ts';
import type { IdentifyFaceMessage, Place } from '../../../lambdas/zone/messages.ts';
import { evidencePrefix } from '../../../lambdas/zone/names.ts';
import { demoPeople } from '../../../sandbox/demo-people.ts';
import { fetchModels } from '../../../tools/fetch-models.ts';
import { memoryTelemetry } from '../../memory/telemetry.ts';
import { makePlateSighting } from '../../sightings/make-sighting.ts';
import type { Zone } from './run-zone.ts';

/** Of test/fixtures/zone.yaml. */
const southGate: Place = {
  ...{ siteId: 'south-gate', name: { th: 'ประตูใต้', en: 'South Gate' } },
  ...{ latitude: 17.865, longitude: 102.7205 },
};

/** Where watch-camera of the running zone hands on what it has seen. */
function watchCameraOf({ sandbox }: Zone) {
  const name = sandbox.physicalId('CamerasWatchCamera');
  const watchCamera = sandbox.lambda.functions.find((each) => each.name === name);
  return watchCameraEnvironment.parse(watchCamera?.environment);
}

async function putPicture({ sandbox }: Zone, key: string): Promise<void> {
  const { photosDir } = await fetchModels();
  const [{ file, bust }] = demoPeople.watched.appears;
  const { x: left, y: top, width, height } = bust;
  const photo = sharp(join(photosDir, file)).extract({ left, top, width, height });
  await sandbox.clients.s3.send(
    new PutObjectCommand({
      ...{ Bucket: sandbox.outputs.EvidenceBucket, Key: key },
      Body: await photo.jpeg().toBuffer(),
    }),
  );
}

/** The watched person goes by: two shots, as watch-camera hands them to identify-face. */
export async function walkBy(zone: Zone, passId: string, cameraId = 'people-camera'): Promise<void> {
  const now = Date.now();
  const shots = [now - 4_000, now - 3_000].map((takenAt) => ({
    ...{ key: `${evidencePrefix.pendingFaces}${passId}/${takenAt}.jpg`, takenAt, faceWidthPixels: 230 },
  }));
  for (const { key } of shots) await putPicture(zone, key);
  const message: IdentifyFaceMessage = {
    ...{ version: 1, passId, cameraId, place: southGate },
    ...{ firstSeenAt: now - 5_000, lastSeenAt: now - 2_000, crops: shots },
  };
  const QueueUrl = watchCameraOf(zone).FACE_QUEUE_URL;
  const send = new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) });
  await zone.sandbox.clients.sqs.send(send);
}

/** A car goes by whose plate was read: kept, matched and told as watch-camera does. */
export async function driveBy(
  zone: Zone,
  sightingId: string,
  plate: { readonly letters: string; readonly digits: string; readonly province: string },
): Promise<void> {
  const { documents: client, sandbox } = zone;
  const now = Date.now();
  const pictureKey = `${evidencePrefix.sightings}${sightingId}.jpg`;
  await putPicture(zone, pictureKey);
  const environment = watchCameraOf(zone);
  const settings = dynamoSettingsStore({ client, tableName: environment.REGISTRY_TABLE, clock: Date.now });
  const ports = awsRecordingPorts({ client, sqs: sandbox.clients.sqs, settings, environment });
  const sighting = makePlateSighting({
    ...{ sightingId, cameraId: 'cars-camera', place: southGate, pictureKey },
    ...{ firstSeenAt: now - 5_000, lastSeenAt: now - 2_000, expiresAt: Math.floor(now / 1000) + 3600 },
    plate: { ...plate, confidence: 0.96 },
  });
  const { faceAlertPercent } = (await settings.read()).thresholds;
  await recordSighting(sighting, { now, faceAlertPercent }, { ...ports, telemetry: memoryTelemetry() });
}
