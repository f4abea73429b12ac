import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoIncidentStore } from '../../../lambdas/incidents/dynamo-incident-store.ts';
import { dynamoSightingStore } from '../../../lambdas/sightings/dynamo-sighting-store.ts';
import { correctionUserId } from '../../../lambdas/zone/face-users.ts';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { openWatchlistPorts } from '../../../tools/watchlist-ports.ts';
import { makeIncident } from '../../incidents/make-incident.ts';
import { makeFaceSighting, makePlateSighting } from '../../sightings/make-sighting.ts';
import { runZone, type Zone } from './run-zone.ts';
import { photosOfWatched } from './watchlist.ts';

let zone: Zone;
beforeAll(async () => {
  zone = await runZone();
});
afterAll(() => zone?.stop());

type Fields = Readonly<Record<string, string>>;

/** Asks a function of the control room as CloudWatch does. */
async function call(
  which: 'Search' | 'Watchlist' | 'Operate',
  params: Fields,
  forms: Fields,
): Promise<string> {
  const widgetContext = { theme: 'light', width: 1400, height: 600, forms: { all: forms } };
  const event = { language: 'en', ...params, widgetContext };
  return String(await zone.sandbox.invoke(`customWidget${which}-test-zone`, event));
}

const rowsOf = async (subject: string) =>
  (await zone.items('AuditTable')).filter((row) => row.subject === subject);
const entryIds = async () => (await zone.items('WatchlistTable')).map(({ entryId }) => entryId);
const at = (table: string) => ({ client: zone.documents, tableName: zone.sandbox.outputs[table] ?? '' });
const putPicture = (Key: string, Body: Uint8Array | string) =>
  zone.sandbox.clients.s3.send(
    new PutObjectCommand({ Bucket: zone.sandbox.outputs.EvidenceBucket, Key, Body }),
  );
const change = { operator: 'Malee', 'change-reason': 'case 12/2569' };
const label = { 'label-th': 'คนหาย', 'label-en': 'Missing' };

function seenNow(sightingId: string) {
  const lastSeenAt = Date.now() - 60_000;
  const expiresAt = Math.floor(Date.now() / 1000) + 3600;
  return {
    sightingId,
    firstSeenAt: lastSeenAt,
    lastSeenAt,
    expiresAt,
    pictureKey: `sightings/${sightingId}.jpg`,
  };
}

describe('the plate search', () => {
  it('finds a plate that passed, links to its picture for 15 minutes, and writes down who asked', async () => {
    const [photo = ''] = await photosOfWatched();
    await putPicture('sightings/plate-seen.jpg', photo);
    await dynamoSightingStore(at('SightingsTable')).create(
      makePlateSighting({ ...seenNow('plate-seen'), cameraId: 'cars-camera' }),
    );
    const forms = { operator: 'Malee', 'search-reason': 'case 12/2569', pattern: '?ข 12?4' };

    const markup = await call('Search', { widget: 'search-plates', do: 'search' }, forms);

    expect(markup).toContain('data-sighting="plate-seen"');
    expect(markup).toContain('กข 1234 หนองคาย');
    const link = /<img [^>]*src="([^"]+)"/.exec(markup)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('900');
    expect(Buffer.from(await (await fetch(link)).arrayBuffer()).equals(Buffer.from(photo))).toBe(true);
    expect(await rowsOf('search#plates')).toMatchObject([
      {
        action: 'search',
        by: 'Malee (console)',
        reason: 'case 12/2569',
        query: expect.stringContaining('?ข 12?4'),
      },
    ]);
  });

  it('answers nothing without a reason, and writes nothing down', async () => {
    const forms = { operator: 'Malee', person: 'nk-1' };

    const markup = await call('Search', { widget: 'search-sightings', do: 'search' }, forms);

    expect(markup).toContain('Why you search (required): must be filled in');
    expect(await rowsOf('search#faces')).toEqual([]);
  });
});

