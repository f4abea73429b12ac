import { describe, expect, it } from 'vitest';
import { agree } from '../../lambdas/faces/agree.ts';
import { type FaceSearchOutcome, SearchBusyError } from '../../lambdas/faces/face-search.ts';
import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import type { LogEvent } from '../../lambdas/zone/log-events.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryBudgetStore } from '../memory/budget-store.ts';
import { dying } from '../memory/dying.ts';
import { memoryFaceAnalysis } from '../memory/face-analysis.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { type MemoryTelemetry, memoryTelemetry } from '../memory/telemetry.ts';
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

const found = (similarityPercent: number, userId = 'nk-2026-014'): FaceSearchOutcome => ({
  kind: 'searched',
  users: [{ userId, similarityPercent }],
});
const nobody: FaceSearchOutcome = { kind: 'searched', users: [] };
const unusable: FaceSearchOutcome = { kind: 'unusable', reason: 'NO_FACE' };
const corrected = (personPercent: number, correctionPercent: number): FaceSearchOutcome => ({
  kind: 'searched',
  users: [
    { userId: 'not-nk-2026-014--K1', similarityPercent: correctionPercent },
    { userId: 'nk-2026-014', similarityPercent: personPercent },
  ],
});

interface FacesOptions {
  /** Of 100 paid calls that the zone has a day. */
  readonly spent?: number;
  readonly spentByCamera?: number;
  readonly analysis?: Parameters<typeof memoryFaceAnalysis>[0];
}

