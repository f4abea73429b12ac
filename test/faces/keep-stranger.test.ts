import { describe, expect, it } from 'vitest';
import { SearchBusyError } from '../../lambdas/faces/face-search.ts';
import { type IdentifyFacePorts, identifyFace } from '../../lambdas/faces/identify-face.ts';
import type { StrangerSettings } from '../../lambdas/zone/zone-file.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memoryStrangerFaces, memoryStrangerStore } from '../memory/strangers.ts';
import { type FacesOptions, found, makeFaces, message, nobody, now, told } from './make-faces.ts';

const hours = 3_600_000;

interface Pass {
  readonly passId: string;
  readonly cameraId?: string;
  /** Hours before now. */
  readonly ago?: number;
  /** Who it is. */
  readonly face?: number;
}

/** A zone through which people walk whom nobody looks for. */
async function makeZone(strangers: StrangerSettings | undefined, options: FacesOptions = {}) {
  const zone = await makeFaces([nobody], options);
  const collection = memoryStrangerFaces();
  const visits = memoryStrangerStore();
  const budget = { paidCallsPerDay: 100 };
  const settings = memorySettingsStore(makeSettings({ budget, strangers }));
  const ports = { ...zone.ports, settings, strangers: { faces: collection, visits } };
  const pass = async (
    { passId, cameraId = 'nk-cam-01', ago = 0, face = 7 }: Pass,
    at: IdentifyFacePorts = ports,
  ) => {
    const seen = { firstSeenAt: now - ago * hours - 5_000, lastSeenAt: now - ago * hours - 2_000 };
    for (const { key } of message.crops) await zone.pictures.put(key, Uint8Array.of(face));
    const search = async () => nobody;
    await identifyFace({ ...message, ...seen, passId, cameraId }, { now }, { ...at, faces: { search } });
  };
  return { ...zone, ports, collection, visits, pass };
}

