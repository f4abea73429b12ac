import { join } from 'node:path';
import { HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Sighting } from '../../../lambdas/sightings/sighting.ts';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { Metric } from '../../../lambdas/zone/metrics.ts';
import { evidencePrefix } from '../../../lambdas/zone/names.ts';
import { closeIncidents } from './close-incidents.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';
import { carsVideo, corrupt, mixedVideo, peopleVideo, plates, truncate } from './street-videos.ts';
import { setTripwire } from './tripwire.ts';
import { cursorOf, endLease, sendSlot, slotMilliseconds, watch } from './watch.ts';
import { watchedPerson, watchFor } from './watchlist.ts';

let zone: Zone;
/** Video is put into the streams as if it had been sent five minutes ago. */
const startAt = Date.now() - 5 * 60_000;
/** The videos' twelve seconds and some more: a pass closes when nothing was seen of it for a while. */
const whole = { from: startAt, to: startAt + 4 * slotMilliseconds };

beforeAll(async () => {
  zone = await runZone();
  const { kinesisVideo } = zone.sandbox;
  await watchFor(plates.watched);
  await kinesisVideo.ingestFile('cars-camera', await carsVideo(), startAt);
  await kinesisVideo.ingestFile('people-camera', await peopleVideo(), startAt);
  const noisy = await corrupt(await carsVideo(), { from: 0.7, to: 0.78 }, join(zone.folder, 'noisy.mp4'));
  const broken = await truncate(noisy, 0.92, join(zone.folder, 'broken.mp4'));
  await kinesisVideo.ingestFile('broken-camera', broken, startAt);
  const cameras = ['broken-camera', 'people-camera'];
  // At once: a camera that fails must not hold up the others.
  await Promise.all(cameras.map((cameraId) => watch(zone, cameraId, whole)));
  // The same cars come by both cameras: seen again, they would join what the first has opened.
  await closeIncidents(zone, 'broken-camera');
  await watch(zone, 'cars-camera', whole);
});
afterAll(() => zone?.stop());

const of = <Item extends { readonly cameraId?: unknown }>(cameraId: string, items: readonly Item[]) =>
  items.filter((item) => item.cameraId === cameraId);
const sightingsOf = async (cameraId: string) => of(cameraId, await zone.sightings());
const incidentsOf = async (cameraId: string) =>
  (await zone.incidents()).filter(({ deviceId }) => deviceId === cameraId);
const platesOf = (sightings: readonly Sighting[]) =>
  sightings.map((sighting) => (sighting.kind === 'plate' ? sighting.plate : undefined));
const bothPlates = expect.arrayContaining([
  expect.objectContaining(plates.watched),
  expect.objectContaining(plates.unknown),
]);

async function objectsIn(Bucket: string | undefined, Prefix = ''): Promise<readonly string[]> {
  const list = new ListObjectsV2Command({ Bucket, Prefix });
  return ((await zone.sandbox.clients.s3.send(list)).Contents ?? []).flatMap(({ Key }) => Key ?? []);
}

const picturesUnder = (prefix: string) => objectsIn(zone.sandbox.outputs.EvidenceBucket, prefix);

async function objectsEverywhere(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { Buckets = [] } = await zone.sandbox.clients.s3.send(new ListBucketsCommand());
  const names = Buckets.flatMap(({ Name }) => Name ?? []);
  const listed = names.map(async (name) => [name, await objectsIn(name)] as const);
  return new Map(await Promise.all(listed));
}

/** Who was told of the one incident of a camera. */
async function toldOf(cameraId: string): Promise<readonly string[]> {
  const [incident] = await incidentsOf(cameraId);
  const told = () => zone.told(incident?.incidentId ?? '');
  await vi.waitFor(() => expect(told()).toHaveLength(2), patiently);
  return told()
    .map(({ recipient }) => recipient)
    .sort();
}

