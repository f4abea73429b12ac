import { describe, expect, it } from 'vitest';
import { agree } from '../../lambdas/faces/agree.ts';
import { SearchBusyError } from '../../lambdas/faces/face-search.ts';
import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import { dying } from '../memory/dying.ts';
import { found, makeFaces, message, nobody, now, told, unusable } from './make-faces.ts';

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

describe('agree', () => {
  it('keeps who is in both, as similar as in the first', () => {
    const first = [
      { entryId: 'a', similarityPercent: 99 },
      { entryId: 'b', similarityPercent: 97 },
    ];

    expect(agree(first, [{ entryId: 'b', similarityPercent: 91 }])).toEqual([first[1]]);
  });
});
