import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Acknowledgement,
  AcknowledgementError,
  AcknowledgementReader,
} from '../../tools/acknowledgement.ts';
import { backoffMilliseconds } from '../../tools/backoff.ts';
import { CameraClock } from '../../tools/camera-clock.ts';
import { FragmentCutter } from '../../tools/camera-fragments.ts';
import { explainErrorEvent, explainFailure, explainRefusal } from '../../tools/put-media-error.ts';
import { signPutMedia } from '../../tools/sign-put-media.ts';
import { cameraCodec, countingPicture, makeVideo } from '../sandbox/kinesis-video-camera.ts';
import { cutFile } from './make-camera-bridge.ts';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, step by step. */
function signatureByHand(
  headers: Record<string, string>,
  { keys }: { keys: { secretAccessKey: string } },
): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const canonical = ['POST', '/putMedia', '', ...names.map((name) => `${name}:${headers[name]}`), ''];
  const scope = '20260105/ap-southeast-1/kinesisvideo/aws4_request';
  const hash = sha256([...canonical, names.join(';'), sha256('')].join('\n'));
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  return hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash].join('\n')).toString('hex');
}

describe('the signature of PutMedia', () => {
  const params = {
    endpoint: new URL('https://s-1.kinesisvideo.ap-southeast-1.amazonaws.com'),
    region: 'ap-southeast-1',
    keys: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    streamName: 'nk-cam-gate',
    startAt: 1_767_600_000_250,
    now: new Date('2026-01-05T08:00:00Z'),
  };

  it('covers the stream, the times and the host, for the service kinesisvideo', async () => {
    const { authorization } = await signPutMedia(params);

    expect(authorization).toContain('AKIDEXAMPLE/20260105/ap-southeast-1/kinesisvideo/aws4_request');
    expect(authorization).toContain(
      'SignedHeaders=host;x-amz-date;x-amzn-fragment-acknowledgment-required;' +
        'x-amzn-fragment-timecode-type;x-amzn-producer-start-timestamp;x-amzn-stream-name',
    );
  });

  it('is that of an empty body, checked by the steps of the SigV4 documentation', async () => {
    const headers = await signPutMedia(params);

    expect(headers.authorization?.split('Signature=')[1]).toBe(signatureByHand(headers, params));
  });

  it('gives times in seconds, and signs the token of short-lived keys', async () => {
    const keys = { ...params.keys, sessionToken: 'token' };

    const headers = await signPutMedia({ ...params, keys });

    expect(headers['x-amzn-producer-start-timestamp']).toBe('1767600000.250');
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers.authorization).toContain(';x-amz-security-token;');
  });
});

describe('acknowledgements', () => {
  const lines = [
    '{"EventType":"BUFFERING","FragmentTimecode":1767600000250,"FragmentNumber":"91"}',
    '{"EventType":"PERSISTED","FragmentTimecode":"1767600000250","FragmentNumber":"91"}',
    '{"EventType":"IDLE"}',
    '{"AckEventType":"Error","FragmentTimecode":7,"ErrorId":4006,"ErrorCode":"INVALID_MKV_DATA"}',
    '{"EventType":"SOMETHING_NEW"}',
  ];
  const meant: readonly Acknowledgement[] = [
    { kind: 'buffering', timecode: 1_767_600_000_250 },
    { kind: 'persisted', timecode: 1_767_600_000_250 },
    { kind: 'idle' },
    { kind: 'error', timecode: 7, id: 4006, code: 'INVALID_MKV_DATA' },
  ];

  it('are read wherever the network cuts them', () => {
    const text = `${lines.join('\r\n')}\n`;

    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const reader = new AcknowledgementReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];

        const read = places.slice(1).flatMap((end, place) => reader.read(text.slice(places[place], end)));

        expect(read).toEqual(meant);
      }),
    );
  });

  it('never fail otherwise than by name, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          new AcknowledgementReader().read(`${text}\n`);
        } catch (error) {
          expect(error).toBeInstanceOf(AcknowledgementError);
        }
      }),
    );
  });

  it('have an end: a line that goes on and on is refused', () => {
    expect(() => new AcknowledgementReader().read('x'.repeat(70_000))).toThrow(AcknowledgementError);
  });
});

describe('what went wrong', () => {
  it.each([
    [404, 'ResourceNotFoundException', 'give-up', /no such stream/],
    [403, 'AccessDeniedException', 'give-up', /its own stream alone/],
    [403, 'ExpiredTokenException', 'new-keys', /expired/],
    [403, 'InvalidSignatureException', 'give-up', /clock of this machine/],
    [400, 'ClientLimitExceededException', 'reconnect', /another producer/],
    [400, 'InvalidArgumentException', 'give-up', /bad header/],
    [500, 'InternalFailure', 'reconnect', /500/],
    [429, '', 'reconnect', /429/],
  ])('is told apart: %i %s → %s', (status, type, remedy, words) => {
    const error = explainRefusal('nk-cam-gate', status, type, '{"Message":"bad header"}');

    expect(error).toMatchObject({ remedy });
    expect(error.message).toMatch(words);
    expect(error.message).toContain('nk-cam-gate');
  });

  it.each([
    [4002, 'skip-fragment'],
    [4006, 'skip-fragment'],
    [4003, 'reconnect'],
    [4500, 'give-up'],
    [5000, 'reconnect'],
  ])('with a fragment is told apart: %i → %s', (id, remedy) => {
    expect(explainErrorEvent(id, 'CODE', 7)).toMatchObject({ remedy });
  });

  it('before the connection is told apart as well', () => {
    const fromSdk = (name: string, httpStatusCode: number) =>
      Object.assign(new Error('said'), { name, $metadata: { httpStatusCode } });

    expect(explainFailure('x', fromSdk('ResourceNotFoundException', 404)).remedy).toBe('give-up');
    expect(
      explainFailure('x', Object.assign(new Error('no keys'), { name: 'CredentialsProviderError' })).remedy,
    ).toBe('give-up');
    expect(explainFailure('x', Object.assign(new Error('gone'), { code: 'ENOTFOUND' })).remedy).toBe(
      'reconnect',
    );
  });
});

