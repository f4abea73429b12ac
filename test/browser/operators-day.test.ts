import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { correctionUserId } from '../../lambdas/zone/face-users.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { openWatchlistPorts } from '../../tools/watchlist-ports.ts';
import { closeIncidents } from '../sandbox/zone/close-incidents.ts';
import { driveBy, walkBy } from '../sandbox/zone/pass-by.ts';
import { patiently, type Zone } from '../sandbox/zone/run-zone.ts';
import { carsVideo } from '../sandbox/zone/street-videos.ts';
import { photosOfWatched } from '../sandbox/zone/watchlist.ts';
import { type Desk, deskAt, isLoaded } from './desk.ts';
import { openBrowser } from './open-local-zone.ts';
import { openTestBoard, type TestBoard } from './open-test-board.ts';

const personId = 'nk-2026-091';
const plate = { letters: '1กข', digits: '1234', province: 'หนองคาย' } as const;
const [plateId, plateName] = ['1กข1234#หนองคาย', '1กข 1234 หนองคาย'];
/** Whatever somebody types is text everywhere. */
const comment = `<script>document.title = '!'</script> "Unit 3" & 'ສະບາຍດີ' שלום`;
const pressIncident = incidentIdOf('sos', 'north-pole', 'press-of-the-day');
const personIncident = incidentIdOf('person', personId, 'face-of-the-day');
const plateIncident = incidentIdOf('plate', plateId, 'plate-of-the-day');

let board: TestBoard;
let zone: Zone;
let browser: Browser;
let desk: Desk;

beforeAll(async () => {
  board = await openTestBoard();
  zone = board.zone;
  await zone.sandbox.kinesisVideo.playFile('cars-camera', await carsVideo(), { loop: true });
  browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  page.setDefaultTimeout(patiently.timeout);
  await page.addInitScript("localStorage.setItem('language', 'en')");
  desk = deskAt(page, board.url);
});
afterAll(async () => {
  await browser?.close();
  await board?.stop();
});

const incidents = () =>
  dynamoIncidentStore({
    client: zone.documents,
    tableName: zone.sandbox.outputs.IncidentsTable ?? '',
    retentionDays: async () => 1,
  });
const rowOf = (id: string) => desk.widget('incidents').locator(`[data-incident="${id}"]`);
const entryIds = async () => (await zone.items('WatchlistTable')).map(({ entryId }) => entryId);

/** What the audit log holds on something, oldest first. */
async function auditOf(subject: string) {
  const rows = (await zone.items('AuditTable')).filter((row) => row.subject === subject);
  return rows
    .toSorted((a, b) => Number(a.at) - Number(b.at))
    .map(({ action, query, by, reason }) => [action, query, by, reason]);
}

/** How long after the press the board shows it, milliseconds. */
async function pressAndSee(pressId: string): Promise<number> {
  const pressedAt = Date.now();
  await board.poles.press('north-pole', pressId);
  await rowOf(incidentIdOf('sos', 'north-pole', pressId)).waitFor();
  return Date.now() - pressedAt;
}

