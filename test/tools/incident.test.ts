import { Command, CommanderError } from 'commander';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../lambdas/incidents/incident.ts';
import { newStep } from '../../lambdas/incidents/timeline.ts';
import { incidentCommand } from '../../tools/incident.ts';
import { drawIncident } from '../../tools/incident-picture.ts';
import { duration, harmless, IncidentCommandError, wrapped, zoneTime } from '../../tools/incident-words.ts';
import { makeIncident, pressedAt } from '../incidents/make-incident.ts';
import { memoryIncidentIndex } from '../memory/incident-index.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';

const { incidentId } = makeIncident();
const now = pressedAt + 125_200;

async function makeTool(incidents: readonly Incident[] = [makeIncident()], settings = makeSettings()) {
  const store = memoryIncidentStore();
  for (const one of incidents) await store.create(one);
  const printed: string[] = [];
  const complaints: string[] = [];
  const saved = new Map<string, Uint8Array>();
  const ports = {
    ...{ incidents: store, index: memoryIncidentIndex(store.kept) },
    settings: memorySettingsStore(settings),
  };
  const run = (...words: string[]) => {
    const command = incidentCommand({
      openPorts: async () => ports,
      out: (text) => void printed.push(text),
      clock: () => now,
      userName: () => 'somchai',
      save: async (path, bytes) => void saved.set(path, bytes),
    });
    for (const each of [command, ...command.commands])
      each.exitOverride().configureOutput({ writeErr: (text) => void complaints.push(text) });
    return new Command('zone').addCommand(command).parseAsync(['incident', ...words], { from: 'user' });
  };
  return {
    ...{ run, store, saved },
    printed: () => printed.join(''),
    complaints: () => complaints.join(''),
    steps: async () => (await store.timeline(incidentId)).map(({ what }) => what),
  };
}

describe('zone incident list', () => {
  it('shows when, where and in which state, in both languages, on the clock of the zone', async () => {
    const tool = await makeTool([makeIncident({ pressCount: 3, assignee: 'สายตรวจ 4' })]);

    await tool.run('list');

    for (const text of [incidentId, '2026-11-23 08:15:00', '2 min 05 s', 'ปุ่มฉุกเฉิน', 'SOS', 'รอรับทราบ'])
      expect(tool.printed()).toContain(text);
    for (const text of ['สะพานมิตรภาพ', 'Friendship Bridge', 'nk-pole-01', '3 presses', 'สายตรวจ 4'])
      expect(tool.printed()).toContain(text);
  });

  const several = [
    makeIncident({ incidentId: 'SOS-AAAA1111', openedAt: pressedAt }),
    makeIncident({ incidentId: 'SOS-BBBB2222', openedAt: pressedAt + 1, state: 'acknowledged' }),
    makeIncident({ incidentId: 'DEV-CCCC3333', openedAt: pressedAt + 2, kind: 'device' }),
    makeIncident({ incidentId: 'SOS-DDDD4444', openedAt: pressedAt + 3, state: 'resolved' }),
  ];

  it.each([
    [[], ['DEV-CCCC3333', 'SOS-BBBB2222', 'SOS-AAAA1111']],
    [
      ['--state', 'all'],
      ['SOS-DDDD4444', 'DEV-CCCC3333', 'SOS-BBBB2222', 'SOS-AAAA1111'],
    ],
    [
      ['--state', 'open'],
      ['DEV-CCCC3333', 'SOS-AAAA1111'],
    ],
    [
      ['--state', 'resolved', 'acknowledged'],
      ['SOS-DDDD4444', 'SOS-BBBB2222'],
    ],
    [['--kind', 'sos', '--limit', '1'], ['SOS-BBBB2222']],
  ])('with %j lists, newest first, %j', async (options, ids) => {
    const tool = await makeTool(several);

    await tool.run('list', '--json', ...options);

    expect((JSON.parse(tool.printed()) as Incident[]).map((one) => one.incidentId)).toEqual(ids);
  });

  it('says so when there is none', async () => {
    const tool = await makeTool([]);

    await tool.run('list');

    expect(tool.printed()).toContain('no incidents');
  });

  it('refuses a state that there is not', async () => {
    const tool = await makeTool();

    await expect(tool.run('list', '--state', 'closed')).rejects.toThrow(CommanderError);
    expect(tool.complaints()).toContain('Allowed choices');
  });
});