describe('identifyFace in a zone that keeps strangers', () => {
  it('gives two passes of one face one stranger, and two faces two', async () => {
    const zone = await makeZone({ keepHours: 24 });

    await zone.pass({ passId: 'a' });
    await zone.pass({ passId: 'b', cameraId: 'nk-cam-02' });
    await zone.pass({ passId: 'c', face: 8 });

    const ids = zone.visits.kept.map(({ strangerId }) => strangerId);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(zone.collection.known.size).toBe(2);
    expect(told(zone, 'STRANGER_SEEN').map(({ isNew }) => isNew)).toEqual([true, false, true]);
  });

  it('keeps camera, place and time of the visit, until the stranger ends, and no picture', async () => {
    const zone = await makeZone({ keepHours: 24 });

    await zone.pass({ passId: 'a', ago: 3 });
    await zone.pass({ passId: 'b' });

    const [first, second] = zone.visits.kept;
    expect(Object.keys(first ?? {})).toEqual([
      ...['version', 'cameraId', 'visitId', 'strangerId', 'place'],
      ...['firstSeenAt', 'lastSeenAt', 'expiresAt'],
    ]);
    expect(first?.expiresAt).toBe(Math.floor((now + 21 * hours - 5_000) / 1000));
    expect(second?.expiresAt).toBe(first?.expiresAt);
    expect([zone.pictures.kept.size, zone.sightings.kept.size]).toEqual([0, 0]);
  });

  it('pays two calls more for a new stranger, one for a known one', async () => {
    const zone = await makeZone({ keepHours: 24 });
    await zone.pass({ passId: 'a' });
    expect(zone.budget.added).toHaveLength(3);

    await zone.pass({ passId: 'b' });

    expect(zone.budget.added).toHaveLength(5);
    expect(zone.telemetry.total('PaidCalls')).toBe(5);
    expect(zone.collection.calls).toEqual(['search', 'remember', 'search']);
  });

  it.each([
    { what: 'without the setting', strangers: undefined },
    { what: 'at a camera that is not named', strangers: { keepHours: 24, cameras: ['nk-cam-09'] } },
  ])('keeps nothing of a passer-by $what', async ({ strangers }) => {
    const zone = await makeZone(strangers);

    await zone.pass({ passId: 'a' });

    expect(zone.collection.calls).toEqual([]);
    expect(zone.visits.kept).toEqual([]);
    expect(zone.budget.added).toHaveLength(1);
  });

  it('keeps nothing where the deployment gave it no place for it, whatever the setting', async () => {
    const zone = await makeZone({ keepHours: 24 });

    await zone.pass({ passId: 'a' }, { ...zone.ports, strangers: undefined });

    expect(zone.budget.added).toHaveLength(1);
    expect(told(zone, 'STRANGER_NOT_KEPT')).toEqual([]);
  });

  it('keeps no stranger who may be on the watchlist', async () => {
    const zone = await makeZone({ keepHours: 24 });
    for (const [i, { key }] of message.crops.entries()) await zone.pictures.put(key, Uint8Array.of(i));
    const outcomes = [found(99.5), nobody];
    const search = async ([crop = 0]: Uint8Array) => outcomes[crop] ?? nobody;

    await identifyFace(message, { now }, { ...zone.ports, faces: { search } });

    expect(told(zone, 'FACE_UNKNOWN')).toMatchObject([{ reason: 'crops-disagree' }]);
    expect(zone.collection.calls).toEqual([]);
  });

  it('is what the budget saves on first', async () => {
    const zone = await makeZone({ keepHours: 24 }, { spent: 70 });
    const high = { ...message, priority: 'high' as const };

    await identifyFace(high, { now }, { ...zone.ports, faces: { search: async () => nobody } });

    expect(zone.collection.calls).toEqual([]);
    expect(told(zone, 'PAID_CALL_SAVED')).toMatchObject([{ what: 'stranger', step: 'sample-low' }]);
  });

  it('takes one whose time is over for somebody new, though the face is still there', async () => {
    const zone = await makeZone({ keepHours: 2 });
    await zone.collection.remember(`stranger-${now / 1000 - 7_200}-0123456789abcdef`, Uint8Array.of(7));

    await zone.pass({ passId: 'a' });

    expect(told(zone, 'STRANGER_SEEN')).toMatchObject([{ isNew: true }]);
  });

  it('pays nothing for video that is older than strangers are kept', async () => {
    const zone = await makeZone({ keepHours: 2 });

    await zone.pass({ passId: 'a', ago: 3 });

    expect(zone.collection.calls).toEqual([]);
    expect(told(zone, 'STRANGER_NOT_KEPT')).toMatchObject([{ reason: 'too-old' }]);
  });

  it('keeps nobody longer because the clock of a camera is ahead', async () => {
    const zone = await makeZone({ keepHours: 2 });

    await zone.pass({ passId: 'a', ago: -50 });

    expect(zone.visits.kept[0]?.expiresAt).toBe(now / 1000 + 7_200);
  });

  it('keeps one visit of a pass that is told twice', async () => {
    const zone = await makeZone({ keepHours: 24 });

    await zone.pass({ passId: 'a' });
    await zone.pass({ passId: 'a' });

    expect(zone.visits.kept).toHaveLength(1);
    expect(zone.collection.known.size).toBe(1);
  });

  it('lets the pass end when strangers cannot be told apart, and says so', async () => {
    const zone = await makeZone({ keepHours: 24 });
    const busy = () => Promise.reject(new SearchBusyError('busy'));
    const faces = { search: busy, remember: busy };

    await zone.pass({ passId: 'a' }, { ...zone.ports, strangers: { ...zone.ports.strangers, faces } });

    expect(told(zone, 'STRANGER_NOT_KEPT')).toMatchObject([{ reason: 'SearchBusyError' }]);
    expect(zone.pictures.kept.size).toBe(0);
  });

  it('writes nobody into the log', async () => {
    const zone = await makeZone({ keepHours: 24 });

    await zone.pass({ passId: 'a' });

    expect(JSON.stringify(zone.telemetry.lines)).not.toContain('stranger-');
  });
});
