import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  CreatePolicyCommand,
  CreateRoleAliasCommand,
  CreateThingCommand,
  IoTClient,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot';
import { CreateStreamCommand, KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../../sandbox/front-door.ts';
import { createIotCore, type IotCore } from '../../sandbox/iot-core/iot-core.ts';
import { createKinesisVideo, type KinesisVideo } from '../../sandbox/kinesis-video/kinesis-video.ts';
import { cameraCommand } from '../../tools/camera.ts';
import { CameraCredentialsError, readCameraCredentials } from '../../tools/camera-credentials.ts';
import { fetchCameraKeys, rememberKeys } from '../../tools/camera-keys.ts';
import { CameraMissingError, provisionCamera } from '../../tools/provision-camera.ts';
import { countingPicture, makeVideo } from '../sandbox/kinesis-video-camera.ts';

const region = 'ap-southeast-1';
const roleAlias = 'cameras';
const policyName = 'camera-producers';
const keys = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
const codec = ['-preset', 'ultrafast', '-g', '10'];

let folder: string;
let iotCore: IotCore;
let kinesis: KinesisVideo;
let door: FrontDoor;
let iot: IoTClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'camera-command-'));
  iotCore = await createIotCore({ region, accountId: '000000000000', deliver: async () => undefined });
  kinesis = createKinesisVideo({ dataDir: join(folder, 'kinesis'), endpoint: () => door.url, now: Date.now });
  door = await openFrontDoor({ port: 0, services: [iotCore, kinesis] });
  iot = new IoTClient({ region, endpoint: door.url, credentials: keys });
  await makeCameras();
  await makeVideo(...countingPicture(2), '-c:v', 'libx264', ...codec, join(folder, 'street.mp4'));
  await makeVideo(...countingPicture(1), '-c:v', 'mjpeg', join(folder, 'mjpeg.avi'));
});

