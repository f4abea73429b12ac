import { describe, expect, it } from 'vitest';
import { recordSighting } from '../../lambdas/sightings/record-sighting.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makeFaceSighting, makePlateSighting } from './make-sighting.ts';

const params = { now: 1_767_225_610_000, faceAlertPercent: 99 };

function makePorts(entries: readonly WatchlistEntry[]) {
  return {
    sightings: memorySightingStore(),
    watchlist: memoryWatchlistStore(entries),
    incidents: memoryIncidentStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
  };
}

describe('recordSighting', () => {
  it('opens an incident that names the entry and the place', async () => {
    const ports = makePorts([makePlateEntry()]);

    await recordSighting(makePlateSighting(), params, ports);

    expect([...ports.incidents.kept.values()]).toMatchObject([
      {
        kind: 'plate',
        state: 'open',
        happenedAt: makePlateSighting().lastSeenAt,
        place: { siteId: 'market' },
        subject: { label: { en: 'Stolen car' } },
        causeId: 'plate-1',
      },
    ]);
    expect(ports.telemetry.total('Matches')).toBe(1);
  });

  it('tells how the plate fits, with the plate as it was read', async () => {
    const ports = makePorts([makePlateEntry({ letters: 'กช' })]);
    const plate = { ...makePlateSighting().plate, confidence: 0.6 };

    await recordSighting(makePlateSighting({ plate }), params, ports);

    const fit = {
      seen: 'กข 1234 หนองคาย',
      how: 'one-confusion',
      difference: { read: 'ข', listed: 'ช' },
      province: 'same',
    };
    expect([...ports.incidents.kept.values()].map(({ subject }) => subject?.plate)).toEqual([fit]);
    expect(ports.alerts.sent.map(({ subject }) => subject?.plate)).toEqual([fit]);
  });

  it('logs how a plate fits, and no plate', async () => {
    const ports = makePorts([makePlateEntry()]);

    await recordSighting(makePlateSighting(), params, ports);

    expect(ports.telemetry.lines.map(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({ category: 'stolen', how: 'exact' }),
    );
    expect(JSON.stringify(ports.telemetry.lines)).not.toContain('1234');
  });

  it('opens nothing for a plate that nobody looks for', async () => {
    const ports = makePorts([makePlateEntry({ digits: '999' })]);

    await recordSighting(makePlateSighting(), params, ports);

    expect(ports.sightings.kept.size).toBe(1);
    expect(ports.incidents.kept.size).toBe(0);
  });

  it('opens an incident of its own for each entry that fits', async () => {
    const anyProvince = makePlateEntry({ province: null, category: 'wanted' });
    const ports = makePorts([makePlateEntry(), anyProvince]);

    await recordSighting(makePlateSighting(), params, ports);

    expect(ports.incidents.kept.size).toBe(2);
  });

  it.each([
    ['at the alert threshold', 99, 1],
    ['between candidate and alert', 98.9, 0],
  ])('opens %s %i %% similarity: %i incidents', async (_where, similarityPercent, count) => {
    const ports = makePorts([makePersonEntry()]);
    const persons = [{ entryId: 'nk-2026-014', similarityPercent }];

    await recordSighting(makeFaceSighting({ persons }), params, ports);

    expect(ports.incidents.kept.size).toBe(count);
    expect(ports.sightings.kept.get('face-1')).toMatchObject({ persons });
  });

  it('tells the similarity of a person', async () => {
    const ports = makePorts([makePersonEntry()]);

    await recordSighting(makeFaceSighting(), params, ports);

    expect(ports.alerts.sent).toMatchObject([{ kind: 'person', subject: { similarityPercent: 99.5 } }]);
  });

  it('never alerts for a person whom only one shot was searched for', async () => {
    const ports = makePorts([makePersonEntry()]);

    await recordSighting(makeFaceSighting({ unconfirmed: true }), params, ports);

    expect(ports.sightings.kept.size).toBe(1);
    expect(ports.incidents.kept.size).toBe(0);
    expect(ports.alerts.sent).toEqual([]);
  });

  it('asks to tell the agencies that may see the entry and its owner, and else everybody', async () => {
    const restricted = { owner: 'Immigration', visibleTo: ['Police'] };
    const ports = makePorts([makePlateEntry(restricted), makePlateEntry({ letters: '?ข' })]);

    await recordSighting(makePlateSighting(), params, ports);

    expect(ports.alerts.sent.map(({ visibleTo }) => visibleTo)).toEqual([
      ['Police', 'Immigration'],
      undefined,
    ]);
  });

  it('changes nothing on a repeat, and asks for the alert again', async () => {
    const ports = makePorts([makePlateEntry()]);
    await recordSighting(makePlateSighting(), params, ports);

    await recordSighting(makePlateSighting(), { ...params, now: params.now + 60_000 }, ports);

    expect(ports.incidents.kept.size).toBe(1);
    expect(ports.alerts.sent).toHaveLength(2);
    expect(ports.telemetry.total('Sightings')).toBe(1);
    expect(ports.telemetry.total('Matches')).toBe(1);
  });

  it('lets a plate that is seen again in the zone join its open incident, without another first alert', async () => {
    const ports = makePorts([makePlateEntry()]);
    const first = makePlateSighting();
    const again = { ...first, sightingId: 'plate-2', cameraId: 'nk-cam-02' };
    const later = { ...first, sightingId: 'plate-3', lastSeenAt: first.lastSeenAt + 25 * 60_000 };

    await recordSighting(first, params, ports);
    await recordSighting({ ...again, lastSeenAt: first.lastSeenAt + 9 * 60_000 }, params, ports);
    await recordSighting(later, params, ports);

    expect([...ports.incidents.kept.values()].map(({ causeId, seenCount }) => [causeId, seenCount])).toEqual([
      ['plate-1', 2],
      ['plate-3', undefined],
    ]);
    expect(ports.alerts.sent.map(({ joinedBy }) => joinedBy)).toEqual([undefined, 'plate-2', undefined]);
    expect(ports.telemetry.total('Matches')).toBe(3);
  });

  it('joins as long as the zone file says', async () => {
    const ports = { ...makePorts([makePlateEntry()]), joinMinutes: async () => 5 };
    const first = makePlateSighting();
    const again = { ...first, sightingId: 'plate-2', lastSeenAt: first.lastSeenAt + 9 * 60_000 };

    await recordSighting(first, params, ports);
    await recordSighting(again, params, ports);

    expect(ports.incidents.kept.size).toBe(2);
  });

  it('follows the sighting of the first time, whatever the repeat says', async () => {
    const ports = makePorts([makePlateEntry()]);
    const first = makePlateSighting();
    const otherPlate = { ...first.plate, digits: '777' };
    await recordSighting(first, params, ports);

    const standing = await recordSighting(makePlateSighting({ plate: otherPlate }), params, ports);

    expect(standing).toEqual(first);
    expect(ports.sightings.kept.get('plate-1')).toEqual(first);
  });

  it('opens the incident on the repeat when the first time died before it', async () => {
    const ports = makePorts([makePlateEntry()]);
    const { ports: mortal } = dying({ sightings: ports.sightings }, 1, 'after');
    await expect(recordSighting(makePlateSighting(), params, { ...ports, ...mortal })).rejects.toThrow(
      DiedError,
    );

    await recordSighting(makePlateSighting(), params, ports);

    expect(ports.incidents.kept.size).toBe(1);
  });
});