describe('zone incident acknowledge, respond, resolve and false-alarm', () => {
  it.each([
    ['acknowledge', 'acknowledged'],
    ['respond', 'responding'],
    ['resolve', 'resolved'],
    ['false-alarm', 'false-alarm'],
  ])('%s moves an incident to %s', async (word, state) => {
    const tool = await makeTool();

    await tool.run(word, incidentId.toLowerCase(), '--by', 'malee', '--comment', ' ถึงแล้ว ');

    expect(await tool.store.find(incidentId)).toMatchObject({ state });
    expect((await tool.store.timeline(incidentId)).slice(1)).toMatchObject([
      { what: state, by: 'malee', at: now },
      { what: 'comment', by: 'malee', text: 'ถึงแล้ว' },
    ]);
    expect(tool.printed()).toContain('malee');
  });

  it('tells the second operator who was first, and when', async () => {
    const tool = await makeTool();
    await tool.run('acknowledge', incidentId, '--by', 'malee');

    await expect(tool.run('acknowledge', incidentId)).rejects.toThrow(
      new IncidentCommandError(
        `nothing was changed: ${incidentId} is already acknowledged by malee at 2026-11-23 08:17:05`,
      ),
    );
  });

  it('does not know an incident that is not there', async () => {
    const tool = await makeTool();

    await expect(tool.run('resolve', 'SOS-00000000')).rejects.toThrow('there is no incident SOS-00000000');
    await expect(tool.run('show', 'SOS-00000000')).rejects.toThrow('there is no incident');
  });

  it.each([
    ['resolve', 'north'],
    ['resolve', incidentId, '--comment', 'ก'.repeat(1001)],
    ['comment', incidentId, '   '],
    ['assign', incidentId, 'x'.repeat(81)],
    ['acknowledge', incidentId, '--by', ''],
  ])('refuses %s %s %s', async (...words) => {
    const tool = await makeTool();

    await expect(tool.run(...words)).rejects.toThrow(CommanderError);
    expect(await tool.steps()).toEqual(['opened']);
  });
});

describe('zone incident comment and assign', () => {
  it('leave their steps, by the user of the computer', async () => {
    const tool = await makeTool();

    await tool.run('comment', incidentId, 'รถพยาบาลถึงแล้ว');
    await tool.run('assign', incidentId, 'สายตรวจ 4');

    expect(await tool.store.find(incidentId)).toMatchObject({ assignee: 'สายตรวจ 4' });
    expect((await tool.store.timeline(incidentId)).slice(1)).toMatchObject([
      { what: 'assigned', by: 'somchai', text: 'สายตรวจ 4' },
      { what: 'comment', by: 'somchai', text: 'รถพยาบาลถึงแล้ว' },
    ]);
  });

  it('say that an ended incident is not assigned any more', async () => {
    const tool = await makeTool();
    await tool.run('false-alarm', incidentId, '--by', 'malee');

    await expect(tool.run('assign', incidentId, 'สายตรวจ 4')).rejects.toThrow('already false alarm by malee');
  });
});

/** A press, its alert, another press, and what two operators did. */
async function makeStory(settings = makeSettings()) {
  const tool = await makeTool([makeIncident({ alertAskedAt: pressedAt + 260 })], settings);
  const { store } = tool;
  store.keepSentAlert(incidentId, { record: 'alert#1', sentAt: pressedAt + 400 });
  await store.countEvent(incidentId, { of: 'press', count: 2, at: pressedAt + 20_000 });
  await store.addStep(
    incidentId,
    newStep({ at: pressedAt + 20_000, what: 'press-joined', cause: 'press-0002', text: 'สะพานมิตรภาพ' }),
  );
  await store.move(incidentId, 'acknowledged', { by: 'สมชาย', at: pressedAt + 45_200 });
  const said =
    'ผู้แจ้งเป็นนักท่องเที่ยวหญิง ล้มบาดเจ็บที่ข้อเท้า ขอรถพยาบาลมาที่สะพานฝั่งขาเข้า · The caller fell and hurt her ankle';
  await store.addStep(
    incidentId,
    newStep({ at: pressedAt + 61_000, what: 'comment', by: 'สมชาย', text: said }),
  );
  await store.assign(incidentId, 'สายตรวจ 4');
  await store.addStep(
    incidentId,
    newStep({ at: pressedAt + 70_000, what: 'assigned', by: 'malee', text: 'สายตรวจ 4' }),
  );
  await store.move(incidentId, 'resolved', { by: 'malee', at: pressedAt + 600_200 });
  return tool;
}

