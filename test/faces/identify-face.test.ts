import { describe, expect, it } from 'vitest';
import { agree } from '../../lambdas/faces/agree.ts';
import type { FaceSearchOutcome } from '../../lambdas/faces/face-search.ts';
import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { dying } from '../memory/dying.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';

const now = 1_767_225_600_000;
const message: IdentifyFaceMessage = {
  version: 1,
  passId: 'face-1',
  cameraId: 'nk-cam-01',
  place: makeCamera().place,
  firstSeenAt: now - 5_000,
  lastSeenAt: now - 2_000,
  crops: [0, 1, 2].map((i) => ({
    key: `pending-faces/face-1/${i}.jpg`,
    takenAt: now - 5_000 + i,
    faceWidthPixels: 60,
  })),
};

const found = (similarityPercent: number, entryId = 'nk-2026-014'): FaceSearchOutcome => ({
  kind: 'searched',
  candidates: [{ entryId, similarityPercent }],
});
const nobody: FaceSearchOutcome = { kind: 'searched', candidates: [] };
const unusable: FaceSearchOutcome = { kind: 'unusable', reason: 'NO_FACE' };

/** What the search says of each crop, in order. */
async function makeFaces(outcomes: readonly (FaceSearchOutcome | Error)[]) {
  const pictures = memoryPictureStore();
  for (const [i, { key }] of message.crops.entries()) await pictures.put(key, Uint8Array.of(i));
  const searched: number[] = [];
  const ports = {
    pictures,
    settings: memorySettingsStore(),
    sightings: memorySightingStore(),
    watchlist: memoryWatchlistStore([makePersonEntry()]),
    incidents: memoryIncidentStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    faces: {
      search: async (jpeg: Uint8Array) => {
        const crop = jpeg[0] ?? -1;
        searched.push(crop);
        const outcome = outcomes[crop] ?? unusable;
        if (outcome instanceof Error) throw outcome;
        return outcome;
      },
    },
  };
  return { ...ports, ports, searched };
}

describe('identifyFace', () => {
  it('alerts for a person whom two crops agree on, and keeps the best crop', async () => {
    const zone = await makeFaces([found(99.4), found(93)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.get('face-1')).toMatchObject({
      persons: [{ entryId: 'nk-2026-014', similarityPercent: 99.4 }],
      pictureKey: 'sightings/face-1.jpg',
    });
    expect(zone.alerts.sent).toHaveLength(1);
    expect([...zone.pictures.kept]).toEqual([['sightings/face-1.jpg', Uint8Array.of(0)]]);
  });

  it('keeps a candidate below the alert threshold without an alert', async () => {
    const zone = await makeFaces([found(95), found(95)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.get('face-1')).toMatchObject({ persons: [{ similarityPercent: 95 }] });
    expect(zone.alerts.sent).toEqual([]);
  });

  it('keeps nothing of a passer-by but that somebody passed', async () => {
    const zone = await makeFaces([nobody]);

    await identifyFace(message, { now }, zone.ports);

    const sighting = zone.sightings.kept.get('face-1');
    expect(sighting).toMatchObject({ kind: 'face', persons: [] });
    expect(sighting).not.toHaveProperty('pictureKey');
    expect(zone.pictures.kept.size).toBe(0);
    expect(zone.telemetry.events()).toContain('FACE_UNKNOWN');
  });

  it('pays for one search of a passer-by', async () => {
    const zone = await makeFaces([nobody, found(99)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.searched).toEqual([0]);
    expect(zone.telemetry.total('FaceSearches')).toBe(1);
  });

  it('takes crops that disagree for a passer-by', async () => {
    const zone = await makeFaces([found(99.9), nobody]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.alerts.sent).toEqual([]);
    expect(zone.pictures.kept.size).toBe(0);
    const { fields } = zone.telemetry.lines.find(({ event }) => event === 'FACE_UNKNOWN') ?? {};
    expect(fields).toMatchObject({ reason: 'crops-disagree' });
  });

  it('asks the next crop when one has no usable face', async () => {
    const zone = await makeFaces([unusable, found(99.5), found(99)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.searched).toEqual([0, 1, 2]);
    expect(zone.alerts.sent).toHaveLength(1);
    expect([...zone.pictures.kept.values()]).toEqual([Uint8Array.of(1)]);
  });

  it('believes a single usable crop', async () => {
    const zone = await makeFaces([found(99.5), unusable, unusable]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.alerts.sent).toHaveLength(1);
  });

  it('says why a face could not be searched, and deletes its crops', async () => {
    const zone = await makeFaces([]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.telemetry.lines).toMatchObject([
      { event: 'FACE_UNUSABLE', fields: { reasons: ['NO_FACE', 'NO_FACE', 'NO_FACE'] } },
    ]);
    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.pictures.kept.size).toBe(0);
  });

  it('keeps the crops when the search is busy, for the message that comes back', async () => {
    const zone = await makeFaces([new Error('slow down')]);

    await expect(identifyFace(message, { now }, zone.ports)).rejects.toThrow('slow down');

    expect(zone.pictures.kept.size).toBe(3);
  });

  it('only ensures the alert on a repeat, when the crops are gone', async () => {
    const zone = await makeFaces([found(99.4), found(93)]);
    await identifyFace(message, { now }, zone.ports);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.searched).toEqual([0, 1]);
    expect(zone.incidents.kept.size).toBe(1);
    expect(zone.alerts.sent).toHaveLength(2);
    expect(zone.pictures.kept.size).toBe(1);
  });

  it('loses and doubles nothing, wherever it dies', async () => {
    for (let dyingCall = 1; dyingCall <= 12; dyingCall++) {
      for (const when of ['before', 'after'] as const) {
        const zone = await makeFaces([found(99.4), found(93)]);
        const { telemetry, ...rest } = zone.ports;
        const { ports: mortal } = dying(rest, dyingCall, when);
        await identifyFace(message, { now }, { ...mortal, telemetry }).catch(() => undefined);

        await identifyFace(message, { now }, zone.ports);

        const outcome = {
          persons: zone.sightings.kept.get('face-1'),
          incidents: zone.incidents.kept.size,
          alerted: zone.alerts.sent.length > 0,
          pictures: [...zone.pictures.kept.keys()],
        };
        expect({ when, dyingCall, ...outcome }).toMatchObject({
          when,
          dyingCall,
          persons: { persons: [{ similarityPercent: 99.4 }] },
          incidents: 1,
          alerted: true,
          pictures: ['sightings/face-1.jpg'],
        });
      }
    }
  });
});

describe('agree', () => {
  it('keeps who is in both, as similar as in the first', () => {
    const first = [
      { entryId: 'a', similarityPercent: 99 },
      { entryId: 'b', similarityPercent: 97 },
    ];

    expect(agree(first, [{ entryId: 'b', similarityPercent: 91 }])).toEqual([first[1]]);
  });
});
