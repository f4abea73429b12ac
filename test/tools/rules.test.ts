import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { newCorrection } from '../../lambdas/watchlist/correction.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { incidentIdOf } from '../../lambdas/zone/names.ts';
import { rulesCommand } from '../../tools/rules.ts';
import type { RulesResult } from '../../tools/rules-result.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry, makePlateEntry } from '../watchlist/make-entry.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const hour = 3_600_000;
const at = (hoursAgo: number) => ({ lastSeenAt: now - hoursAgo * hour, expiresAt: now });

function face(hoursAgo: number, similarityPercent: number): Sighting {
  const persons = [{ entryId: 'nk-2026-014', similarityPercent }];
  return makeFaceSighting({ sightingId: `face-${hoursAgo}`, persons, ...at(hoursAgo) });
}

function plate(hoursAgo: number, overrides: { confidence?: number; digits?: string } = {}): Sighting {
  const { plate: usual } = makePlateSighting();
  const sightingId = `plate-${hoursAgo}`;
  return makePlateSighting({ sightingId, ...at(hoursAgo), plate: { ...usual, ...overrides } });
}

interface Zone {
  readonly sightings?: readonly Sighting[];
  readonly entries?: readonly WatchlistEntry[];
  readonly falseAlarms?: readonly string[];
  /** Sightings that an operator said are not this person. */
  readonly notThisPerson?: readonly string[];
}

async function makeTool(zone: Zone = {}) {
  const { sightings = [], entries = defaultEntries, falseAlarms = [], notThisPerson = [] } = zone;
  const audit = memoryAuditLog();
  const index = memorySightingIndex(new Map(sightings.map((one) => [one.sightingId, one])));
  const incidents = memoryIncidentStore();
  for (const incidentId of falseAlarms) await incidents.create(falseAlarm(incidentId));
  const printed: string[] = [];
  const told: string[] = [];
  const plots = new Map<string, Uint8Array>();
  const command = rulesCommand({
    openPorts: async () => ({
      ...{ index, audit, incidents },
      watchlist: memoryWatchlistStore(entries),
      corrections: { list: async () => notThisPerson.map(makeCorrection) },
      settings: memorySettingsStore(),
      cameras: memoryCameraStore([makeCamera({ id: 'nk-cam-01' })]),
    }),
    out: (text) => void printed.push(text),
    err: (text) => void told.push(text),
    clock: () => now,
    userName: () => 'somchai',
    writePlot: async (file, png) => void plots.set(file, png),
  });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  const run = (...words: string[]) => command.parseAsync(['try', ...words], { from: 'user' });
  const json = async (...words: string[]): Promise<RulesResult> => {
    await run(...words, '--json');
    return JSON.parse(printed.join(''));
  };
  return { run, json, audit, index, plots, printed: () => printed.join(''), told: () => told.join('') };
}

const defaultEntries: readonly WatchlistEntry[] = [makePlateEntry(), makePersonEntry()];

const makeCorrection = (sightingId: string) =>
  newCorrection({
    ...{ personId: 'nk-2026-014', sightingId, by: 'somchai', reason: 'another man' },
    ...{ correctedAt: now, expiresAt: now },
  });

function falseAlarm(incidentId: string): Incident {
  const { place } = makePlateSighting();
  return {
    ...{ version: 1, incidentId, kind: 'person', state: 'false-alarm', openedAt: now, happenedAt: now },
    ...{ drill: false, deviceId: 'nk-cam-01', place, subject: undefined, causeId: 'face-1' },
  };
}

const codes = (remarks: RulesResult['warnings']) => remarks.map(({ code }) => code);

