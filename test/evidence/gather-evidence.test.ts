import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../lambdas/evidence/gather-evidence.ts';
import { sha256Of } from '../../lambdas/evidence/manifest.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { makePlateSighting } from '../sightings/make-sighting.ts';
import { incidentId, makeGathering, makeRequest, pressedAt } from './make-gathering.ts';

const frame = (takenAt: number, cameraId = 'nk-cam-01') => `frames/${cameraId}/${takenAt}.jpg`;
const clip = 'clips/nk-cam-01/1767225570000.mp4';

describe('gatherEvidence', () => {
  it('keeps a picture from just before the press at once, and the one of the press when it can be seen', async () => {
    const gathering = makeGathering();

    await gatherEvidence(makeRequest(), gathering.ports);
    const atOnce = await gathering.files();
    await gathering.run();

    expect(atOnce).toEqual([frame(pressedAt - 2_000)]);
    expect(await gathering.files()).toContain(frame(pressedAt));
    expect(gathering.telemetry.total(Metric.evidenceFirstPictureSeconds)).toBe(1);
  });

  it('keeps the clip of half a minute before and after, then the sightings, each with a manifest of its own', async () => {
    const gathering = makeGathering();

    await gathering.run();

    expect(await gathering.files()).toEqual([
      clip,
      frame(pressedAt - 2_000),
      frame(pressedAt),
      'manifest-0001.json',
      'manifest-0002.json',
      `sightings/${pressedAt}.json`,
    ]);
    expect(await gathering.newest()).toMatchObject({
      number: 2,
      gathered: [
        { step: 'clips', cameras: [{ cameraId: 'nk-cam-01', masked: false }] },
        { step: 'sightings' },
      ],
      missing: [],
    });
  });

  it('names every kept file in the manifest with its hash, and the hash of the manifest before', async () => {
    const gathering = makeGathering();

    await gathering.run();

    const { objects, previous } = await gathering.newest();
    for (const { file, sha256, bytes } of objects) {
      const kept = (await gathering.store.read(incidentId, file)) ?? new Uint8Array();
      expect([sha256, bytes]).toEqual([sha256Of(kept), kept.length]);
    }
    const files = (await gathering.files()).filter((file) => !file.startsWith('manifest'));
    expect(objects.map(({ file }) => file).sort()).toEqual(files);
    const first = (await gathering.store.read(incidentId, 'manifest-0001.json')) ?? new Uint8Array();
    expect(previous).toEqual({ file: 'manifest-0001.json', sha256: sha256Of(first) });
  });

  it('tells the timeline of the first picture and of each manifest, with its hash', async () => {
    const gathering = makeGathering();

    await gathering.run();

    expect(gathering.steps.map(({ what, text }) => [what, text])).toEqual([
      ['evidence', 'first picture 1.0 s after it happened'],
      ['evidence', expect.stringMatching(/^manifest 1 \(clips\): 3 files, 0 missing, SHA-256 [0-9a-f]{64}$/)],
      [
        'evidence',
        expect.stringMatching(/^manifest 2 \(sightings\): 4 files, 0 missing, SHA-256 [0-9a-f]{64}$/),
      ],
    ]);
  });

  it('gathers nothing twice when everything is delivered again', async () => {
    const gathering = makeGathering();
    await gathering.run();
    const before = [...gathering.store.kept];

    await gathering.run();
    await gathering.run(makeRequest({ step: 'clips' }));
    await gathering.run(makeRequest({ step: 'sightings' }));

    expect([...gathering.store.kept]).toEqual(before);
  });

  it('gathers around a press that joined the incident too, in the same chain', async () => {
    const gathering = makeGathering();
    await gathering.run();

    await gathering.run(makeRequest({ causeId: 'press-0002', happenedAt: pressedAt + 45_000 }));

    const { number, gathered } = await gathering.newest();
    expect(number).toBe(4);
    expect(gathered.map(({ causeId }) => causeId)).toEqual([
      'press-0001',
      'press-0001',
      'press-0002',
      'press-0002',
    ]);
  });

  it('stops gathering when a button is pressed again and again', async () => {
    const gathering = makeGathering();

    for (let i = 0; i < 15; i++) await gathering.run(makeRequest({ causeId: `press-${i}` }));

    expect((await gathering.newest()).number).toBe(20);
    expect(gathering.telemetry.lines.at(-1)).toMatchObject({ fields: { reason: 'enough' } });
  });

  it('keeps nothing of a drill', async () => {
    const gathering = makeGathering();

    await gathering.run(makeRequest({ drill: true }));

    expect(gathering.store.kept.size).toBe(0);
    expect(gathering.telemetry.events()).toEqual([LogEvent.evidenceNotGathered]);
    expect(gathering.decisions.kept).toMatchObject([
      { about: incidentId, gate: 'evidence', outcome: 'stopped', why: expect.stringContaining('drill') },
    ]);
  });

  it('says what could not be got: a camera without video waits two minutes and holds up no other', async () => {
    const silent = makeCamera({ id: 'nk-cam-02' });
    const gathering = makeGathering({
      cameras: [makeCamera(), silent],
      hasVideo: (cameraId) => cameraId !== silent.id,
      clip: (cameraId) => (cameraId === silent.id ? { missing: 'no-video' } : { mp4: Buffer.from('clip') }),
    });

    await gathering.run();

    const span = { from: pressedAt - 30_000, to: pressedAt + 30_000 };
    const { gathered, missing, objects } = await gathering.newest();
    expect(missing).toEqual([
      { what: 'frame', cameraId: silent.id, from: pressedAt, to: pressedAt, why: 'no-video' },
      { what: 'clip', cameraId: silent.id, ...span, why: 'no-video' },
    ]);
    expect(gathered[0]?.at).toBeGreaterThanOrEqual(pressedAt + 120_000);
    expect(objects.find(({ file }) => file === clip)?.gatheredAt).toBeLessThan(pressedAt + 60_000);
  });

  it('says so when no camera stands near, or the place is not known', async () => {
    const gathering = makeGathering();
    const nowhere = { ...makeCamera().place, latitude: 0, longitude: 0 };

    await gathering.run(makeRequest({ place: nowhere }));

    expect((await gathering.newest()).missing).toMatchObject([{ what: 'camera', why: 'no-camera-near' }]);
  });

  it('goes on with the others when one camera fails, and asks it again', async () => {
    const broken = makeCamera({ id: 'nk-cam-02' });
    const gathering = makeGathering({ cameras: [makeCamera(), broken] });
    let failures = 0;
    const { listFrames } = gathering.ports.frames;
    const frames = {
      listFrames: (cameraId: string, window: Parameters<typeof listFrames>[1]) => {
        if (cameraId === broken.id && failures++ < 2) throw new Error('throttled');
        return listFrames(cameraId, window);
      },
    };

    await gathering.run(makeRequest(), { ...gathering.ports, frames });

    expect(await gathering.files()).toContain(frame(pressedAt, broken.id));
    expect(gathering.telemetry.events()).toContain(LogEvent.evidenceFailed);
  });
});

