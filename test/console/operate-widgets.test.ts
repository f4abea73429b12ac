import { beforeEach, describe, expect, it } from 'vitest';
import { answerWidget } from '../../lambdas/console/answer-widget.ts';
import {
  assignWidget,
  commentWidget,
  moveWidget,
  type OperatePorts,
} from '../../lambdas/console/operate-widgets.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import { type MemoryAuditLog, memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCorrectionStore } from '../memory/correction-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryFaceCollection } from '../memory/face-collection.ts';
import { memoryIncidentIndex } from '../memory/incident-index.ts';
import { type MemoryIncidentStore, memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { type MemoryTelemetry, memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { endpoints, hostileTexts, makeWidgetEvent, zoneClock } from './make-request.ts';

const incident = makeIncident({ incidentId: 'SOS-7KQ2MD9F' });
let incidents: MemoryIncidentStore;
let audit: MemoryAuditLog;
let telemetry: MemoryTelemetry;
let now: number;

beforeEach(async () => {
  incidents = memoryIncidentStore();
  audit = memoryAuditLog();
  telemetry = memoryTelemetry();
  now = zoneClock.now;
  await incidents.create(incident);
});

const ports = (overrides: Partial<OperatePorts> = {}) => ({
  incidents,
  audit,
  telemetry,
  endpoints,
  index: memoryIncidentIndex(incidents.kept),
  told: { highest: async () => 1 },
  decisions: memoryDecisionLog(),
  pictures: { near: async () => [], ofSighting: async () => undefined },
  sightings: memorySightingStore(),
  corrections: memoryCorrectionStore(),
  faces: memoryFaceCollection(),
  crops: memoryPictureStore(),
  watchlist: memoryWatchlistStore(),
  instructions: {},
  timeZone: zoneClock.timeZone,
  now: () => now,
  ...overrides,
});

const call = async (params: Record<string, string>, forms: Record<string, string> = {}, overrides = {}) => {
  const event = makeWidgetEvent({ language: 'en', incident: incident.incidentId, ...params }, forms);
  return String(
    await answerWidget<OperatePorts>(event, [moveWidget, commentWidget, assignWidget], ports(overrides)),
  );
};
const acknowledge = { widget: 'move-incident', to: 'acknowledged', from: 'incidents' };
const state = () => incidents.kept.get(incident.incidentId)?.state;

describe('the buttons of the control room', () => {
  it('move an incident in the name that was typed, with its comment, and show the board', async () => {
    const answer = await call(acknowledge, { operator: 'Somchai', comment: 'unit 3 is on its way' });

    expect(incidents.kept.get(incident.incidentId)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'Somchai (console)',
      acknowledgedAt: now,
    });
    expect((await incidents.timeline(incident.incidentId)).map(({ what }) => what)).toContain('comment');
    expect(answer).toContain('data-notice="moved"');
    expect(answer).toContain('data-state="acknowledged"');
  });

  it('leave a row in the audit log of who did what, before it is done', async () => {
    const failing = { ...incidents, move: async () => Promise.reject(new Error('no table')) };

    const answer = await call(
      acknowledge,
      { operator: 'Somchai', comment: 'why not' },
      { incidents: failing },
    );

    expect(audit.rows).toEqual([
      {
        subject: 'incident#SOS-7KQ2MD9F',
        at: now,
        action: 'move',
        by: 'Somchai (console)',
        query: 'acknowledged',
        reason: 'why not',
      },
    ]);
    expect(answer).toContain('data-notice="failed"');
  });

  it('change nothing when they are clicked twice', async () => {
    await call(acknowledge, { operator: 'Somchai', comment: 'on my way' });
    now += 800;
    const answer = await call(acknowledge, { operator: 'Somchai', comment: 'on my way' });

    const steps = await incidents.timeline(incident.incidentId);
    expect(steps.filter(({ what }) => what === 'comment')).toHaveLength(1);
    expect(steps.filter(({ what }) => what === 'acknowledged')).toHaveLength(1);
    expect(answer).toContain('data-notice="moved"');
  });

  it('say so where somebody else was first', async () => {
    await call(acknowledge, { operator: 'Somchai' });

    const answer = await call(acknowledge, { operator: 'Malee' });

    expect(answer).toContain('data-notice="unmoved"');
    expect(incidents.kept.get(incident.incidentId)?.acknowledgedBy).toBe('Somchai (console)');
  });

  it.each([
    ['no name', {}, 'nameless'],
    ['a name of signs that nobody sees', { operator: '\u200b\u202e ' }, 'nameless'],
    ["the system's name", { operator: 'System' }, 'name-system'],
    ['a name that is too long', { operator: 'x'.repeat(61) }, 'name-long'],
    ['a comment that is too long', { operator: 'Somchai', comment: 'ก'.repeat(1001) }, 'comment-long'],
  ])('do nothing with %s, and keep what was typed', async (_, forms, notice) => {
    const answer = await call(acknowledge, forms);

    expect(answer).toContain(`data-notice="${notice}"`);
    expect(state()).toBe('open');
    expect(audit.rows).toEqual([]);
  });

  it('do nothing for a state, an incident or a widget that is none', async () => {
    const forms = { operator: 'Somchai' };
    const answers = [
      await call({ ...acknowledge, to: 'open' }, forms),
      await call({ ...acknowledge, to: 'constructor' }, forms),
      await call({ ...acknowledge, incident: '../x' }, forms),
      await call({ widget: 'nonsense' }, forms),
    ];

    for (const answer of answers) expect(answer).toContain('data-notice="refused"');
    expect(state()).toBe('open');
    expect(audit.rows).toEqual([]);
  });

  it('add a comment once, also to an incident that has ended', async () => {
    await call({ ...acknowledge, to: 'resolved' }, { operator: 'Somchai' });
    const said = { operator: 'Somchai', comment: 'the ambulance left' };
    await call({ widget: 'comment-incident' }, said);
    now += 900;
    await call({ widget: 'comment-incident' }, said);

    const comments = (await incidents.timeline(incident.incidentId)).filter(({ what }) => what === 'comment');
    expect(comments).toMatchObject([{ by: 'Somchai (console)', text: 'the ambulance left' }]);
  });

  it('give an incident to somebody, once, and say so where it has ended', async () => {
    const forms = { operator: 'Somchai', assignee: 'Unit 3' };
    await call({ widget: 'assign-incident' }, forms);
    now += 900;
    await call({ widget: 'assign-incident' }, forms);
    expect(
      (await incidents.timeline(incident.incidentId)).filter(({ what }) => what === 'assigned'),
    ).toHaveLength(1);

    await call({ ...acknowledge, to: 'resolved' }, forms);
    const late = await call({ widget: 'assign-incident' }, { ...forms, assignee: 'Unit 4' });
    expect(late).toContain('data-notice="closed"');
  });

  it.each(hostileTexts)('take a hostile text as text, or refuse it: %.30s', async (text) => {
    const forms = { operator: text.slice(0, 60), comment: text, assignee: text };
    const answers = [
      await call(acknowledge, forms),
      await call({ widget: 'comment-incident' }, forms),
      await call({ widget: 'assign-incident' }, forms),
    ];

    for (const answer of answers) {
      expect(answer).toMatch(/^<style>/);
      expect(answer).not.toMatch(/<script|<img|<a href="javascript|\u202e/);
    }
  });

  it('log no name and no comment', async () => {
    await call(acknowledge, { operator: 'Somchai', comment: 'secret words' });
    await call(acknowledge, { operator: 'Malee', comment: 'x'.repeat(5000) });

    expect(JSON.stringify(telemetry.lines)).not.toMatch(/Somchai|Malee|secret|xxx/);
  });

  it('say what they are for when the console asks', async () => {
    const answer = await answerWidget<OperatePorts>({ describe: true }, [moveWidget], ports());

    expect(answer).toEqual({ markdown: expect.stringContaining('move-incident') });
  });
});