describe('the wait before another attempt', () => {
  it('doubles up to its limit, and differs from camera to camera', () => {
    const longest = [1, 2, 3, 6, 60].map((count) => backoffMilliseconds(count, () => 1));
    const shortest = [1, 2, 3, 6, 60].map((count) => backoffMilliseconds(count, () => 0));

    expect(longest).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
    expect(shortest).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
  });
});

describe('the clock of a camera', () => {
  const durationMilliseconds = 2_000;

  function observeAndPlace(
    clock: CameraClock,
    count: number,
    arrival: (end: number) => number,
  ): readonly number[] {
    return Array.from({ length: count }, (_, index) => {
      const span = { timecode: index * durationMilliseconds, durationMilliseconds };
      clock.observe(span, arrival(span.timecode + durationMilliseconds));
      return clock.place(span);
    });
  }

  it('takes a fragment to have ended when it arrived', () => {
    const placed = observeAndPlace(new CameraClock(), 3, (end) => 1_000_000 + end);

    expect(placed).toEqual([1_000_000, 1_002_000, 1_004_000]);
  });

  it('gets over a late arrival, and follows a clock that drifts', () => {
    const late = observeAndPlace(
      new CameraClock(),
      100,
      (end) => 1_000_000 + end + (end === 2_000 ? 3_000 : 0),
    );
    const drifting = observeAndPlace(new CameraClock(), 3_000, (end) => 1_000_000 + end * 1.0001);

    expect(late.at(-1)).toBe(1_000_000 + 99 * 2_000);
    expect(Math.abs((drifting.at(-1) ?? 0) - (1_000_000 + 2_999 * 2_000 * 1.0001))).toBeLessThan(100);
  });

  it('never goes back, however arrivals jump', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 50 }), (jumps) => {
        const placed = observeAndPlace(
          new CameraClock(),
          jumps.length,
          (end) => 5_000_000 + end + (jumps[end / 2_000 - 1] ?? 0),
        );

        expect(placed).toEqual([...new Set(placed)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('the fragments of a camera', () => {
  it('wait until its first, late ones can be placed by a punctual one', async () => {
    let now = 1_000_000;
    const folder = await mkdtemp(join(tmpdir(), 'camera-fragments-'));
    const file = join(folder, 'camera.mkv');
    await makeVideo(...countingPicture(5), ...cameraCodec, '-g', '10', '-f', 'matroska', '-dash', '1', file);
    const bytes = await readFile(file);
    await rm(folder, { recursive: true });
    const cutter = new FragmentCutter({ clock: new CameraClock(), now: () => now });

    // The first two seconds come two seconds late, all at once; the rest as it is filmed.
    const places = clusterPlaces(bytes);
    now += 4_000;
    const early = [...cutter.push(bytes.subarray(0, places[2]))];
    now += 3_000;
    const late = [...cutter.push(bytes.subarray(places[2])), ...cutter.end()];

    expect(early).toEqual([]);
    expect(late).toHaveLength(5);
    const gaps = late.slice(1).map(({ timecode }, index) => timecode - (late[index]?.timecode ?? 0));
    expect(gaps).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect((late.at(-1)?.timecode ?? 0) + 1_000).toBeLessThanOrEqual(now);
  });

  it('are at least a second long, though the camera sends keyframes more often', async () => {
    const [first, ...rest] = await cutPicture(['-g', '2']);

    expect(first?.durationMilliseconds).toBe(1_000);
    expect(rest.every(({ durationMilliseconds }) => durationMilliseconds <= 1_000)).toBe(true);
  });

  it('cannot be cut from keyframes more than 20 seconds apart', async () => {
    await expect(cutPicture(['-g', '1000'], 25)).rejects.toThrow(/I-frame\) interval to 1–4 s/);
  });
});

/** The fragments of a gray picture, encoded like this. */
async function cutPicture(codec: readonly string[], seconds = 3) {
  const folder = await mkdtemp(join(tmpdir(), 'camera-fragments-'));
  const file = join(folder, 'camera.mp4');
  try {
    const picture = ['-f', 'lavfi', '-i', `color=gray:s=64x64:r=10:d=${seconds}`];
    await makeVideo(
      ...picture,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-sc_threshold',
      '0',
      ...codec,
      file,
    );
    return await cutFile(file, 0);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Where each cluster begins. */
function clusterPlaces(bytes: Buffer): readonly number[] {
  const places: number[] = [];
  const clusterId = Buffer.from('1f43b675', 'hex');
  for (let place = bytes.indexOf(clusterId); place !== -1; place = bytes.indexOf(clusterId, place + 4))
    places.push(place);
  return places;
}