describe('a press', () => {
  it('stands on the board within three seconds', async () => {
    await desk.open('operator');
    const tries: number[] = [];
    // A machine with other work may hold up any one of them: the quickest tells what the zone itself needs.
    for (let i = 0; i < 5 && Math.min(...tries, Infinity) > 3_000; i++) {
      tries.push(await pressAndSee(`timed-press-${i}`));
      await closeIncidents(zone);
    }

    expect(Math.min(...tries)).toBeLessThanOrEqual(3_000);
  });

  it('is acknowledged with name and comment', async () => {
    await pressAndSee('press-of-the-day');

    await desk.widget('incidents').getByLabel('Your name').fill('Somchai');
    await desk.widget('incidents').getByLabel('Comment (optional)').fill(comment);
    await desk.confirm(`Acknowledge ${pressIncident}`);

    await desk.page.locator(`[data-incident="${pressIncident}"][data-state="acknowledged"]`).waitFor();
    expect(await incidents().find(pressIncident)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'Somchai (console)',
    });
    expect(await auditOf(`incident#${pressIncident}`)).toEqual([
      ['move', 'acknowledged', 'Somchai (console)', comment],
    ]);
  });

  it('has the comment and the pictures of the cameras nearby in its details', async () => {
    await desk.look(pressIncident);

    const step = desk.popup.locator('[data-step="comment"] .zone-text');
    expect(await step.textContent()).toBe(comment);
    expect(await desk.page.title()).toBe('Test Zone');
    await desk.awaitPicture(desk.popup.locator('figure img').first());
  });

  it('is responded to and resolved in its details, and leaves the board', async () => {
    await desk.confirm(`Respond ${pressIncident}`, desk.popup);
    await desk.popup.locator('[data-step="responding"]').waitFor();
    expect(await incidents().find(pressIncident)).toMatchObject({ state: 'responding' });
    await desk.fill(desk.popup, { comment: 'found well' });
    await desk.confirm(`Resolve ${pressIncident}`, desk.popup);
    await desk.popup.locator('[data-step="resolved"]').waitFor();
    await desk.page.keyboard.press('Escape');

    await rowOf(pressIncident).waitFor({ state: 'detached' });
    expect(await incidents().find(pressIncident)).toMatchObject({ state: 'resolved' });
    expect((await auditOf(`incident#${pressIncident}`)).slice(1)).toEqual([
      ['move', 'responding', 'Somchai (console)', ''],
      ['move', 'resolved', 'Somchai (console)', 'found well'],
    ]);
  });
});

describe('the watchlist', () => {
  const list = () => desk.widget('watchlist');
  const label = { 'label-th': 'คนหาย', 'label-en': 'Missing' };

  it('gains a person with the photos of a folder, and tells what became of each', async () => {
    for (const [i, Body] of [...(await photosOfWatched()), 'no picture'].entries()) {
      const Key = `enrollment/${personId}/photo-${i}.jpg`;
      const put = new PutObjectCommand({ Bucket: zone.sandbox.outputs.EvidenceBucket, Key, Body });
      await zone.sandbox.clients.s3.send(put);
    }
    await desk.open('watchlist');

    await desk.fill(list(), { operator: 'Malee', 'change-reason': 'case 12/2569', ...label });
    await desk.choose(list(), { 'person-id': personId, 'person-category': 'missing' });
    await desk.confirm('Add person', list());

    await list().getByText(`${personId} is on the watchlist`).waitFor();
    expect(await list().locator('[data-verdict="unreadable"]').count()).toBe(1);
    const { faces, watchlist } = await openWatchlistPorts();
    const added = { photoCount: 2, addedBy: 'Malee (console)', category: 'missing' };
    expect(await watchlist.findPerson(personId)).toMatchObject(added);
    expect(await faces.listUsers()).toEqual([personId]);
  });

  it('gains a plate; who and why stay typed', async () => {
    await desk.fill(list(), { plate: plateName, ...label });
    await desk.choose(list(), { 'plate-category': 'stolen' });
    await desk.confirm('Add plate', list());

    await list().getByText(`${plateName} is on the watchlist`).waitFor();
    expect(await entryIds()).toEqual(expect.arrayContaining([personId, plateId]));
  });
});