describe('a camera with privacy masks', () => {
  const masked = makeCamera({
    masks: [
      [
        [0, 0],
        [0.5, 0],
        [0.5, 0.5],
      ],
    ],
  });

  it('gives masked frames, one a second, instead of a clip that cannot be masked', async () => {
    const asked: string[] = [];
    const gathering = makeGathering({
      cameras: [masked],
      clip: (cameraId) => {
        asked.push(cameraId);
        return { missing: 'no-video' };
      },
    });

    await gathering.run();

    const { objects } = await gathering.newest();
    const frames = objects.filter(({ what }) => what === 'frame');
    expect(asked).toEqual([]);
    expect(frames).toHaveLength(60);
    expect(frames.every((each) => each.masked)).toBe(true);
    const bytes = (await gathering.store.read(incidentId, frame(pressedAt))) ?? new Uint8Array();
    expect([bytes[0], bytes.at(-1)]).toEqual([0, 255]);
  });

  it('has each gap in its frames told once', async () => {
    const gap = { from: pressedAt + 10_000, to: pressedAt + 15_000 };
    const gathering = makeGathering({
      cameras: [masked],
      hasVideo: (_, at) => at < gap.from || at >= gap.to,
    });

    await gathering.run();

    expect((await gathering.newest()).missing).toEqual([
      { what: 'frame', cameraId: masked.id, ...gap, why: 'no-video' },
    ]);
  });
});

describe('a camera whose video fits into no MP4', () => {
  it('gives frames, and the manifest says why', async () => {
    const gathering = makeGathering({ clip: () => ({ missing: 'not-possible' }) });

    await gathering.run();

    const { objects, missing } = await gathering.newest();
    expect(missing).toMatchObject([{ what: 'clip', why: 'clip-not-possible' }]);
    expect(objects.filter(({ what }) => what === 'frame').length).toBeGreaterThan(50);
  });
});

describe('sightings', () => {
  it('are kept with their pictures, those within a minute of the press at these cameras alone', async () => {
    const at = (sightingId: string, offset: number, cameraId = 'nk-cam-01') =>
      makePlateSighting({
        sightingId,
        cameraId,
        firstSeenAt: pressedAt + offset,
        lastSeenAt: pressedAt + offset + 2_000,
        pictureKey: `sightings/${sightingId}.jpg`,
      });
    const sightings = [
      at('in-time', 0),
      at('gone', -59_000),
      at('late', 61_000),
      at('elsewhere', 0, 'other'),
    ];
    const gathering = makeGathering({ sightings });
    await gathering.pictures.put('sightings/in-time.jpg', Buffer.from('plate'));

    await gathering.run();

    const list = await gathering.store.read(incidentId, `sightings/${pressedAt}.json`);
    expect(JSON.parse(Buffer.from(list ?? '').toString())).toMatchObject({
      cameraIds: ['nk-cam-01'],
      sightings: [{ sightingId: 'gone' }, { sightingId: 'in-time' }],
    });
    const { objects, missing } = await gathering.newest();
    expect(objects.filter(({ what }) => what === 'sighting-picture')).toMatchObject([
      { file: 'sightings/in-time.jpg', cameraId: 'nk-cam-01' },
    ]);
    expect(missing).toMatchObject([{ what: 'sighting-picture', why: 'picture-gone' }]);
  });
});

describe('a match', () => {
  const match = makeRequest({ kind: 'plate', causeId: 'plate-7', deviceId: 'nk-cam-01' });

  it('has its picture at once, for whoever is asked whether it is the one', async () => {
    const gathering = makeGathering();
    await gathering.pictures.put('sightings/plate-7.jpg', Buffer.from('plate'));

    await gatherEvidence(match, gathering.ports);

    expect(await gathering.files()).toContain('sightings/plate-7.jpg');
    const [about] = await gathering.store.describe(incidentId, ['sightings/plate-7.jpg']);
    expect(about).toMatchObject({ what: 'sighting-picture', cameraId: 'nk-cam-01', from: pressedAt });
  });

  it('of which no picture was kept is gathered around all the same', async () => {
    const gathering = makeGathering();

    await gatherEvidence(match, gathering.ports);

    expect(await gathering.files()).toEqual([frame(pressedAt - 2_000)]);
  });
});
