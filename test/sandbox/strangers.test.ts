import { CreateCollectionCommand, ListFacesCommand, ListUsersCommand } from '@aws-sdk/client-rekognition';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepStranger } from '../../lambdas/faces/keep-stranger.ts';
import {
  rekognitionStrangerFaces,
  rekognitionStrangerRemoval,
} from '../../lambdas/faces/rekognition-stranger-faces.ts';
import { tendStrangers } from '../../lambdas/faces/tend-strangers.ts';
import { type DemoFace, demoPeople } from '../../sandbox/demo-people.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memoryStrangerStore } from '../memory/strangers.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { startRekognition } from './make-rekognition.ts';

const collectionId = 'zone-strangers';
const keepHours = 24;
const now = Date.parse('2026-11-22T10:00:00Z');
let rekognition: Awaited<ReturnType<typeof startRekognition>>;

beforeAll(async () => {
  rekognition = await startRekognition();
  await rekognition.client.send(new CreateCollectionCommand({ CollectionId: collectionId }));
}, 120_000);
afterAll(() => rekognition.close());

/** The same face as another camera sees it: brighter, smaller, more compressed. */
const fromElsewhere = async (jpeg: Buffer) => {
  const { width } = await sharp(jpeg).metadata();
  return await sharp(jpeg)
    .resize(Math.round(width * 0.7))
    .modulate({ brightness: 1.15 })
    .jpeg({ quality: 75 })
    .toBuffer();
};

describe('strangers with real faces', () => {
  it('are one for two passes of one person, two for two people, and gone in time', async () => {
    const { client, crop } = rekognition;
    const visits = memoryStrangerStore();
    const telemetry = memoryTelemetry();
    const ports = {
      telemetry,
      strangers: { faces: rekognitionStrangerFaces({ client, collectionId }), visits },
      countCall: async () => {},
    };
    const pass = (passId: string, jpeg: Buffer) => {
      const seen = { firstSeenAt: now - 5_000, lastSeenAt: now - 1_000, crops: [] };
      const message = { version: 1 as const, passId, cameraId: 'cam', place: makeCamera().place, ...seen };
      return keepStranger({ message, jpeg, keepHours, faceAlertPercent: 99, now }, ports);
    };
    const people: readonly DemoFace[] = [
      demoPeople.watched.appears[0],
      demoPeople.strangers[0],
      demoPeople.strangers[4],
    ];

    for (const [i, person] of people.entries()) await pass(`first-${i}`, await crop(person));
    for (const [i, person] of people.entries())
      await pass(`second-${i}`, await fromElsewhere(await crop(person)));
    // Another photo of the first person, taken from another side.
    await pass('third-0', await crop(demoPeople.watched.enroll[0]));

    const ids = visits.kept.map(({ strangerId }) => strangerId);
    expect(new Set(ids.slice(0, 3)).size).toBe(3);
    expect(ids.slice(3, 6)).toEqual(ids.slice(0, 3));
    expect(ids[6]).toBe(ids[0]);
    expect(telemetry.lines.map(({ fields }) => fields.isNew)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
    const held = async () => (await client.send(new ListFacesCommand({ CollectionId: collectionId }))).Faces;
    expect(await held()).toHaveLength(3);
    expect((await client.send(new ListUsersCommand({ CollectionId: collectionId }))).Users).toEqual([]);

    const tending = {
      telemetry,
      settings: memorySettingsStore(makeSettings({ strangers: { keepHours } })),
      faces: rekognitionStrangerRemoval({ client, collectionId }),
    };
    await tendStrangers({ now: now + (keepHours - 1) * 3_600_000 }, tending);
    expect(await held()).toHaveLength(3);
    await tendStrangers({ now: now + keepHours * 3_600_000 }, tending);
    expect(await held()).toEqual([]);
  });
});
