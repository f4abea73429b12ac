import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogEvent } from '../../../lambdas/zone/log-events.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { evidenceCommand } from '../../../tools/evidence.ts';
import { installPole, type Pole, press } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';
import { carsVideo, peopleVideo } from './street-videos.ts';

let zone: Zone;
let north: Pole;
let south: Pole;

beforeAll(async () => {
  zone = await runZone();
  [north, south] = [await installPole(zone, 'north-pole'), await installPole(zone, 'south-pole')];
});
afterAll(() => zone?.stop());

const incidentOf = ({ poleId }: Pole, pressId: string) => incidentIdOf('sos', poleId, pressId);
const bucket = () => zone.sandbox.outputs.IncidentEvidenceBucket;

async function filesOf(incidentId: string): Promise<readonly string[]> {
  const Prefix = `evidence/${incidentId}/`;
  const list = new ListObjectsV2Command({ Bucket: bucket(), Prefix });
  const { Contents = [] } = await zone.sandbox.clients.s3.send(list);
  return Contents.map(({ Key = '' }) => Key.slice(Prefix.length)).sort();
}

async function read(incidentId: string, file: string): Promise<Uint8Array> {
  const get = new GetObjectCommand({ Bucket: bucket(), Key: `evidence/${incidentId}/${file}` });
  return (await (await zone.sandbox.clients.s3.send(get)).Body?.transformToByteArray()) ?? new Uint8Array();
}

async function evidence(...words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const command = evidenceCommand({ out: (text) => void printed.push(text) });
  await command.parseAsync(words, { from: 'user' });
  return printed.join('');
}

describe('a press before a live camera', () => {
  it('has its first picture in the bucket after seconds', async () => {
    const { kinesisVideo } = zone.sandbox;
    await kinesisVideo.playFile('cars-camera', await carsVideo(), { loop: true });
    await vi.waitFor(
      async () => expect(await kinesisVideo.latestFrame('cars-camera')).toBeDefined(),
      patiently,
    );

    await press(north, 'press-before-camera');

    const incidentId = incidentOf(north, 'press-before-camera');
    const told = () =>
      zone.logged(LogEvent.evidenceFirstPicture).filter((line) => line.incidentId === incidentId);
    await vi.waitFor(() => expect(told()).toHaveLength(1), patiently);
    const [file = ''] = await filesOf(incidentId);
    expect(file).toMatch(/^frames\/cars-camera\/\d+\.jpg$/);
    expect(await sharp(await read(incidentId, file)).metadata()).toMatchObject({ format: 'jpeg' });
    // Told and not asserted: how long it takes here says how fast this machine is.
    console.info(`first picture ${told()[0]?.seconds} s after the press`);
  });
});

describe('a press whose video is there', () => {
  const pressedAt = Date.now() - 170_000;
  const pressId = 'press-of-earlier';
  const incidentId = () => incidentOf(south, pressId);

  beforeAll(async () => {
    const { kinesisVideo } = zone.sandbox;
    // Twelve seconds around the press; what lies before and after was not filmed.
    await kinesisVideo.ingestFile('people-camera', await peopleVideo(), pressedAt - 6_000);
    await press(south, pressId, { pressedAt });
    await vi.waitFor(
      async () => expect(await filesOf(incidentId())).toContain('manifest-0002.json'),
      patiently,
    );
  });

  it('has the frame of the press, a clip and the sightings, and says what two silent cameras did not give', async () => {
    const files = await filesOf(incidentId());
    const newest = JSON.parse(Buffer.from(await read(incidentId(), 'manifest-0002.json')).toString());

    expect(files).toEqual([
      `clips/people-camera/${pressedAt - 30_000}.mp4`,
      `frames/people-camera/${pressedAt}.jpg`,
      'manifest-0001.json',
      'manifest-0002.json',
      `sightings/${pressedAt}.json`,
    ]);
    expect(newest.missing).toHaveLength(4);
    expect(Buffer.from(await read(incidentId(), files[0] ?? '')).toString('latin1', 4, 8)).toBe('ftyp');
  });

  it('is exported, found intact, and not any more when one byte is another', async () => {
    const folder = join(zone.folder, 'exported');

    await evidence('export', incidentId(), '--out', folder, '--by', 'Officer A');

    expect(await evidence('verify', folder)).toMatch(/intact: 3 files/);
    const frame = join(folder, 'frames', 'people-camera', `${pressedAt}.jpg`);
    const bytes = await readFile(frame);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    await writeFile(frame, bytes);
    expect(await evidence('verify', folder)).toContain('changed: frames/people-camera');
    process.exitCode = undefined;
  });

  it('keeps what it has when the request comes again', async () => {
    const before = await filesOf(incidentId());

    await press(south, pressId, { pressedAt });
    await vi.waitFor(
      () =>
        expect(zone.logged(LogEvent.evidenceNotGathered)).toContainEqual(
          expect.objectContaining({ incidentId: incidentId(), step: 'sightings', reason: 'repeated' }),
        ),
      patiently,
    );

    expect(await filesOf(incidentId())).toEqual(before);
  });

  it('cannot be overwritten by whoever forgets that it is there', async () => {
    const Key = `evidence/${incidentId()}/manifest-0001.json`;
    const put = new PutObjectCommand({ Bucket: bucket(), Key, Body: 'another', IfNoneMatch: '*' });

    await expect(zone.sandbox.clients.s3.send(put)).rejects.toThrow(
      expect.objectContaining({ name: 'PreconditionFailed' }),
    );
  });
});