/** What the search says of each crop, in order. */
async function makeFaces(outcomes: readonly (FaceSearchOutcome | Error)[], options: FacesOptions = {}) {
  const pictures = memoryPictureStore();
  for (const [i, { key }] of message.crops.entries()) await pictures.put(key, Uint8Array.of(i));
  const searched: number[] = [];
  const ports = {
    pictures,
    settings: memorySettingsStore(makeSettings({ budget: { paidCallsPerDay: 100 } })),
    sightings: memorySightingStore(),
    watchlist: memoryWatchlistStore([makePersonEntry()]),
    incidents: memoryIncidentStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    analysis: memoryFaceAnalysis(options.analysis),
    budget: memoryBudgetStore({ zone: options.spent ?? 0, camera: options.spentByCamera ?? 0 }),
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

/** What the log says under an event. */
const told = ({ telemetry }: { readonly telemetry: MemoryTelemetry }, event: LogEvent) =>
  telemetry.lines.filter((line) => line.event === event).map(({ fields }) => fields);

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

  it('keeps nothing of a passer-by but a line in the log', async () => {
    const zone = await makeFaces([nobody]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.pictures.kept.size).toBe(0);
    expect(zone.incidents.kept.size).toBe(0);
    expect(told(zone, 'FACE_UNKNOWN')).toEqual([
      { passId: 'face-1', cameraId: 'nk-cam-01', reason: 'no-candidate' },
    ]);
    expect(zone.telemetry.total('FacesUnknown')).toBe(1);
    expect(zone.analysis.analyzed).toEqual([]);
  });

  it('does nothing for a passer-by who is told again', async () => {
    const zone = await makeFaces([nobody]);
    await identifyFace(message, { now }, zone.ports);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.searched).toEqual([0]);
    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.telemetry.events()).toEqual(['FACE_UNKNOWN', 'FACE_PASS_REPEATED']);
  });

  it('does not search the rest of a passer-by whose crops were only half deleted', async () => {
    const zone = await makeFaces([nobody, found(99.9), found(99.9)]);
    await zone.pictures.delete(['pending-faces/face-1/0.jpg']);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.searched).toEqual([]);
    expect(zone.pictures.kept.size).toBe(0);
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

  it('names nobody by a single usable crop, however similar', async () => {
    const zone = await makeFaces([found(99.9), unusable, unusable]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.alerts.sent).toEqual([]);
    expect(told(zone, 'FACE_UNKNOWN')).toMatchObject([{ reason: 'one-shot-only' }]);
  });

  it('pays nothing for a pass of one crop, which could name nobody', async () => {
    const zone = await makeFaces([found(99.9)]);

    await identifyFace({ ...message, crops: message.crops.slice(0, 1) }, { now }, zone.ports);

    expect(zone.searched).toEqual([]);
    expect(told(zone, 'FACE_NOT_SEARCHED')).toMatchObject([{ reason: 'one-shot-only' }]);
    expect(zone.pictures.kept.size).toBe(2);
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
    const zone = await makeFaces([new SearchBusyError('slow down')]);

    await expect(identifyFace(message, { now }, zone.ports)).rejects.toThrow('slow down');

    expect(zone.pictures.kept.size).toBe(3);
    expect(zone.budget.added).toEqual([]);
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
    for (let dyingCall = 1; dyingCall <= 18; dyingCall++) {
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

describe('a correction', () => {
  it.each([
    ['as similar as the person', 99.4],
    ['more similar than the person', 99.8],
  ])('%s keeps the person from being named', async (_, similarity) => {
    const zone = await makeFaces([corrected(99.4, similarity), found(99)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.size).toBe(0);
    expect(zone.searched).toEqual([0]);
    expect(told(zone, 'FACE_UNKNOWN')).toMatchObject([{ reason: 'corrected' }]);
    expect(told(zone, 'FACE_CORRECTED')).toMatchObject([{ passId: 'face-1', entryIds: ['nk-2026-014'] }]);
  });

  it('counts in the second shot too', async () => {
    const zone = await makeFaces([found(99.4), corrected(93, 97)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.size).toBe(0);
    expect(told(zone, 'FACE_UNKNOWN')).toMatchObject([{ reason: 'corrected' }]);
  });

  it('less similar than the person does not hide the person, and is nobody itself', async () => {
    const zone = await makeFaces([corrected(99.4, 98), corrected(97, 92)]);

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.get('face-1')).toMatchObject({
      persons: [{ entryId: 'nk-2026-014', similarityPercent: 99.4 }],
    });
    expect(zone.alerts.sent).toHaveLength(1);
  });
});

describe('the look of a face', () => {
  it('is kept with a named one, and counts as a paid call', async () => {
    const attributes = { age: { from: 30, to: 38 }, glasses: true };
    const zone = await makeFaces([found(99.4), found(93)], { analysis: attributes });

    await identifyFace(message, { now }, zone.ports);

    expect(zone.sightings.kept.get('face-1')).toMatchObject({ attributes });
    expect(zone.analysis.analyzed).toEqual([Uint8Array.of(0)]);
    expect(zone.budget.added).toHaveLength(3);
    expect(zone.telemetry.total('PaidCalls')).toBe(3);
  });

  it('holds up no alert when it cannot be told', async () => {
    const zone = await makeFaces([found(99.4), found(93)], { analysis: new Error('slow down') });

    await identifyFace(message, { now }, zone.ports);

    expect(zone.alerts.sent).toHaveLength(1);
    expect(zone.sightings.kept.get('face-1')).not.toHaveProperty('attributes');
    expect(zone.telemetry.events()).toContain('FACE_NOT_ANALYZED');
    expect(zone.budget.added).toHaveLength(2);
  });
});

describe('the budget of paid calls', () => {
  it('counts every call that was answered, on the day of the zone', async () => {
    const zone = await makeFaces([unusable, found(99), nobody]);

    await identifyFace(message, { now }, zone.ports);

    // 2026-01-01 00:00 UTC is seven in the morning in Nong Khai.
    expect(zone.budget.added).toEqual(Array(3).fill({ day: '2026-01-01', cameraId: 'nk-cam-01' }));
  });

  it('searches no pass of a low-priority camera when it is nearly spent, and says why', async () => {
    const zone = await makeFaces([found(99.9), found(99.9)], { spent: 90 });

    await identifyFace({ ...message, priority: 'low' }, { now }, zone.ports);

    expect(zone.searched).toEqual([]);
    expect(zone.pictures.kept.size).toBe(0);
    expect(told(zone, 'PAID_CALL_SAVED')).toEqual([
      {
        passId: 'face-1',
        cameraId: 'nk-cam-01',
        what: 'search',
        step: 'tight',
        limit: 'zone',
        priority: 'low',
        reason: 'zone budget 90 % spent',
      },
    ]);
    expect(zone.telemetry.total('PaidCallsSaved')).toBe(1);
  });

  it('keeps a candidate who would not alert unconfirmed, without a second search or a look', async () => {
    const zone = await makeFaces([found(98.9), found(98.9)], { spent: 100 });

    await identifyFace({ ...message, priority: 'high' }, { now }, zone.ports);

    expect(zone.searched).toEqual([0]);
    expect(zone.analysis.analyzed).toEqual([]);
    expect(zone.sightings.kept.get('face-1')).toMatchObject({ unconfirmed: true, savingStep: 'high-only' });
    expect(zone.alerts.sent).toEqual([]);
    expect(told(zone, 'PAID_CALL_SAVED')).toMatchObject([{ what: 'confirmation' }, { what: 'analysis' }]);
  });

  it('still confirms and alerts for a person who is sure enough', async () => {
    const zone = await makeFaces([found(99.4), found(93)], { spent: 100 });

    await identifyFace({ ...message, priority: 'high' }, { now }, zone.ports);

    expect(zone.searched).toEqual([0, 1]);
    expect(zone.sightings.kept.get('face-1')).not.toHaveProperty('unconfirmed');
    expect(zone.alerts.sent).toHaveLength(1);
  });

  it('stops a camera at its own limit', async () => {
    const zone = await makeFaces([found(99.9), found(99.9)], { spentByCamera: 10 });

    await identifyFace({ ...message, priority: 'high', paidCallsPerDay: 10 }, { now }, zone.ports);

    expect(zone.searched).toEqual([]);
    expect(told(zone, 'PAID_CALL_SAVED')).toMatchObject([{ step: 'stop', limit: 'camera' }]);
  });

  it('still follows a sighting of before', async () => {
    const zone = await makeFaces([found(99.4), found(93)]);
    await identifyFace(message, { now }, zone.ports);

    await identifyFace({ ...message, paidCallsPerDay: 0 }, { now }, zone.ports);

    expect(zone.alerts.sent).toHaveLength(2);
    expect(zone.searched).toEqual([0, 1]);
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
