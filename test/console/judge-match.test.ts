import { beforeEach, describe, expect, it } from 'vitest';
import { answerWidget } from '../../lambdas/console/answer-widget.ts';
import { confirmWidget, denyWidget, type OperatePorts } from '../../lambdas/console/operate-widgets.ts';
import { correctionUserId } from '../../lambdas/zone/face-users.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { DiedError, dying } from '../memory/dying.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryIncidentIndex } from '../memory/incident-index.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';
import { endpoints, hostileTexts, makeWidgetEvent, zoneClock } from './make-request.ts';

const personId = 'nk-2026-014';
const sightingId = 'face-AB12';
const pictureKey = `sightings/${sightingId}.jpg`;
const userId = correctionUserId(personId, sightingId);
const label = { th: 'บุคคลตามหมายจับ', en: 'Wanted person' };
const match = { kind: 'person', causeId: sightingId, subject: { label, similarityPercent: 99.3 } } as const;
const person = makeIncident({ ...match, incidentId: incidentIdOf('person', personId, sightingId) });
const plate = makeIncident({ kind: 'plate', incidentId: 'PLT-7KQ2MD9F', causeId: 'plate-1' });
const press = makeIncident({ incidentId: 'SOS-7KQ2MD9F' });
const said = { operator: 'Somchai', comment: 'twenty years older' };

async function makePorts() {
  const incidents = memoryIncidentStore();
  const ports = {
    incidents,
    sightings: memorySightingStore(),
    corrections: memoryCorrectionStore(),
    faces: memoryFaceCollection(),
    crops: memoryPictureStore(),
    watchlist: memoryWatchlistStore([makePersonEntry(), makePersonEntry({ entryId: 'nk-2' })]),
    audit: memoryAuditLog(),
    telemetry: memoryTelemetry(),
    index: memoryIncidentIndex(incidents.kept),
    told: { highest: async () => 1 },
    decisions: memoryDecisionLog(),
    pictures: {
      near: async () => [],
      ofSighting: async (id: string, file: string) => `https://bucket.example/${id}/${file}.jpg`,
    },
    ...{ endpoints, instructions: {}, timeZone: zoneClock.timeZone, now: () => now },
  };
  for (const incident of [person, plate, press]) await incidents.create(incident);
  const persons = [
    { entryId: 'nk-2', similarityPercent: 99.9 },
    { entryId: personId, similarityPercent: 99.3 },
  ];
  await ports.sightings.create(makeFaceSighting({ sightingId, persons, pictureKey }));
  await ports.crops.put(pictureKey, new Uint8Array([1]));
  return ports;
}
let now = zoneClock.now;
let ports: Awaited<ReturnType<typeof makePorts>>;
beforeEach(async () => {
  ({ now } = zoneClock);
  ports = await makePorts();
});

const call = async (widget: string, forms: Record<string, string>, incident = person.incidentId) => {
  const event = makeWidgetEvent({ widget, language: 'en', incident }, forms);
  return String(await answerWidget<OperatePorts>(event, [confirmWidget, denyWidget], ports));
};
const stateOf = (incidentId: string) => ports.incidents.kept.get(incidentId)?.state;
const steps = async (incidentId = person.incidentId) =>
  (await ports.incidents.timeline(incidentId))
    .filter(({ what }) => what === 'confirmed' || what === 'not-this')
    .map(({ what, by, text }) => [what, by, text]);
const actions = () => ports.audit.rows.map(({ subject, action }) => `${action} ${subject}`);

describe('"this is the person", "this is the plate"', () => {
  it('stands in the timeline and the audit log, and leaves the incident to those who work on it', async () => {
    const markup = await call('confirm-match', { operator: 'Somchai', comment: 'ID card seen' });

    expect(await steps()).toEqual([['confirmed', 'Somchai (console)', 'ID card seen']]);
    expect(stateOf(person.incidentId)).toBe('open');
    expect(ports.audit.rows).toMatchObject([
      {
        subject: `incident#${person.incidentId}`,
        action: 'confirm',
        by: 'Somchai (console)',
        reason: 'ID card seen',
        query: sightingId,
      },
    ]);
    expect(markup).toContain('data-notice="moved"');
    expect(markup).toContain('match confirmed');
  });

  it('is said once, however often the same person clicks; another is told that somebody was first', async () => {
    await call('confirm-match', { operator: 'Somchai' });
    const again = await call('confirm-match', { operator: 'Somchai' });
    const other = await call('confirm-match', { operator: 'Malee' });

    expect(again).toContain('data-notice="moved"');
    expect(other).toContain('data-notice="unmoved"');
    expect(await steps()).toHaveLength(1);
    expect(ports.audit.rows).toHaveLength(3);
  });

  it('is said of plates too', async () => {
    await call('confirm-match', { operator: 'Somchai' }, plate.incidentId);

    expect(await steps(plate.incidentId)).toEqual([['confirmed', 'Somchai (console)', undefined]]);
  });

  it('takes "not this person" back, so that the person is found again', async () => {
    await call('deny-match', said);
    now += 60_000;
    await call('confirm-match', { operator: 'Malee' });

    expect(await ports.corrections.list()).toEqual([]);
    expect([...ports.faces.people.keys()]).toEqual([]);
    expect((await steps()).map(([what]) => what)).toEqual(['not-this', 'confirmed']);
    expect(stateOf(person.incidentId)).toBe('false-alarm');
    expect(actions()).toContain(`withdraw person#${personId}`);
  });
});

