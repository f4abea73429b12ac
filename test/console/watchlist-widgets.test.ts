import { beforeEach, describe, expect, it } from 'vitest';
import { answerWidget } from '../../lambdas/console/answer-widget.ts';
import {
  addPersonWidget,
  addPlateWidget,
  removeEntryWidget,
  type WatchlistWidgetPorts,
  watchlistWidget,
} from '../../lambdas/console/watchlist-widgets.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryEnrollmentFolders } from '../memory/enrollment-folders.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryPhotoChecker } from '../memory/photo-checker.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';
import { makePhotoFace } from '../watchlist/make-photo-face.ts';
import { endpoints, hostileTexts, makeWidgetEvent, zoneClock } from './make-request.ts';

const widgets = [watchlistWidget, addPlateWidget, addPersonWidget, removeEntryWidget];
const { now, timeZone } = zoneClock;
const good = new Uint8Array([1]);
const faceless = new Uint8Array([0]);
const change = { operator: 'Malee', 'change-reason': 'case 12/2569' };
const label = { 'label-th': 'รถหาย', 'label-en': 'Stolen car' };
const plateForm = { ...change, ...label, plate: '1กข 1234 หนองคาย', 'plate-category': 'stolen' };
const personForm = { ...change, ...label, 'person-id': 'nk-2026-021', 'person-category': 'missing' };

function makePorts() {
  const folders = memoryEnrollmentFolders();
  folders.put('nk-2026-021', 'a.jpg', good);
  folders.put('nk-2026-021', 'b.jpg', faceless);
  return {
    watchlist: memoryWatchlistStore(),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(([first]) => (first === 1 ? [makePhotoFace()] : [])),
    corrections: memoryCorrectionStore(),
    folders,
    agencies: ['Police', 'Railway Police'],
    endpoints,
    telemetry: memoryTelemetry(),
    timeZone,
    now: () => now,
  };
}
let ports: ReturnType<typeof makePorts>;
beforeEach(() => {
  ports = makePorts();
});

async function call(widget: string, forms: Record<string, string> = {}, params = {}): Promise<string> {
  const event = makeWidgetEvent({ widget, language: 'en', ...params }, forms);
  return String(await answerWidget<WatchlistWidgetPorts>(event, widgets, ports));
}
const entryIds = async () => (await ports.watchlist.list()).map(({ entryId }) => entryId);
const shownIds = (markup: string) => Array.from(markup.matchAll(/data-entry="([^"]+)"/g), ([, id]) => id);

