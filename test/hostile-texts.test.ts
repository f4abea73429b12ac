import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertText, smsPrefix, smsUnits } from '../lambdas/alerts/alert-text.ts';
import { digestText } from '../lambdas/alerts/digest-text.ts';
import { cameraWallWidget } from '../lambdas/console/camera-wall-widget.ts';
import { statusOfDevices } from '../lambdas/console/device-status.ts';
import { deviceView } from '../lambdas/console/device-widget.ts';
import { incidentMap } from '../lambdas/console/incident-map.ts';
import { formPage } from '../lambdas/poll/poll-page.ts';
import { alertKind } from '../lambdas/zone/messages.ts';
import { drawAlarms } from '../sandbox/page/draw-alarms.ts';
import { drawGraph } from '../sandbox/page/draw-graph.ts';
import { widgetWords } from '../sandbox/page/widget-words.ts';
import { csvOf, withoutApostrophe } from '../tools/csv.ts';
import { drawInvitations } from '../tools/draw-invitations.ts';
import { drawPoster } from '../tools/draw-poster.ts';
import { plotPeople } from '../tools/plot-people.ts';
import { monthReport } from '../tools/report/month-report.ts';
import { reportPage } from '../tools/report/report-page.ts';
import { makeAlert } from './alerts/make-alert.ts';
import {
  endpoints,
  makeListedCamera,
  makePlace,
  makeRequest,
  now,
  poleRules,
} from './console/make-zone-view.ts';
import { hostileTexts, readableOf, structureOf, turningMarks } from './hostile-texts.ts';
import { makeIncident } from './incidents/make-incident.ts';
import { makeSettings } from './memory/settings-store.ts';
import { makePoll, makeQuestionnaire } from './poll/make-poll.ts';
import { map } from './tools/plan/make-plan.ts';
import { makeDevice, makeFacts, makeFault, october } from './tools/report/make-facts.ts';

const both = (text: string) => ({ th: text, en: text });
const placeOf = (text: string) => ({ ...makePlace(), siteId: text, name: both(text) });
const cameraOf = (text: string) => {
  const { camera, watch } = makeListedCamera();
  return { camera: { ...camera, id: text, place: placeOf(text) }, ...(watch && { watch }) };
};
const devicesOf = (text: string) => statusOfDevices({ cameras: [cameraOf(text)], poles: [], poleRules, now });
const incidentOf = (text: string) =>
  makeIncident({ deviceId: text, place: placeOf(text), assignee: text, subject: { label: both(text) } });

function reportOf(text: string): string {
  const facts = [makeFacts({ siteId: text, deviceId: text }), makeFault({ siteId: text, deviceId: text })];
  const report = monthReport({
    settings: makeSettings({ name: both(text) }),
    ...{ month: october, facts, devices: [makeDevice({ id: text, siteId: text })] },
    ...{ sites: new Map([[text, both(text)]]), paidCallsByDay: new Map(), now: october.to + 1 },
  });
  return reportPage(report, 'en');
}

const { round } = await makePoll();
const questionnaire = makeQuestionnaire();
const filledIn = (text: string) =>
  Object.fromEntries(
    ['code', ...questionnaire.questions.map(({ id }) => `q-${id}`)].map((name) => [name, text]),
  );
const pollOf = (text: string) =>
  formPage({
    ...{ round, token: text, language: 'en' },
    form: new URLSearchParams(filledIn(text)),
    problems: [{ field: 'code', what: 'missing' }],
  }).markup;

const range = { from: now - 3_600_000, to: now };
const timeZone = 'Asia/Bangkok';

/** Renderers whose own tests do not try it; those of test/console, test/poll, test/incidents and test/tools do. */
const renderers: readonly (readonly [name: string, render: (text: string) => Promise<string> | string])[] = [
  [
    'camera wall',
    async (text) => {
      const request = makeRequest();
      const latest = { keptAt: async () => new Map([[text, now]]), linkTo: async () => text };
      const lists = { cameras: { list: async () => [cameraOf(text)] }, poles: { list: async () => [] } };
      const poleRegistry = { rules: async () => poleRules };
      const ports = { ...lists, poleRegistry, muted: { untilOf: async () => new Map() }, latest, endpoints };
      return (await cameraWallWidget.render(request, ports)).markup;
    },
  ],
  [
    'device with its incidents',
    (text) =>
      devicesOf(text)
        .map((device) => deviceView(device, [incidentOf(text)], makeRequest(), endpoints).markup)
        .join(''),
  ],
  [
    'map at an incident',
    (text) => {
      const shown = { incident: incidentOf(text), devices: devicesOf(text), baseMap: map, endpoints };
      return incidentMap(shown, makeRequest())?.markup ?? '';
    },
  ],
  ['form of the poll', pollOf],
  ['report of the month', reportOf],
  [
    'alarms of the local board',
    (text) => {
      const alarm = {
        arn: text,
        name: text,
        description: text,
        state: 'OK',
        since: now,
        isBlind: false,
      } as const;
      return drawAlarms({ alarms: [alarm], words: widgetWords.en, timeZone }).markup;
    },
  ],
  [
    'graph of the local board',
    (text) => {
      const lines = [{ label: text, values: [1, 2], isKnowable: true }];
      const size = { width: 400, height: 200 };
      const limits = [{ value: 2, label: text }];
      return drawGraph({ title: text, lines, limits, range, timeZone, ...size, words: widgetWords.en })
        .markup;
    },
  ],
  ['plot of people', (text) => plotPeople({ cameraIds: [text], buckets: [], ...range, length: 600_000 })],
];

