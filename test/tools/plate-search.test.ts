import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { SearchTokenError } from '../../lambdas/sightings/search-token.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { plateSearchCommand } from '../../tools/plate-search.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const at = (time: string, overrides: Partial<Parameters<typeof makePlateSighting>[0]> = {}) =>
  makePlateSighting({
    sightingId: time,
    lastSeenAt: Date.parse(`2026-11-${time}+07:00`),
    expiresAt: now,
    ...overrides,
  });

function makeTool(sightings: readonly Sighting[] = []) {
  const audit = memoryAuditLog();
  const index = memorySightingIndex(new Map(sightings.map((one) => [one.sightingId, one])));
  const printed: string[] = [];
  const complaints: string[] = [];
  const command = plateSearchCommand({
    openPorts: async () => ({ index, audit }),
    out: (text) => void printed.push(text),
    clock: () => now,
    userName: () => 'somchai',
  })
    .exitOverride()
    .configureOutput({ writeErr: (text) => void complaints.push(text) });
  const run = (...words: string[]) =>
    new Command('plate').addCommand(command).parseAsync(['search', ...words], { from: 'user' });
  return {
    run,
    audit,
    printed: () => printed.join(''),
    complaints: () => complaints.join(''),
    found: () => JSON.parse(printed.join('')) as { found: { sighting: Sighting }[]; next?: string },
  };
}

describe('zone plate search', () => {
  it('shows when and where a plate passed, and how it fits', async () => {
    const plate = {
      ...makePlateSighting().plate,
      province: null,
      class: 'car' as const,
      confidence: 0.899,
    };
    const tool = makeTool([
      at('22T08:30:05', { plate }),
      at('21T08:30:05', { plate: { ...plate, digits: '99' } }),
    ]);

    await tool.run('?ข 12?4', '--province', 'หนองคาย');

    for (const text of ['2026-11-22 08:30:05', 'nk-cam-01', 'ตลาด', 'Market', 'กข 1234', 'car', '89 %'])
      expect(tool.printed()).toContain(text);
    expect(tool.printed()).toContain('pattern');
    expect(tool.printed()).toContain('province unread');
    expect(tool.printed()).not.toContain('กข 99');
  });

  it('says that it was the second reading that fits, and how likely it was', async () => {
    const first = makePlateSighting().plate;
    const plate = {
      ...first,
      candidates: [
        { letters: 'กข', digits: '1234', province: null, probability: 0.6 },
        { letters: 'กข', digits: '1284', province: null, probability: 0.126 },
      ],
    };
    const tool = makeTool([at('22T08:30:05', { plate })]);

    await tool.run('1284');

    expect(tool.printed()).toContain('กข 1284');
    expect(tool.printed()).toContain('12 %');
    expect(tool.printed()).toContain('second reading');
  });

  it('says of a plate that was not read why, and shows what it may be', async () => {
    const candidates = [{ letters: 'กข', digits: '1284', province: null, probability: 0.4 }];
    const unread = makeUnreadPlateSighting({ lastSeenAt: now - 1, expiresAt: now, candidates });
    const tool = makeTool([unread, at('22T08:30:05')]);

    await tool.run('กข 1284');
    await tool.run('--camera', 'nk-cam-01', '--json');

    expect(tool.printed()).toContain('unread: not-sure');
    expect(tool.printed()).toContain('likeliest');
    expect(tool.printed()).toContain('"unread-plate"');
  });

  it('finds by camera and time, in Thai time, both days included', async () => {
    const tool = makeTool([
      at('20T23:59:59'),
      at('21T00:00:00'),
      at('22T23:59:59'),
      at('22T12:00:00', { cameraId: 'nk-cam-02' }),
      at('23T00:00:00'),
    ]);

    await tool.run('--camera', 'nk-cam-01', '--from', '2026-11-21', '--to', '2026-11-22', '--json');

    expect(tool.found().found.map(({ sighting }) => sighting.sightingId)).toEqual([
      '22T23:59:59',
      '21T00:00:00',
    ]);
  });

  it('goes on where the page before ended', async () => {
    const sightings = [at('22T08:00:00'), at('22T09:00:00'), at('22T10:00:00')];
    const first = makeTool(sightings);
    await first.run('1234', '--limit', '2', '--json');
    const second = makeTool(sightings);
    await second.run('1234', '--next', first.found().next ?? '', '--json');

    expect(first.found().found.map(({ sighting }) => sighting.sightingId)).toEqual([
      '22T10:00:00',
      '22T09:00:00',
    ]);
    expect(second.found().found.map(({ sighting }) => sighting.sightingId)).toEqual(['22T08:00:00']);
    expect(second.found().next).toBeUndefined();
  });

  it('tells people how to go on', async () => {
    const tool = makeTool([at('22T08:00:00'), at('22T09:00:00')]);

    await tool.run('1234', '--limit', '1');

    expect(tool.printed()).toMatch(/searched back to 2026-11-22 09:00:00; go on with --next \S+\n$/);
  });

  it('says so when nothing was found', async () => {
    const tool = makeTool();

    await tool.run('กข 1');

    expect(tool.printed()).toContain('nothing found');
  });

  it('leaves the name and the reason in the audit log', async () => {
    const tool = makeTool();

    await tool.run('1234', '--reason', 'case 12', '--by', 'malee');
    await tool.run('1234');

    expect(tool.audit.rows).toMatchObject([
      { action: 'search', by: 'malee', reason: 'case 12', query: expect.stringContaining('1234') },
      { action: 'search', by: 'somchai' },
    ]);
  });

  it.each<[string, string[], string]>([
    ['a pattern that no plate has', ['hello'], 'write it like'],
    ['a province that is none', ['1234', '--province', 'Atlantis'], 'it is no province'],
    ['a time in another form', ['1234', '--from', '23/11/2026'], 'is no time: write it like 2026-11-23'],
    ['a limit that is none', ['1234', '--limit', '0'], 'a whole number from 1 to 1000'],
  ])('refuses %s as wrong usage, in plain words', async (_what, words, message) => {
    const tool = makeTool();

    await expect(tool.run(...words)).rejects.toThrow(CommanderError);

    expect(tool.complaints()).toContain(message);
    expect(tool.audit.rows).toEqual([]);
  });

  it.each<[string, string[], string | typeof SearchTokenError]>([
    ['a time that ends before it starts', ['--from', '2026-11-23', '--to', '2026-11-22'], 'later than --to'],
    [
      'two provinces',
      ['กข 1 เลย', '--province', 'หนองคาย'],
      'the plate says เลย and --province says หนองคาย',
    ],
    ['a token that no search gave', ['1234', '--next', 'x'], SearchTokenError],
  ])('refuses %s', async (_what, words, message) => {
    await expect(makeTool().run(...words)).rejects.toThrow(message);
  });
});