describe('zone rules try', () => {
  it('compares a face threshold with the one that stands, and tells each new alert', async () => {
    const tool = await makeTool({ sightings: [face(1, 99.5), face(2, 97.5), face(30, 96), plate(3)] });

    const result = await tool.json('--face-alert', '97');

    expect(result.total).toEqual({
      present: { plates: 0, faces: 3, matches: 3, alerts: 1 },
      tried: { plates: 0, faces: 3, matches: 3, alerts: 2 },
    });
    expect(result.added).toMatchObject([
      { sightingId: 'face-2', cameraId: 'nk-cam-01', level: 97.5, entry: { name: 'nk-2026-014' } },
    ]);
    expect(result.lost).toEqual([]);
  });

  it('counts by Thai day, and takes rates from the first stored sighting on', async () => {
    const tool = await makeTool({ sightings: [face(1, 99.5), face(11, 99.5), face(13, 99.5), face(48, 97)] });

    const { byDay, days, alertsPerDay } = await tool.json('--face-alert', '97');

    expect(byDay.map(({ name, tried }) => [name, tried.alerts])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-22', 1],
      ['2026-11-23', 2],
    ]);
    expect([days, alertsPerDay.present, alertsPerDay.tried]).toEqual([2, 1.5, 2]);
  });

  it('says of how many alerts an operator said that they were wrong, at each threshold', async () => {
    const wrong = incidentIdOf('person', 'nk-2026-014', 'face-2');
    const tool = await makeTool({ sightings: [face(1, 99.5), face(2, 99.1)], falseAlarms: [wrong] });

    const { corrected, curves } = await tool.json('--face-alert', '99.3');

    expect(corrected).toEqual({ present: 1, tried: 0 });
    expect(curves[0]?.points.filter(({ threshold }) => threshold >= 99)).toMatchObject([
      { threshold: 99, alerts: 2, corrected: 1 },
      { threshold: 99.3, alerts: 1, corrected: 0 },
      { threshold: 99.5, alerts: 1 },
      { threshold: 100, alerts: 0 },
    ]);
  });

  it('counts "not this person" as wrong, also of a candidate that did not alert', async () => {
    const tool = await makeTool({
      sightings: [face(1, 99.5), face(2, 97.5)],
      notThisPerson: ['face-2'],
    });

    const { corrected, added } = await tool.json('--face-alert', '97');

    expect(corrected).toEqual({ present: 0, tried: 1 });
    expect(added).toMatchObject([{ sightingId: 'face-2', isCorrected: true }]);
  });

  it('loses unsure plates at a higher plate threshold', async () => {
    const tool = await makeTool({ sightings: [plate(1, { confidence: 0.75 }), plate(2), face(3, 99.5)] });

    const { total, lost, kinds } = await tool.json('--plate-confidence', '0.8');

    expect(kinds).toEqual(['plate']);
    expect(total.tried).toEqual({ plates: 1, faces: 0, matches: 1, alerts: 1 });
    expect(lost).toMatchObject([{ sightingId: 'plate-1', seen: 'กข 1234 หนองคาย', how: 'exact' }]);
  });

  it('tries what plates on the list accept', async () => {
    const sightings = [plate(1), plate(2, { digits: '1284', confidence: 0.7 })];
    const entries = [makePlateEntry({ digits: '1284', entryId: 'กข1284#หนองคาย', accepts: 'one-confusion' })];
    const candidates = [
      { letters: 'กข', digits: '1234', province: 'หนองคาย', probability: 0.7 },
      { letters: 'กข', digits: '1284', province: 'หนองคาย', probability: 0.2 },
    ];
    const doubted = makePlateSighting({
      sightingId: 'doubted',
      ...at(3),
      plate: { ...makePlateSighting().plate, confidence: 0.7, candidates },
    });
    const tool = await makeTool({ sightings: [...sightings, doubted], entries });

    const { lost, warnings } = await tool.json('--acceptance', 'exact');

    expect(lost).toMatchObject([{ sightingId: 'doubted', how: 'one-confusion' }]);
    expect(codes(warnings)).toContain('exact');
  });

  it('shows what a plate to be added would have fired on, and nothing of others', async () => {
    const tool = await makeTool({ sightings: [plate(1), plate(2, { digits: '999' })] });

    const { added, byEntry } = await tool.json('--entry', 'กข 999 หนองคาย');

    expect(added.map(({ sightingId }) => sightingId)).toEqual(['plate-2']);
    expect(byEntry.map(({ name }) => name.name)).toEqual(['กข 999 หนองคาย']);
  });

  it('counts for entries on file alone where they are named', async () => {
    const tool = await makeTool({ sightings: [plate(1), face(2, 99.5)] });

    const { total, kinds } = await tool.json('--entry', 'nk-2026-014');

    expect(kinds).toEqual(['person']);
    expect(total.present.alerts).toBe(1);
  });

  it('changes nothing where nothing is tried', async () => {
    const tool = await makeTool({ sightings: [plate(1), face(2, 99.5)] });

    const { total, added, lost } = await tool.json();

    expect(total.tried).toEqual(total.present);
    expect(total.tried.alerts).toBe(2);
    expect([added, lost]).toEqual([[], []]);
  });

  it('asks the cameras that are named, in the time that is named', async () => {
    const tool = await makeTool({ sightings: [plate(1), plate(30)] });

    const { total } = await tool.json('--camera', 'nk-cam-01', '--from', '2026-11-23');

    expect(tool.index.asked).toEqual([{ by: 'camera', cameraId: 'nk-cam-01' }]);
    expect(total.present.alerts).toBe(1);
  });

  it('hides plates and entries that are for some agencies alone', async () => {
    const entries = [makePlateEntry({ visibleTo: ['immigration'] })];
    const words = ['--plate-confidence', '0.95'];
    const sightings = [plate(1)];

    const hidden = await (await makeTool({ sightings, entries })).json(...words);
    const shown = await (await makeTool({ sightings, entries })).json(...words, '--agency', 'immigration');

    expect(JSON.stringify(hidden)).not.toContain('1234');
    expect(hidden.lost).toMatchObject([{ sightingId: 'plate-1', entry: { name: null } }]);
    expect(shown.lost).toMatchObject([{ seen: 'กข 1234 หนองคาย', entry: { name: 'กข 1234 หนองคาย' } }]);
  });

  it('writes who asked for what to the audit log before it reads', async () => {
    const tool = await makeTool({ sightings: [plate(1)] });

    await tool.run('--plate-confidence', '0.8', '--face-alert', '97', '--reason', 'case 12', '--days', '1');

    const query =
      'try plateConfidence 0.8 · faceAlert 97 · 2026-11-22T05:00:00.000Z…2026-11-23T05:00:00.000Z';
    const row = { at: now, action: 'search', by: 'somchai', reason: 'case 12', query };
    expect(tool.audit.rows).toEqual([
      { subject: 'search#plates', ...row },
      { subject: 'search#faces', ...row },
    ]);
  });

  it.each([
    ['--face-alert', '94', ['faceAlertPercent-refused']],
    ['--face-alert', '88', ['faceAlertPercent-refused', 'faces-not-stored', 'alert-under-candidate']],
    ['--face-candidate', '85', ['faces-not-stored']],
    ['--plate-confidence', '0.4', ['plateConfidence-refused']],
    ['--acceptance', 'partly-seen', ['partly-seen']],
    ['--face-alert', '99', []],
  ])('warns of %s %s', async (option, value, expected) => {
    const { warnings } = await (await makeTool({ sightings: [plate(167), face(167, 99.5)] })).json(
      option,
      value,
    );

    expect(codes(warnings)).toEqual(expected);
  });

  it('says that a time of which nothing is stored says nothing', async () => {
    expect(codes((await (await makeTool()).json()).warnings)).toContain('nothing-stored');
  });

  it('shows it all to a person in two languages, with what it cannot tell', async () => {
    const tool = await makeTool({ sightings: [plate(1, { confidence: 0.75 }), plate(2), face(3, 97.5)] });

    await tool.run('--plate-confidence', '0.8', '--face-alert', '94');

    for (const text of [
      'as it is',
      'alerts that would be new',
      'alerts that would be lost',
      '2026-11-23 11:00:00',
      'กข 1234 หนองคาย (exact)',
      'the zone file refuses a face alert threshold under 95 %',
      'ไฟล์โซนไม่รับเกณฑ์แจ้งเตือนใบหน้าที่ต่ำกว่า 95 %',
      'passers-by are not stored',
    ])
      expect(tool.printed()).toContain(text);
    expect(tool.told()).toContain('nk-cam-01: 3 passes');
  });

  it('draws alerts a day against the threshold', async () => {
    const tool = await makeTool({ sightings: [face(1, 99.5)] });

    await tool.run('--face-alert', '97', '--plot', 'out.png');

    expect(Buffer.from(tool.plots.get('out.png') ?? []).subarray(1, 4)).toEqual(Buffer.from('PNG'));
  });

  it.each([
    ['a person who is not on the list', ['--entry', 'nk-9'], 'nobody on the watchlist'],
    ['a pattern that fits half the city', ['--entry', '?? 12??'], 'fits too many cars'],
    ['a percentage for a plate', ['--plate-confidence', '80'], 'a number from 0 to 1'],
    ['a threshold that is none', ['--face-alert', ''], 'a number from 0 to 100'],
    ['an end before the start', ['--from', '2026-11-23', '--to', '2026-11-22'], '--from is later than --to'],
  ])('refuses %s in plain words', async (_what, words, message) => {
    await expect((await makeTool()).run(...words)).rejects.toThrow(message);
  });

  it('answers any entry with a result or plain words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
        const tool = await makeTool();
        await tool
          .run(`--entry=${text}`)
          .catch((error: unknown) => expect(error).toHaveProperty('message', expect.stringMatching(/\S/)));
      }),
      { numRuns: 50 },
    );
  });
});