describe('cars that pass', () => {
  it('are each one sighting with letters, digits, province and a picture', async () => {
    const found = await sightingsOf('cars-camera');

    expect(platesOf(found)).toEqual(bothPlates);
    expect(found).toHaveLength(2);
    for (const { pictureKey: Key } of found) {
      const head = new HeadObjectCommand({ Bucket: zone.sandbox.outputs.EvidenceBucket, Key });
      await expect(zone.sandbox.clients.s3.send(head)).resolves.toBeDefined();
    }
  });

  it('open an incident and alert only when they are on the watchlist', async () => {
    const [watched] = (await sightingsOf('cars-camera')).filter(
      (sighting) => sighting.kind === 'plate' && sighting.plate.digits === plates.watched.digits,
    );

    expect(await incidentsOf('cars-camera')).toMatchObject([{ kind: 'plate', causeId: watched?.sightingId }]);
    expect(await toldOf('cars-camera')).toEqual(['+66810000001', 'duty@police.example']);
  });
});

describe('three people in one picture', () => {
  it('are told apart, and the watched one alerts although every other face is larger', async () => {
    const unknown = () => of('people-camera', zone.logged(LogEvent.faceUnknown));
    await vi.waitFor(() => expect(unknown()).toHaveLength(2), patiently);

    await vi.waitFor(async () => expect(await incidentsOf('people-camera')).toHaveLength(1), patiently);
    const named = (await sightingsOf('people-camera')).flatMap((sighting) =>
      sighting.kind === 'face' ? sighting.persons.map(({ entryId }) => entryId) : [],
    );
    expect(named).toEqual([watchedPerson]);
    expect(await incidentsOf('people-camera')).toMatchObject([
      { kind: 'person', subject: { similarityPercent: expect.closeTo(99.9, 0) } },
    ]);
    expect(await toldOf('people-camera')).toEqual(['+66810000001', 'duty@police.example']);
  });

  it('leave no picture behind, save the watched one', async () => {
    await vi.waitFor(
      async () => expect(await picturesUnder(evidencePrefix.pendingFaces)).toEqual([]),
      patiently,
    );

    expect(await picturesUnder(`${evidencePrefix.sightings}face-`)).toHaveLength(1);
  });

  it('leave nothing behind in any table or bucket, save the watched one', async () => {
    for (const queueId of ['FacesQueue', 'CamerasQueue']) await zone.drained(queueId);
    const tables = Object.keys(zone.sandbox.outputs).filter((name) => name.endsWith('Table'));
    const items = await Promise.all(tables.map((name) => zone.items(name as `${string}Table`)));
    const objects = await objectsEverywhere();
    expect(objects.size).toBeGreaterThanOrEqual(2);
    const kept = JSON.stringify([items, ...objects.values()]);

    const [named] = (await sightingsOf('people-camera')).filter(({ kind }) => kind === 'face');
    expect(kept).toContain(named?.sightingId);
    const strangers = of('people-camera', zone.logged(LogEvent.faceUnknown)).map(({ passId }) =>
      String(passId),
    );
    expect(strangers).toHaveLength(2);
    expect(strangers.filter((passId) => kept.includes(passId))).toEqual([]);
  });
});

describe('a camera on a bad line that stops in the middle', () => {
  it('loses the frames that are noise, and says so', () => {
    const [first] = of('broken-camera', zone.logged(LogEvent.frameUnreadable));

    expect(first).toBeDefined();
    expect(zone.measured(Metric.framesUnreadable)).toBe(zone.logged(LogEvent.frameUnreadable).length);
    expect(of('cars-camera', zone.logged(LogEvent.frameUnreadable))).toEqual([]);
  });

  it('keeps what was seen before, and is watched again after the noise', async () => {
    const found = await sightingsOf('broken-camera');

    expect(platesOf(found)).toEqual(bothPlates);
    expect(found).toHaveLength(2);
    const unreadable = of('broken-camera', zone.logged(LogEvent.frameUnreadable)).length;
    const watched = of('broken-camera', zone.logged(LogEvent.windowWatched)).reduce(
      (sum, { framesWatched }) => sum + Number(framesWatched),
      0,
    );
    expect(watched + unreadable).toBeGreaterThan(17);
    expect(watched + unreadable).toBeLessThan(24);
  });

  it('is told as silent once it has stopped', () => {
    const silent = of('broken-camera', zone.logged(LogEvent.cameraSilent));

    expect(silent).not.toEqual([]);
    expect(silent.every(({ from }) => Number(from) >= startAt + 2 * slotMilliseconds)).toBe(true);
  });
});