describe('a plate', () => {
  it('is put on the list with owner, agencies and last day, and the audit log says who and why', async () => {
    const forms = {
      ...plateForm,
      ...{ owner: 'Mueang Nong Khai Station', 'visible-to': 'Police, Railway Police', expires: '2027-01-31' },
      accepts: 'exact',
    };

    const markup = await call('add-plate', forms);

    expect(await ports.watchlist.listPlates()).toEqual([
      {
        ...{ version: 1, kind: 'plate', entryId: '1กข1234#หนองคาย', category: 'stolen', accepts: 'exact' },
        ...{ letters: '1กข', digits: '1234', province: 'หนองคาย' },
        label: { th: 'รถหาย', en: 'Stolen car' },
        owner: 'Mueang Nong Khai Station',
        visibleTo: ['Police', 'Railway Police'],
        ...{ reason: 'case 12/2569', addedBy: 'Malee (console)', addedAt: now },
        expiresAt: Date.parse('2027-01-31T23:59:59+07:00') / 1000,
      },
    ]);
    expect(ports.audit.rows).toMatchObject([
      { subject: 'plate#1กข1234#หนองคาย', action: 'add', by: 'Malee (console)', reason: 'case 12/2569' },
    ]);
    expect(markup).toContain('1กข 1234 หนองคาย is on the watchlist');
    expect(markup).toContain('value="Malee"');
    expect(markup).toContain('name="plate" type="text" value=""');
  });

  it('that is added twice is one entry', async () => {
    await call('add-plate', plateForm);
    await call('add-plate', plateForm);

    expect(await entryIds()).toEqual(['1กข1234#หนองคาย']);
  });

  it.each<[string, Record<string, string>, string]>([
    ['no name', { operator: '' }, 'Type your name first'],
    ['no reason', { 'change-reason': '' }, 'Reason: case, order or request (required): must be filled in'],
    ['no plate', { plate: '' }, 'Plate: must be filled in'],
    ['what is no plate', { plate: 'รถแดง' }, 'Plate: '],
    ['a pattern that fits too many', { plate: '?? 12??' }, 'fits too many cars'],
    ['no category', { 'plate-category': '' }, 'Category: must be filled in'],
    ['a category that there is not', { 'plate-category': 'rich' }, 'Category: is none of the choices'],
    ['no Thai label', { 'label-th': '' }, 'What alerts say (Thai): must be filled in'],
    [
      'a long label',
      { 'label-en': 'x'.repeat(61) },
      'What alerts say (English): is longer than 60 characters',
    ],
    ['an unknown agency', { 'visible-to': 'Police, Polise' }, '&quot;Polise&quot; is no agency'],
    ['a day that has passed', { expires: '2020-01-01' }, 'Last day (optional): 2020-01-01 has passed'],
    ['what is no day', { expires: 'soon' }, 'Last day (optional): &quot;soon&quot; is no date'],
  ])('is refused with %s, naming the field; what was typed stays', async (_, wrong, why) => {
    const markup = await call('add-plate', { ...plateForm, ...wrong });

    expect(markup).toContain(why);
    expect(markup).toContain(`value="${wrong['label-th'] ?? 'รถหาย'}"`);
    expect(await entryIds()).toEqual([]);
    expect(ports.audit.rows).toEqual([]);
  });

  it('is taken off with a reason, once', async () => {
    await call('add-plate', plateForm);
    const params = { kind: 'plate', entry: '1กข1234#หนองคาย' };

    expect(await call('remove-entry', { operator: 'Malee' }, params)).toContain('must be filled in');
    expect(await call('remove-entry', change, params)).toContain('1กข 1234 หนองคาย is off the watchlist');
    expect(await call('remove-entry', change, params)).toContain('data-notice="unmoved"');

    expect(await entryIds()).toEqual([]);
    expect(ports.audit.rows.map(({ action }) => action)).toEqual(['add', 'remove', 'remove']);
  });
});

describe('a person', () => {
  it('is put on the list with the good photos of the folder, which are deleted; each gets its verdict', async () => {
    const markup = await call('add-person', personForm);

    expect(await ports.watchlist.findPerson('nk-2026-021')).toMatchObject({
      category: 'missing',
      photoCount: 1,
      addedBy: 'Malee (console)',
    });
    expect(ports.faces.people.get('nk-2026-021')).toBe(1);
    expect(ports.folders.files('nk-2026-021')).toEqual([]);
    expect(markup).toContain('data-verdict="enrolled"><bdi>a.jpg</bdi>: enrolled');
    expect(markup).toContain('data-verdict="no-face"');
    expect(ports.audit.rows).toMatchObject([{ subject: 'person#nk-2026-021', action: 'add', photoCount: 1 }]);
  });

  it('who is added twice by the same click is added once', async () => {
    await call('add-person', personForm);
    const again = await call('add-person', personForm);

    expect(again).toContain('data-notice="moved"');
    expect(ports.faces.people.get('nk-2026-021')).toBe(1);
    expect(ports.audit.rows).toHaveLength(1);
  });

  it('is on no list when no photo is good enough, and none is kept', async () => {
    ports.folders.put('nk-2026-021', 'a.jpg', faceless);

    const markup = await call('add-person', personForm);

    expect(markup).toContain('data-notice="no-photo"');
    expect(markup).toContain('no face found');
    expect(await entryIds()).toEqual([]);
    expect(ports.folders.files('nk-2026-021')).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['without photos', { 'person-id': 'nk-none' }, 'no photos wait'],
    ['by an id that is none', { 'person-id': 'Somchai' }, 'Id (the folder’s name): must be 2–64'],
    [
      'by an id that leads elsewhere',
      { 'person-id': '../sightings' },
      'Id (the folder’s name): must be 2–64',
    ],
  ])('is refused %s', async (_, wrong, why) => {
    expect(await call('add-person', { ...personForm, ...wrong })).toContain(why);
    expect(await entryIds()).toEqual([]);
  });

  it('is refused with an entry.yaml or with too many photos', async () => {
    ports.folders.put('nk-asks', 'a.jpg', good);
    ports.folders.put('nk-asks', 'entry.yaml', 'version: 1');
    for (let i = 0; i < 11; i++) ports.folders.put('nk-many', `${i}.jpg`, good);

    expect(await call('add-person', { ...personForm, 'person-id': 'nk-asks' })).toContain('entry.yaml');
    expect(await call('add-person', { ...personForm, 'person-id': 'nk-many' })).toContain(
      'more than 10 photos',
    );
    expect(await entryIds()).toEqual([]);
  });

  it('is taken off with all vectors', async () => {
    await call('add-person', personForm);

    const markup = await call('remove-entry', change, { kind: 'person', entry: 'nk-2026-021' });

    expect(markup).toContain('nk-2026-021 is off the watchlist');
    expect([...ports.faces.people]).toEqual([]);
    expect(await entryIds()).toEqual([]);
  });

  it.each([
    ['person', '../sightings'],
    ['person', ''],
    ['person', 'not-nk--x'],
    ['plate', ''],
    ['plate', 'x'.repeat(500)],
    ['correction', 'not-nk--x'],
  ])('or plate is never removed under an id that is none: %s %.20s', async (kind, entry) => {
    expect(await call('remove-entry', change, { kind, entry })).toContain('data-notice="refused"');
    expect(ports.audit.rows).toEqual([]);
  });
});

