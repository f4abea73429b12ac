import { describe, expect, it } from 'vitest';
import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import { corrected, found, makeFaces, message, nobody, now, told, unusable } from './make-faces.ts';

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