describe('the watchlist', () => {
  it('gains and loses a plate', async () => {
    const forms = { ...change, ...label, plate: '1กข 1234 หนองคาย', 'plate-category': 'stolen' };
    const entry = '1กข1234#หนองคาย';

    await call('Watchlist', { widget: 'add-plate' }, forms);
    expect(await entryIds()).toContain(entry);

    const markup = await call('Watchlist', { widget: 'remove-entry', kind: 'plate', entry }, change);
    expect(markup).toContain('is off the watchlist');
    expect(await entryIds()).not.toContain(entry);
    expect((await rowsOf(`plate#${entry}`)).map(({ action, by, reason }) => [action, by, reason])).toEqual([
      ['add', 'Malee (console)', 'case 12/2569'],
      ['remove', 'Malee (console)', 'case 12/2569'],
    ]);
  });

  it('gains a person with the photos of a folder, and loses them with all vectors', async () => {
    for (const [i, photo] of (await photosOfWatched()).entries())
      await putPicture(`enrollment/nk-2026-091/photo-${i}.jpg`, photo);
    await putPicture('enrollment/nk-2026-091/holiday.jpg', 'no picture');
    const forms = { ...change, ...label, 'person-id': 'nk-2026-091', 'person-category': 'missing' };
    const { faces, watchlist } = await openWatchlistPorts();

    const markup = await call('Watchlist', { widget: 'add-person' }, forms);

    expect(markup).toContain('nk-2026-091 is on the watchlist');
    expect(markup).toContain('data-verdict="unreadable"');
    expect(await watchlist.findPerson('nk-2026-091')).toMatchObject({
      photoCount: 2,
      addedBy: 'Malee (console)',
    });
    expect(await faces.listUsers()).toEqual(['nk-2026-091']);

    const entry = { widget: 'remove-entry', kind: 'person', entry: 'nk-2026-091' };
    expect(await call('Watchlist', entry, change)).toContain('is off the watchlist');
    expect(await entryIds()).not.toContain('nk-2026-091');
    expect(await faces.listUsers()).toEqual([]);
    expect((await rowsOf('person#nk-2026-091')).map(({ action }) => action)).toEqual(['add', 'remove']);
  });
});

describe('a match', () => {
  it('is taken back for good, then confirmed after all; timeline and audit log say who and why', async () => {
    const personId = 'nk-2026-092';
    const photos = await photosOfWatched();
    for (const [i, photo] of photos.entries()) await putPicture(`enrollment/${personId}/${i}.jpg`, photo);
    const forms = { ...change, ...label, 'person-id': personId, 'person-category': 'missing' };
    await call('Watchlist', { widget: 'add-person' }, forms);
    const seen = seenNow('face-seen');
    await putPicture(seen.pictureKey, photos[0] ?? '');
    const persons = [{ entryId: personId, similarityPercent: 99.4 }];
    await dynamoSightingStore(at('SightingsTable')).create(makeFaceSighting({ ...seen, persons }));
    const incidents = dynamoIncidentStore({ ...at('IncidentsTable'), retentionDays: async () => 1 });
    const incidentId = incidentIdOf('person', personId, seen.sightingId);
    const subject = { label: { th: 'คนหาย', en: 'Missing' }, similarityPercent: 99.4 };
    const times = { openedAt: Date.now(), happenedAt: seen.lastSeenAt };
    await incidents.create(
      makeIncident({ kind: 'person', incidentId, causeId: seen.sightingId, subject, ...times }),
    );
    const { faces, corrections } = await openWatchlistPorts();
    const said = { operator: 'Somchai', comment: 'twenty years older' };

    const denied = await call('Operate', { widget: 'deny-match', incident: incidentId }, said);

    expect(denied).toContain('data-notice="moved"');
    expect(await incidents.find(incidentId)).toMatchObject({ state: 'false-alarm' });
    expect(await corrections.list()).toMatchObject([{ personId, by: 'Somchai (console)' }]);
    expect(await faces.listUsers()).toContain(correctionUserId(personId, seen.sightingId));

    await call('Operate', { widget: 'confirm-match', incident: incidentId }, { operator: 'Somchai' });

    expect(await corrections.list()).toEqual([]);
    expect(await faces.listUsers()).toEqual([personId]);
    const verdicts = (await incidents.timeline(incidentId)).filter(({ what }) =>
      ['confirmed', 'not-this'].includes(what),
    );
    expect(verdicts.map(({ what, by }) => [what, by])).toEqual([
      ['not-this', 'Somchai (console)'],
      ['confirmed', 'Somchai (console)'],
    ]);
    const rows = (await rowsOf(`incident#${incidentId}`)).map(({ action, reason }) => [action, reason]);
    expect(rows).toEqual([
      ['correct', 'twenty years older'],
      ['confirm', ''],
    ]);
  });
});