describe('"not this person"', () => {
  it('keeps the face apart from the person of the incident alone, and ends the incident as a false alarm', async () => {
    const markup = await call('deny-match', said);

    expect(await ports.corrections.list()).toMatchObject([
      {
        personId,
        sightingId,
        by: 'Somchai (console)',
        reason: 'twenty years older',
        expiresAt: Math.floor(zoneClock.now / 1000) + 90 * 86_400,
      },
    ]);
    expect([...ports.faces.people.keys()]).toEqual([userId]);
    expect(await steps()).toEqual([['not-this', 'Somchai (console)', 'twenty years older']]);
    expect(stateOf(person.incidentId)).toBe('false-alarm');
    expect(actions()).toEqual([`correct incident#${person.incidentId}`, `correct person#${personId}`]);
    expect(markup).toContain('data-notice="moved"');
    expect(markup).toContain('not this person');
  });

  it('is done once, however often it is clicked', async () => {
    await call('deny-match', said);
    await call('deny-match', said);

    expect(await steps()).toHaveLength(1);
    expect(ports.faces.people.get(userId)).toBe(1);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('is finished by a second click after a death at write %i', async (died) => {
    const whole = ports;
    const { corrections, faces, incidents, audit } = whole;
    ports = { ...whole, ...dying({ corrections, faces, incidents, audit }, died, 'after').ports };
    await call('deny-match', said).catch((error: unknown) => {
      if (!(error instanceof DiedError)) throw error;
    });
    ports = whole;

    await call('deny-match', said);

    expect(await whole.corrections.list()).toHaveLength(1);
    expect(await steps()).toHaveLength(1);
    expect(stateOf(person.incidentId)).toBe('false-alarm');
  });

  it('takes no longer reason than a correction may have', async () => {
    await call('deny-match', { ...said, comment: 'ก'.repeat(1000) });

    const [made] = await ports.corrections.list();
    expect(made?.reason.length).toBeLessThanOrEqual(500);
  });

  it.each<[string, () => Promise<unknown> | unknown, string]>([
    [
      'the sighting is gone',
      () => Object.assign(ports.sightings, { find: async () => undefined }),
      'no sighting',
    ],
    ['its picture is gone', () => ports.crops.delete([pictureKey]), 'the picture of face-AB12 is gone'],
    ['the entry is gone', () => ports.watchlist.remove('person', personId), 'is not on the watchlist'],
  ])('changes nothing where %s, and says what to do instead', async (_, spoil, why) => {
    await spoil();

    const markup = await call('deny-match', said);

    expect(markup).toContain('data-notice="not-corrected"');
    expect(markup).toContain(why);
    expect(markup).toContain('use “False alarm” instead');
    expect(stateOf(person.incidentId)).toBe('open');
    expect(await steps()).toEqual([]);
    expect(markup).toContain('twenty years older');
  });
});

describe('both', () => {
  it.each([
    ['confirm-match', {}, 'nameless'],
    ['deny-match', { comment: 'x' }, 'nameless'],
    ['deny-match', { operator: 'Somchai' }, 'comment-missing'],
  ])('%s with %j says %s and does nothing', async (widget, forms, notice) => {
    expect(await call(widget, forms)).toContain(`data-notice="${notice}"`);
    expect(ports.audit.rows).toEqual([]);
    expect(await steps()).toEqual([]);
  });

  it('are nothing for a press, and "not this person" nothing for a plate', async () => {
    const answers = [
      await call('confirm-match', said, press.incidentId),
      await call('deny-match', said, press.incidentId),
      await call('deny-match', said, plate.incidentId),
    ];

    for (const answer of answers) expect(answer).toContain('data-notice="refused"');
    expect(stateOf(press.incidentId)).toBe('open');
  });

  it('are offered beside what was matched, with a question first; what was said last is not offered again', async () => {
    const offered = async (incident: string) => {
      const markup = await call('confirm-match', {}, incident);
      return Array.from(
        markup.matchAll(/confirmation="([^:]+): [^"]+"[^>]*>[^<]*-match&quot;/g),
        ([, word]) => word,
      );
    };

    expect(await offered(person.incidentId)).toEqual(['This is the person', 'Not this person']);
    expect(await offered(plate.incidentId)).toEqual(['This is the plate']);
    expect(await offered(press.incidentId)).toEqual([]);
    expect(await call('confirm-match', {})).toContain(
      `src="https://bucket.example/${person.incidentId}/face-AB12.jpg"`,
    );
    await call('deny-match', said);
    expect(await offered(person.incidentId)).toEqual(['This is the person']);
  });

  it.each(hostileTexts)('show a hostile text as text, or refuse it: %.30s', async (text) => {
    for (const widget of ['confirm-match', 'deny-match'])
      for (const comment of [text, text.slice(0, 1000)]) {
        const markup = await call(widget, { operator: text.slice(0, 60), comment });

        expect(markup).toMatch(/^<style>/);
        expect(markup).not.toMatch(/<script|<img src=x|<a href="javascript|onmouseover='|\u202e/);
      }
  });

  it('log no name and no comment', async () => {
    await call('confirm-match', said);
    await call('deny-match', said);

    expect(JSON.stringify(ports.telemetry.lines)).not.toMatch(/Somchai|twenty/);
  });
});