describe('a camera whose functions are killed', () => {
  it('is watched again from where it stood, and each pass is told once', async () => {
    const cameraId = 'crashed-camera';
    await closeIncidents(zone);
    const onSighting = { operation: 'PutItem', table: 'SightingsTable' } as const;
    await using watcher = await setTripwire(zone, { functionId: 'CamerasWatchCamera', ...onSighting });
    await using identifier = await setTripwire(zone, { functionId: 'FacesIdentifyFace', ...onSighting });
    // What a dead function held comes back after this; after minutes when deployed.
    await zone.shortenRetries('FacesQueue', 3);
    await zone.shortenRetries('CamerasQueue', 20);
    await zone.sandbox.kinesisVideo.ingestFile(cameraId, await mixedVideo(), startAt);

    await sendSlot(zone, cameraId, startAt + 2 * slotMilliseconds);
    await vi.waitFor(() => expect(watcher.killCount).toBe(1), patiently);
    const [before] = await sightingsOf(cameraId);
    expect(before).toBeDefined();
    expect(await cursorOf(zone, cameraId)).toBe(startAt);
    expect(await incidentsOf(cameraId)).toEqual([]);

    // The dead function still holds the camera, which saves it from being watched twice at a time.
    await sendSlot(zone, cameraId, startAt + 3 * slotMilliseconds);
    await vi.waitFor(() => expect(of(cameraId, zone.logged(LogEvent.cameraBusy))).not.toEqual([]), patiently);
    await endLease(zone, cameraId);
    await watch(zone, cameraId, whole);
    for (const queueId of ['CamerasQueue', 'FacesQueue', 'AlertsQueue']) await zone.drained(queueId);

    expect(identifier.killCount).toBe(1);
    const found = await sightingsOf(cameraId);
    expect(found.map(({ kind }) => kind).sort()).toEqual(['face', 'plate']);
    expect(found).toContainEqual(before);
    const incidents = await incidentsOf(cameraId);
    expect(incidents.map(({ kind }) => kind).sort()).toEqual(['person', 'plate']);
    for (const { incidentId } of incidents) {
      await vi.waitFor(() => expect(zone.told(incidentId)).toHaveLength(2), patiently);
    }
  });
});

describe('every camera', () => {
  it('is given slots by the tick of each minute, and goes on from where it stood', async () => {
    const cameras = ['broken-camera', 'cars-camera', 'crashed-camera', 'people-camera'];
    const cursors = () => Promise.all(cameras.map((cameraId) => cursorOf(zone, cameraId)));
    const before = await cursors();

    await zone.sandbox.invoke('CamerasTickCameras', {});

    await vi.waitFor(async () => {
      const after = await cursors();
      for (const [i, cursor] of after.entries()) expect(cursor).toBeGreaterThan(before[i] ?? 0);
    }, patiently);
  });

  it('goes on with the present, and the minutes between are worked off by a function of their own', async () => {
    const cameras = ['broken-camera', 'cars-camera', 'crashed-camera', 'people-camera'];

    await vi.waitFor(() => {
      const ended = zone.logged(LogEvent.catchUpEnded).map(({ cameraId }) => cameraId);
      expect(ended.toSorted()).toEqual(cameras);
    }, patiently);
    const begun = zone.logged(LogEvent.catchUpBegun);
    expect(zone.logged(LogEvent.catchUpEnded).map(({ to }) => to)).toEqual(
      expect.arrayContaining(begun.map(({ to }) => to)),
    );
    await zone.drained('CamerasBacklogQueue');
  });
});