describe.each(renderers)('the %s', (_, render) => {
  it.each(hostileTexts)('shows %.40s as text', async (text) => {
    const markup = await render(text);

    expect(structureOf(markup)).toEqual(structureOf(await render('plain')));
    expect(readableOf(markup)).toContain(
      [...text.replace(/[\u202a-\u2069]/g, '')].slice(0, 8).join('').trim(),
    );
    expect(markup).not.toMatch(turningMarks);
    expect(Buffer.byteLength(markup)).toBeLessThan(1_000_000);
  });
});

describe('printed sheets', () => {
  it.each(hostileTexts)('hold %.40s as outlines', (text) => {
    const sheet = {
      title: both(text.slice(0, 80)),
      notice: { ...questionnaire.notice, controller: both(text.slice(0, 80)) },
    };
    const [area] = questionnaire.areas;
    if (area === undefined) throw new Error('a poll has areas');
    const named = { ...area, name: both(text.slice(0, 80)) };
    const url = 'https://poll.example/';
    const drawn = [
      drawPoster({ questionnaire: sheet, area: named, url, isCoded: true }),
      ...drawInvitations([{ code: 'ABCD', url }], { ...questionnaire, ...sheet }),
    ];

    for (const svg of drawn)
      expect(new Set(structureOf(svg).map((each) => each.split(' ')[0]))).toEqual(outlines);
  });
});

const outlines = new Set(['svg', 'rect', 'path', '/svg']);

describe.each(alertKind.options)('an alert about %s', (kind) => {
  it.each(hostileTexts)('tells %.40s in lines of its own', (text) => {
    const say = (words: string) => {
      const plate = { seen: words, how: 'exact', province: 'same' } as const;
      const subject =
        kind === 'sos' ? {} : { subject: { label: both(words), ...(kind === 'plate' && { plate }) } };
      const alert = makeAlert({ kind, place: placeOf(words), deviceId: words, ...subject });
      const digest = { digestId: 'DIG-1', first: alert, members: [], siteIds: [] };
      return [alertText(alert, timeZone), digestText(digest, 'storm')];
    };

    const plain = say('plain');
    for (const [i, { subject, sms, email }] of say(text).entries()) {
      expect(email.split('\n')).toHaveLength(plain[i]?.email.split('\n').length ?? 0);
      expect(email + sms).not.toMatch(turningMarks);
      expect(`${smsPrefix}${sms}`.length).toBeLessThanOrEqual(smsUnits);
      expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    }
  });
});

describe('a CSV export', () => {
  it('holds any text, whole and in its cell, and none that a spreadsheet would run', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...hostileTexts, '=1+1', '＝1', '\t=1', "'=1"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const read: string[][] = parse(csvOf(rows), { bom: true });

        expect(read.map((row) => row.map(withoutApostrophe))).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });
});

/** They draw numbers, and letters as outlines or escaped; `plot-people.ts` is tried above. */
const drawsByHand = [
  'tools/cost/draw-sensitivity.ts',
  'tools/docs-pictures/drawn-face.ts',
  'tools/draw-camera-view.ts',
  'tools/draw-invitations.ts',
  'tools/draw-poster.ts',
  'tools/draw-results.ts',
  'tools/incident-picture.ts',
  'tools/plot-people.ts',
  'tools/rules-plot.ts',
];

describe('markup', () => {
  it('is made by html`…` alone, which escapes whatever stands in it', async () => {
    const found: string[] = [];
    for await (const file of glob('{lambdas,lib,tools,sandbox/page}/**/*.ts')) {
      const code = readFileSync(file, 'utf8').replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
      if (/(?<!html)`\s*<[a-z][^`]*\$\{/.test(code)) found.push(file);
    }

    expect(found.sort()).toEqual(drawsByHand);
  });

  it('of a widget reaches the page through one file, which lets no script in', async () => {
    const found: string[] = [];
    for await (const file of glob('sandbox/page/web/*.js'))
      if (/\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write/.test(readFileSync(file, 'utf8')))
        found.push(file);

    expect(found).toEqual(['sandbox/page/web/widget-markup.js']);
  });
});
