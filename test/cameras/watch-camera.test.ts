import { describe, expect, it } from 'vitest';
import { makePlateEntry } from '../watchlist/make-entry.ts';
import { makeWatch, parkedPlate, secondsIn, slot, start, walker } from './make-watch.ts';

/** Whether a moment lies in seconds `from` to `to` of the street. */
const between = (takenAt: number, from: number, to: number) =>
  secondsIn(takenAt) >= from && secondsIn(takenAt) < to;

describe('watchCamera', () => {
  it('sends one face that walked by to be searched, with its crops', async () => {
    const zone = makeWatch({ things: (at) => (between(at, 2, 5) ? [walker(at, 'ann')] : []) });

    await zone.watch(slot(1));

    expect(zone.faces).toHaveLength(1);
    expect(zone.faces[0]).toMatchObject({ cameraId: 'nk-cam-01', firstSeenAt: start + 2_000 });
    expect(zone.faces[0]?.crops.map(({ key }) => zone.pictures.kept.has(key))).toEqual([true, true, true]);
  });

  it('sends three faces of one frame as three passes', async () => {
    const three = (at: number) => [walker(at, 'ann', 100), walker(at, 'bob', 300), walker(at, 'cat', 500)];
    const zone = makeWatch({ things: (at) => (between(at, 2, 5) ? three(at) : []) });

    await zone.watch(slot(1));

    expect(new Set(zone.faces.map(({ passId }) => passId)).size).toBe(3);
    const seen = zone.faces.flatMap(({ crops }) =>
      crops.map(({ key }) => String(zone.pictures.kept.get(key)).match(/ann|bob|cat/)?.[0]),
    );
    expect(new Set(seen)).toEqual(new Set(['ann', 'bob', 'cat']));
  });

  it('makes one pass of a person who crosses the boundary of two windows', async () => {
    const zone = makeWatch({ things: (at) => (between(at, 8, 12) ? [walker(at, 'ann', 300, 50)] : []) });

    await zone.watch(slot(1));
    const storedEarly = zone.pictures.kept.size;
    await zone.watch(slot(2));

    expect(storedEarly).toBe(4);
    expect(zone.faces).toHaveLength(1);
    expect(zone.faces[0]).toMatchObject({ firstSeenAt: start + 8_000, lastSeenAt: start + 11_500 });
  });

  it('deletes crops of an earlier window that better ones replaced', async () => {
    const coming = (at: number) => walker(at, 'ann', 300, 40 + 2 * (secondsIn(at) - 8));
    const zone = makeWatch({ things: (at) => (between(at, 8, 14) ? [coming(at)] : []) });

    await zone.watch(slot(1));
    await zone.watch(slot(2));

    expect([...zone.pictures.kept.keys()].sort()).toEqual(zone.faces[0]?.crops.map(({ key }) => key).sort());
  });

  it('searches a person who stays as soon as the shots are good, and only once', async () => {
    const zone = makeWatch({ things: (at) => [walker(at, 'ann')] });

    for (const count of [1, 2, 3]) await zone.watch(slot(count));

    expect(zone.faces).toHaveLength(1);
  });

  it('sends no face that was never large enough', async () => {
    const zone = makeWatch({ things: (at) => (between(at, 2, 5) ? [walker(at, 'ann', 300, 36)] : []) });

    await zone.watch(slot(1));

    expect(zone.faces).toEqual([]);
    expect(zone.pictures.kept.size).toBe(0);
    expect(zone.telemetry.events()).toContain('FACE_UNUSABLE');
  });

  it('makes one sighting of a parked car and stops looking at it', async () => {
    const zone = makeWatch({ things: () => [parkedPlate()], camera: { watches: ['plates'] } });

    for (const count of [1, 2, 3, 4, 5]) await zone.watch(slot(count));

    expect([...zone.sightings.kept.values()]).toMatchObject([{ plate: { letters: 'กข', digits: '1234' } }]);
    // The first window until it is told, then one look per window: its first frame.
    expect(zone.looks.plates).toBe(20 + 4);
  });

  it('reads no plates while it only waits for a better shot of a face', async () => {
    const far = { ...walker(start, 'ann'), box: { x: 300, y: 300, width: 45, height: 45 } };
    const zone = makeWatch({ things: () => [far] });

    await zone.watch(slot(1));

    expect(zone.looks).toEqual({ faces: 20, plates: 1 });
  });

  it('keeps a parked car one pass while others drive by', async () => {
    const other = (at: number) => ({
      ...parkedPlate('77'),
      box: { ...parkedPlate().box, y: 100, x: secondsIn(at) * 45 },
    });
    const zone = makeWatch({
      things: (at) => (between(at, 12, 16) ? [parkedPlate(), other(at)] : [parkedPlate()]),
      camera: { watches: ['plates'] },
    });

    for (const count of [1, 2, 3]) await zone.watch(slot(count));

    const plates = [...zone.sightings.kept.values()].map((one) => one.kind === 'plate' && one.plate.digits);
    expect(plates.sort()).toEqual(['1234', '77']);
  });

  it('opens an incident for a plate on the watchlist', async () => {
    const zone = makeWatch({
      things: (at) => (between(at, 1, 4) ? [parkedPlate()] : []),
      entries: [makePlateEntry()],
    });

    await zone.watch(slot(1));

    const [sighting] = [...zone.sightings.kept.values()];
    expect([...zone.incidents.kept.values()]).toMatchObject([
      { kind: 'plate', deviceId: 'nk-cam-01', causeId: sighting?.sightingId },
    ]);
    expect(zone.alerts.sent).toHaveLength(1);
    expect(zone.pictures.kept.has(sighting?.pictureKey ?? '')).toBe(true);
  });

  it('says why a plate that no frame read well made no sighting', async () => {
    const zone = makeWatch({
      things: (at) => (between(at, 1, 3) ? [{ ...parkedPlate(), confidence: 0.55 }] : []),
      entries: [makePlateEntry()],
    });

    await zone.watch(slot(1));

    const [record] = [...zone.sightings.kept.values()];
    expect(record).toMatchObject({ kind: 'unread-plate', reason: 'not-sure', frames: 4, widthPixels: 120 });
    expect(zone.pictures.kept.has(record?.pictureKey ?? '')).toBe(true);
    expect(zone.incidents.kept.size).toBe(0);
    expect(zone.telemetry.lines.find(({ event }) => event === 'PLATE_UNREAD')?.fields).toMatchObject({
      reason: 'not-sure',
      minConfidence: 0.7,
    });
  });

  it('keeps with a plate what else it may be, how sure each part is, and over how many frames', async () => {
    const plate = { ...parkedPlate(), confidence: 0.6, candidates: [['1284', 0.3]] } as const;
    const zone = makeWatch({ things: (at) => (between(at, 1, 3) ? [plate] : []) });

    await zone.watch(slot(1));

    expect([...zone.sightings.kept.values()]).toMatchObject([
      {
        kind: 'plate',
        plate: {
          class: 'car',
          confidence: 0.885,
          fields: { class: 0.998, letters: 0.998, digits: 0.885, province: 0.998 },
          candidates: [
            { letters: 'กข', digits: '1234', probability: 0.885 },
            { letters: 'กข', digits: '1284', probability: 0.11 },
          ],
          frames: 4,
        },
      },
    ]);
  });

  it('only logs a plate that was seen in one frame and not read', async () => {
    const zone = makeWatch({
      things: (at) => (at === start + 2_000 ? [{ ...parkedPlate(), confidence: 0.3 }] : []),
    });

    await zone.watch(slot(1));

    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.pictures.kept.size).toBe(0);
    expect(zone.telemetry.events()).toContain('PLATE_UNREAD');
  });

  it('goes on after a frame that cannot be decoded', async () => {
    const zone = makeWatch({
      things: (at) => (at === start + 2_500 ? 'broken' : between(at, 1, 4) ? [parkedPlate()] : []),
    });

    await zone.watch(slot(1));

    expect(zone.sightings.kept.size).toBe(1);
    expect(zone.telemetry.total('FramesUnreadable')).toBe(1);
    expect(zone.telemetry.total('FramesWatched')).toBe(19);
  });

  it('says that a camera is silent and moves on', async () => {
    const zone = makeWatch({ things: () => undefined });

    await zone.watch(slot(1));

    expect(zone.telemetry.events()).toContain('CAMERA_SILENT');
    expect(zone.cursors.kept.get('nk-cam-01')?.state?.watchedTo).toBe(start + 10_000);
  });

  it('is not silent when some of the video is there', async () => {
    const zone = makeWatch({ things: (at) => (between(at, 3, 4) ? [] : undefined) });

    await zone.watch(slot(1));

    expect(zone.telemetry.events()).not.toContain('CAMERA_SILENT');
  });

  it('leaves a camera alone that another invocation watches', async () => {
    const zone = makeWatch({ things: () => [] });
    await zone.cursors.lease({
      cameraId: 'nk-cam-01',
      owner: 'other',
      now: slot(1),
      until: slot(1) + 60_000,
      startAt: start,
    });

    await zone.watch(slot(1));

    expect(zone.telemetry.events()).toEqual(['CAMERA_BUSY']);
    expect(zone.frames.listed).toEqual([]);
  });

  it('takes over a camera whose watcher died', async () => {
    const zone = makeWatch({ things: () => [] });
    await zone.cursors.lease({
      cameraId: 'nk-cam-01',
      owner: 'dead',
      now: slot(0),
      until: slot(1) - 1,
      startAt: start,
    });

    await zone.watch(slot(1));

    expect(zone.telemetry.events()).toEqual(['WINDOW_WATCHED']);
  });

  it('keeps its camera although the window takes longer than a lease', async () => {
    const zone = makeWatch({ things: () => [] });
    let now = slot(1);
    const other = { cameraId: 'nk-cam-01', owner: 'other', startAt: start };
    const tries: unknown[] = [];
    const slow = {
      ...zone.ports.codec,
      shrink: async (jpeg: Uint8Array) => {
        now += 4_000;
        tries.push(await zone.cursors.lease({ ...other, now, until: now + 20_000 }));
        return zone.ports.codec.shrink(jpeg);
      },
    };

    await zone.watch(slot(1), { clock: () => now }, { ...zone.ports, codec: slow });

    expect(now - slot(1)).toBe(20 * 4_000);
    expect(new Set(tries)).toEqual(new Set(['busy']));
    expect(zone.cursors.kept.get('nk-cam-01')?.state.watchedTo).toBe(start + 10_000);
  });

  it('does not move the cursor of a camera that was taken over meanwhile', async () => {
    const zone = makeWatch({ things: () => [] });
    const stolen = {
      ...zone.ports,
      faceDetector: {
        detectFaces: async () => {
          const at = slot(1) + 200_000;
          await zone.cursors.lease({
            cameraId: 'nk-cam-01',
            owner: 'thief',
            now: at,
            until: at + 1,
            startAt: at,
          });
          return [];
        },
      },
    };

    await expect(zone.watch(slot(1), {}, stolen)).rejects.toThrow('taken over');
    expect(zone.cursors.kept.get('nk-cam-01')).toMatchObject({ lease: { owner: 'thief' } });
  });

  it('gives the camera back when no frame is due', async () => {
    const zone = makeWatch({ things: () => [] });
    await zone.watch(slot(1));

    await zone.watch(slot(1));

    expect(zone.cursors.kept.get('nk-cam-01')?.lease).toBeUndefined();
    expect(zone.telemetry.events()).toEqual(['WINDOW_WATCHED']);
  });

  it('catches up with two minutes window by window without leaving out a frame', async () => {
    const zone = makeWatch({ things: () => [] });
    await zone.watch(slot(1));

    for (const count of [13, 14, 15]) await zone.watch(slot(count));

    const expected = Array.from({ length: 2 * 150 }, (_, i) => start + i * 500);
    expect(zone.frames.listed).toEqual(expected);
  });

  it('ends a window early when its time runs out, and goes on from there', async () => {
    const zone = makeWatch({ things: () => [] });
    let frames = 0;

    await zone.watch(slot(1), { isOutOfTime: () => ++frames > 5 });
    const cursor = zone.cursors.kept.get('nk-cam-01')?.state?.watchedTo;
    await zone.watch(slot(2));

    expect(cursor).toBe(start + 3_000);
    expect(zone.telemetry.total('FramesWatched')).toBe(40);
  });

  it('finishes a slot of a camera that left the zone', async () => {
    const zone = makeWatch({ things: () => [], camera: { id: 'another' } });

    await zone.watch(slot(1));

    expect(zone.telemetry.events()).toEqual(['CAMERA_UNKNOWN']);
  });
});
