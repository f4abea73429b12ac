import { describe, expect, it } from 'vitest';
import { sightingsCommand } from '../../tools/sightings.ts';
import { strangersCommand } from '../../tools/strangers.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memoryStrangerStore } from '../memory/strangers.ts';
import { makeStrangerVisit } from '../sightings/make-stranger-visit.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const minute = 60_000;
const visit = (face: string, ago: number, cameraId: string) =>
  makeStrangerVisit({ face, since: now - 60 * minute, seenAt: now - ago * minute, cameraId });
const visits = [
  visit('often', 60, 'nk-cam-01'),
  visit('often', 30, 'nk-cam-02'),
  visit('often', 5, 'nk-cam-01'),
  visit('twice', 20, 'nk-cam-01'),
  visit('twice', 10, 'nk-cam-01'),
];

function makeTool(keepHours: number | 'never' = 24) {
  const audit = memoryAuditLog();
  const printed: string[] = [];
  const command = strangersCommand({
    openPorts: async () => ({
      audit,
      strangers: memoryStrangerStore(visits),
      settings: memorySettingsStore({
        ...makeSettings(),
        strangers: keepHours === 'never' ? undefined : { keepHours },
      }),
      cameras: memoryCameraStore(['nk-cam-01', 'nk-cam-02'].map((id) => makeCamera({ id }))),
    }),
    out: (text) => void printed.push(text),
    clock: () => now,
    userName: () => 'somchai',
  });
  command.exitOverride().configureOutput({ writeErr: () => {} });
  const run = async (...words: string[]) => {
    await command.parseAsync(words, { from: 'user' });
    return printed.join('');
  };
  return { run, audit };
}

describe('zone sightings strangers', () => {
  it('shows when and where the same face passed three times or more, and that it may be wrong', async () => {
    const text = await makeTool().run();

    expect(text).toMatch(/11:00[\s\S]*11:30[\s\S]*11:55/);
    expect(text).toMatch(/nk-cam-01[\s\S]*nk-cam-02[\s\S]*nk-cam-01/);
    expect(text).not.toContain('11:40');
    expect(text).toContain('two people may be one');
  });

  it.each([
    [
      ['--min-visits', '2'],
      [3, 2],
    ],
    [['--min-visits', '2', '--camera', 'nk-cam-02'], [3]],
    [['--min-visits', '4'], []],
  ])('goes by %j', async (words, expected) => {
    const { found } = JSON.parse(await makeTool().run(...words, '--json'));

    expect(found.map((stranger: { visits: unknown[] }) => stranger.visits.length)).toEqual(expected);
  });

  it('writes the listing to the audit log', async () => {
    const tool = makeTool();

    await tool.run('--reason', 'case 12');

    expect(tool.audit.rows).toMatchObject([
      { subject: 'search#strangers', by: 'somchai', reason: 'case 12' },
    ]);
  });

  it('says that nobody is kept where the zone file does not allow it', async () => {
    await expect(makeTool('never').run()).rejects.toThrow(/"strangers" is not in its zone file/);
  });

  it('refuses a camera that the zone does not have, before anybody is looked at', async () => {
    const tool = makeTool();

    await expect(tool.run('--camera', 'nk-cam-09')).rejects.toThrow('"nk-cam-09" is no camera');
    expect(tool.audit.rows).toEqual([]);
  });

  it.each(['0', '1.5', 'many'])('refuses --min-visits %s', async (visits) => {
    await expect(makeTool().run('--min-visits', visits)).rejects.toThrow('whole number');
  });

  it('stands beside the other lists', () => {
    expect(sightingsCommand().commands.map((command) => command.name())).toEqual(['list', 'strangers']);
  });
});