afterAll(async () => {
  iot.destroy();
  await door.close();
  await iotCore.close();
  await kinesis.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Two cameras with a stream each, and the policy of lib/cameras.ts. */
async function makeCameras(): Promise<void> {
  const video = new KinesisVideoClient({ region, endpoint: door.url, credentials: keys });
  for (const name of ['nk-cam-gate', 'nk-cam-pier']) {
    await iot.send(new CreateThingCommand({ thingName: name }));
    await video.send(new CreateStreamCommand({ StreamName: name, DataRetentionInHours: 1 }));
  }
  video.destroy();
  const roleArn = 'arn:aws:iam::000000000000:role/camera';
  const { roleAliasArn } = await iot.send(new CreateRoleAliasCommand({ roleAlias, roleArn }));
  const statement = { Effect: 'Allow', Action: 'iot:AssumeRoleWithCertificate', Resource: roleAliasArn };
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iot.send(new CreatePolicyCommand({ policyName, policyDocument }));
}

async function provision(cameraId: string, to = join(folder, cameraId)) {
  const { caPem } = iotCore;
  const made = await provisionCamera({ cameraId, iot, region, policyName, roleAlias, folder: to, caPem });
  return { ...made, folder: to };
}

async function zone(...words: readonly string[]) {
  const child = spawn(process.execPath, ['bin/zone.ts', ...words], {
    cwd: new URL('../..', import.meta.url).pathname,
    // No keys: what the camera's certificate gives must be enough.
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: door.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [status, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { status, stdout, stderr };
}

describe('the certificate of a camera', () => {
  it('gets keys for an hour, as the camera it belongs to and no other', async () => {
    const { folder: files } = await provision('nk-cam-gate', join(folder, 'own'));
    const credentials = readCameraCredentials(files);

    const got = await fetchCameraKeys(credentials);

    expect((got.expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(59 * 60_000);
    await expect(fetchCameraKeys({ ...credentials, thingName: 'nk-cam-pier' })).rejects.toMatchObject({
      remedy: 'give-up',
    });
  });

  it('gets none once it is revoked', async () => {
    const { certificateId, folder: files } = await provision('nk-cam-gate', join(folder, 'revoked'));

    await iot.send(new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }));

    await expect(fetchCameraKeys(readCameraCredentials(files))).rejects.toThrow(/is it active/);
  });

  it('lies in files whose key only the user may read, and is not replaced by accident', async () => {
    const { folder: files } = await provision('nk-cam-pier', join(folder, 'once'));
    const key = readFileSync(join(files, 'private.key'), 'utf8');

    await expect(provision('nk-cam-pier', files)).rejects.toThrow(CameraCredentialsError);

    expect(statSync(join(files, 'private.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(files, 'private.key'), 'utf8')).toBe(key);
  });

  it('is made for cameras of the zone alone', async () => {
    const files = join(folder, 'unknown');

    await expect(provision('nk-cam-none', files)).rejects.toThrow(CameraMissingError);
    expect(existsSync(files)).toBe(false);
  });

  it('waits for a credential provider that does not answer', async () => {
    const { folder: files } = await provision('nk-cam-pier', join(folder, 'silent'));
    const unreachable = { ...readCameraCredentials(files), credentialEndpoint: '127.0.0.1:9' };

    await expect(fetchCameraKeys(unreachable)).rejects.toMatchObject({ remedy: 'reconnect' });
  });

  it('is asked for keys again only when they end soon or were refused', async () => {
    let now = 0;
    let asked = 0;
    const find = rememberKeys(
      async () => {
        asked += 1;
        return { ...keys, expiration: new Date(now + 3_600_000) };
      },
      () => now,
    );

    await find({ isFresh: false });
    await find({ isFresh: false });
    const beforeEnd = asked;
    now = 56 * 60_000;
    await find({ isFresh: false });
    const nearEnd = asked;
    await find({ isFresh: true });

    expect([beforeEnd, nearEnd, asked]).toEqual([1, 2, 3]);
  });
});

/** A whole process, which takes long to start on a busy machine. */
const processMilliseconds = 60_000;

describe('zone camera send', () => {
  it('sends a file with nothing but the certificate, and tells it as JSON', {
    timeout: processMilliseconds,
  }, async () => {
    const { folder: certs } = await provision('nk-cam-gate');

    const words = ['--from', join(folder, 'street.mp4'), '--certs', certs, '--json'];
    const { status, stdout, stderr } = await zone('camera', 'send', 'nk-cam-gate', ...words);

    const reports = stdout
      .trim()
      .split('\n')
      .map((line): { event: string } => JSON.parse(line));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(reports.map(({ event }) => event)).toEqual(['connected', 'stored', 'stored', 'done']);
    expect(reports.at(-1)).toMatchObject({ storedFragments: 2, lostFragments: 0 });
  });

  it.each([
    {
      what: 'a codec that would have to be re-encoded',
      from: 'mjpeg.avi',
      said: /V_M.*set the camera to H\.264/,
    },
    { what: 'a missing file', from: 'none.mp4', said: /there is no file/ },
  ])('exits with 1 at $what', { timeout: processMilliseconds }, async ({ from, said }) => {
    const certs = join(folder, 'own');

    const words = ['--from', join(folder, from), '--certs', certs];
    const { status, stderr } = await zone('camera', 'send', 'nk-cam-gate', ...words);

    expect(stderr).toMatch(said);
    expect(status).toBe(1);
  });

  it.each([
    { words: ['send', 'nk-cam-gate'], said: /--from/ },
    { words: ['send', '../etc', '--from', 'x'], said: /Must be the id of a camera/ },
    { words: ['send', 'nk-cam-gate', '--from', 'x', '--buffer', '0'], said: /Must be 1–4096/ },
    { words: ['send', '--help'], said: /3 ended, but some video was lost/ },
  ])('says what is meant: $words', async ({ words, said }) => {
    expect(await outputOf(words)).toMatch(said);
  });
});

/** What commander prints before anything is done. */
async function outputOf(words: readonly string[]): Promise<string> {
  let output = '';
  const write = (written: string) => {
    output += written;
  };
  const command = cameraCommand();
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeOut: write, writeErr: write });
  }
  await expect(command.parseAsync(words, { from: 'user' })).rejects.toThrow(CommanderError);
  return output;
}