describe('the list', () => {
  it('shows the newest first, 25 at a time, and finds by id, plate and label', async () => {
    for (let i = 0; i < 30; i++)
      await ports.watchlist.put(makePlateEntry({ digits: String(i + 1), entryId: `p${i}`, addedAt: i }));
    await ports.watchlist.put(makePersonEntry({ addedAt: 99, expiresAt: 1 }));

    const first = await call('watchlist');
    const second = await call('watchlist', {}, { page: '2' });

    expect(shownIds(first)).toHaveLength(25);
    expect(shownIds(first)[0]).toBe('nk-2026-014');
    expect(first).toContain('expired 1970-01-01');
    expect(shownIds(second)).toHaveLength(6);
    expect(shownIds(await call('watchlist', { find: 'wanted PERSON' }))).toEqual(['nk-2026-014']);
    expect(shownIds(await call('watchlist', { find: 'กข 30' }))).toEqual(['p29']);
  });

  it('offers the folders of photos that wait, and asks before it changes anything', async () => {
    await ports.watchlist.put(makePlateEntry());
    const markup = await call('watchlist');

    expect(markup).toContain('<option value="nk-2026-021">nk-2026-021 (2)</option>');
    expect(markup).toContain('confirmation="Remove: กข 1234 หนองคาย – Stolen car?"');
  });

  it('speaks Thai', async () => {
    await ports.watchlist.put(makePlateEntry());

    expect(await call('watchlist', {}, { language: 'th-TH' })).toContain('ถูกโจรกรรม');
  });
});

describe('a hostile text', () => {
  const harmful = /<script|<img|<a href="javascript|onmouseover='|\u202e/;

  it.each(hostileTexts)('typed into any field stays a text, or is refused: %.30s', async (text) => {
    const fields = [
      ...new Set([...Object.keys(plateForm), ...Object.keys(personForm), 'owner', 'visible-to']),
    ];
    for (const field of [...fields, 'find', 'expires', 'accepts']) {
      for (const widget of ['watchlist', 'add-plate', 'add-person', 'remove-entry']) {
        for (const typed of [text, text.slice(0, 60)]) {
          const params = { kind: 'plate', entry: text.slice(0, 60) };
          const markup = await call(widget, { ...plateForm, ...personForm, [field]: typed }, params);

          expect(markup).toMatch(/^<style>/);
          expect(markup).not.toMatch(harmful);
        }
      }
    }
  });

  it.each(hostileTexts)('in an entry or as a file’s name stays a text: %.30s', async (text) => {
    const part = text.slice(0, 80);
    const said = { label: { th: part, en: part }, owner: part, reason: part, addedBy: part };
    await ports.watchlist.put(makePlateEntry({ ...said, visibleTo: [part] }));
    ports.folders.put(part, part, good);
    ports.folders.put('nk-2026-021', part, faceless);

    const markup = await call('add-person', personForm);

    expect(markup).toContain('data-entry=');
    expect(markup).not.toMatch(harmful);
  });

  it('is in no log', async () => {
    await call('add-plate', { ...plateForm, plate: 'secret plate' });
    await call('add-plate', plateForm);

    expect(JSON.stringify(ports.telemetry.lines)).not.toMatch(/Malee|secret|1234|case/);
  });
});