describe('a match', () => {
  it('with a plate is shown with its picture, and confirmed', async () => {
    await driveBy(zone, 'plate-of-the-day', plate);
    await desk.open('operator');
    await desk.look(plateIncident);
    await desk.awaitPicture(desk.popup.locator('[data-verdict] img'));

    await desk.fill(desk.popup, { operator: 'Somchai', comment: 'seen by unit 3' });
    await desk.confirm(`This is the plate ${plateIncident}`, desk.popup);

    await desk.popup.locator('[data-verdict="confirmed"]').waitFor();
    expect(await incidents().find(plateIncident)).toMatchObject({ state: 'open' });
    expect(await auditOf(`incident#${plateIncident}`)).toEqual([
      ['confirm', 'plate-of-the-day', 'Somchai (console)', 'seen by unit 3'],
    ]);
  });

  it('with a face is taken back for good, once somebody says how they know', async () => {
    await walkBy(zone, 'face-of-the-day');
    await desk.look(personIncident);
    await desk.fill(desk.popup, { operator: 'Somchai' });
    await desk.confirm(`Not this person ${personIncident}`, desk.popup);
    await desk.popup.getByText('Type a comment first').waitFor();

    await desk.fill(desk.popup, { comment: 'twenty years older' });
    await desk.confirm(`Not this person ${personIncident}`, desk.popup);

    await desk.popup.locator('[data-verdict="not-this"]').waitFor();
    expect(await incidents().find(personIncident)).toMatchObject({ state: 'false-alarm' });
    const { faces, corrections } = await openWatchlistPorts();
    expect(await corrections.list()).toMatchObject([{ personId, by: 'Somchai (console)' }]);
    expect(await faces.listUsers()).toContain(correctionUserId(personId, 'face-of-the-day'));
    expect(await auditOf(`incident#${personIncident}`)).toEqual([
      ['correct', 'face-of-the-day', 'Somchai (console)', 'twenty years older'],
    ]);
  });

  it('is confirmed after all, and the person found again', async () => {
    await desk.confirm(`This is the person ${personIncident}`, desk.popup);

    await desk.popup.locator('[data-verdict="confirmed"]').waitFor();
    const { faces, corrections } = await openWatchlistPorts();
    expect(await corrections.list()).toEqual([]);
    expect(await faces.listUsers()).toEqual([personId]);
    const said = (await incidents().timeline(personIncident)).map(({ what }) => what);
    expect(said.filter((what) => /^(not-this|confirmed)$/.test(what))).toEqual(['not-this', 'confirmed']);
    expect((await auditOf(`incident#${personIncident}`)).slice(1)).toEqual([
      ['confirm', 'face-of-the-day', 'Somchai (console)', ''],
    ]);
  });
});

describe('a search', () => {
  it('for a person is refused without a reason, and not made', async () => {
    await desk.open('investigator');
    const form = desk.widget('search-sightings');
    await desk.fill(form, { operator: 'Malee', person: personId });
    await form.getByRole('button', { name: 'Search' }).click();

    await form.getByText('Why you search (required): must be filled in').waitFor();
    expect(await auditOf('search#faces')).toEqual([]);
  });

  it('for a person finds where they were', async () => {
    const form = desk.widget('search-sightings');
    await desk.fill(form, { 'search-reason': 'case 12/2569' });
    await form.getByRole('button', { name: 'Search' }).click();

    const picture = form.locator('[data-sighting="face-of-the-day"] img');
    await expect.poll(() => isLoaded(picture), patiently).toBe(true);
    expect(await auditOf('search#faces')).toEqual([
      ['search', expect.stringContaining(personId), 'Malee (console)', 'case 12/2569'],
    ]);
  });

  it('for a plate finds it by a pattern, with a picture for 15 minutes', async () => {
    const form = desk.widget('search-plates');
    const asked = { operator: 'Malee', 'search-reason': 'case 13/2569', pattern: '?กข 12?4' };
    await desk.fill(form, asked);
    await form.getByRole('button', { name: 'Search' }).click();

    const row = form.locator('[data-sighting="plate-of-the-day"]');
    await expect.poll(() => isLoaded(row.locator('img')), patiently).toBe(true);
    expect(await row.textContent()).toContain(plateName);
    const link = new URL((await row.locator('img').getAttribute('src')) ?? '');
    expect(link.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(await auditOf('search#plates')).toEqual([
      ['search', expect.stringContaining('?กข 12?4'), 'Malee (console)', 'case 13/2569'],
    ]);
  });
});

describe('at the end of the case', () => {
  it.each([
    ['person', personId, personId],
    ['plate', plateName, plateId],
  ])('a %s leaves the watchlist, and the audit log keeps who and why', async (kind, name, entryId) => {
    await desk.open('watchlist');
    await desk.fill(desk.widget('watchlist'), { operator: 'Malee', 'change-reason': 'case closed' });

    await desk.confirm(`Remove ${name}`, desk.widget('watchlist'));

    await desk.page.getByText(`${name} is off the watchlist`).waitFor();
    expect(await entryIds()).not.toContain(entryId);
    expect(await (await openWatchlistPorts()).faces.listUsers()).toEqual([]);
    const said = await auditOf(`${kind}#${entryId}`);
    expect([said.at(0), said.at(-1)]).toEqual([
      ['add', undefined, 'Malee (console)', 'case 12/2569'],
      ['remove', undefined, 'Malee (console)', 'case closed'],
    ]);
  });
});