describe('zone incident show', () => {
  it('shows every step and every message, how long it took, and what to do', async () => {
    const tool = await makeStory();

    await tool.run('show', incidentId);

    const shown = tool.printed();
    for (const text of ['เปิดเหตุ', 'alert asked for', 'alert sent', 'tier 1', 'pressed again', 'comment'])
      expect(shown).toContain(text);
    for (const text of ['45 s · สมชาย', '10 min 00 s · malee', '2026-11-23 08:15:45', 'Send officers'])
      expect(shown).toContain(text);
  });

  it('shows the instruction of the zone file where there is one', async () => {
    const instructions = { sos: { th: 'โทร 191', en: 'Call 191' } };
    const tool = await makeTool([makeIncident()], makeSettings({ instructions }));

    await tool.run('show', incidentId);

    expect(tool.printed()).toContain('Call 191');
    expect(tool.printed()).not.toContain('Send officers');
  });

  it('prints an object for programs', async () => {
    const tool = await makeStory();

    await tool.run('show', incidentId, '--json');

    expect(JSON.parse(tool.printed())).toMatchObject({
      incident: { incidentId, state: 'resolved', pressCount: 2 },
      steps: expect.arrayContaining([expect.objectContaining({ what: 'alert-sent', text: 'tier 1' })]),
    });
  });

  it('draws the timeline, each step with marks of its own', async () => {
    const tool = await makeStory();

    await tool.run('show', incidentId, '--picture', 'story.png');

    const drawn = sharp(tool.saved.get('story.png'));
    const { width, height = 0 } = await drawn.metadata();
    expect(width).toBe(1800);
    expect(height).toBeGreaterThan(1000);
    // The dots of what was pressed, sent, acknowledged and resolved.
    const { data } = await drawn.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    for (const color of ['b3261e', 'd9822b', '1d5fa8', '2b8a4b'])
      expect(data.includes(Buffer.from(color.repeat(4), 'hex')), color).toBe(true);
  });

  it('draws one step and no text as well', async () => {
    const view = {
      incident: makeIncident({ drill: true }),
      steps: [newStep({ at: pressedAt, what: 'opened' })],
      instruction: { th: 'ซ้อม', en: 'Drill' },
      timeZone: 'Asia/Bangkok',
    };

    expect((await sharp(await drawIncident(view)).metadata()).width).toBe(1800);
  });
});

describe('the words of incidents', () => {
  it.each([
    [0, '0.0 s'],
    [260, '0.3 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_400, '59 s'],
    [185_000, '3 min 05 s'],
    [2 * 3_600_000 + 7 * 60_000, '2 h 07 min'],
    [76 * 3_600_000, '3 d 04 h'],
    [-5, '0.0 s'],
  ])('say %i ms as %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  it('give times on the clock of the zone', () => {
    expect(zoneTime(pressedAt, 'Asia/Bangkok')).toBe('2026-11-23 08:15:00');
    expect(zoneTime(pressedAt, 'UTC')).toBe('2026-11-23 01:15:00');
  });

  it('let nobody move the cursor of a terminal', () => {
    expect(harmless('ถึง\u001b[2Jแล้ว\u202e\nok')).toBe('ถึง [2Jแล้ว \nok');
  });

  it('break Thai lines between words and lose nothing', () => {
    const text = 'ผู้แจ้งเป็นนักท่องเที่ยวหญิงล้มบาดเจ็บที่ข้อเท้าขอรถพยาบาลมาที่สะพาน';

    const lines = wrapped(text, 20).split('\n');

    expect(lines.every((line) => line.length <= 20)).toBe(true);
    expect(lines.join('')).toBe(text);
  });
});
