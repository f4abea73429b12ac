import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import { sightingsCommand } from '../../tools/sightings.ts';
import { parseAttribute } from '../../tools/sightings-options.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeFaceSighting, makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';
import { makePersonEntry } from '../watchlist/make-entry.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const at = (minutesAgo: number) => ({ lastSeenAt: now - minutesAgo * 60_000, expiresAt: now });

const zone: readonly Sighting[] = [
  makeFaceSighting({
    sightingId: 'man',
    ...at(1),
    attributes: { glasses: true, occluded: true, age: { from: 20, to: 30 } },
  }),
  makeFaceSighting({ sightingId: 'other', ...at(2), attributes: { glasses: false } }),
  makePlateSighting({ sightingId: 'car', cameraId: 'nk-cam-02', ...at(3) }),
  makeUnreadPlateSighting({ sightingId: 'blur', ...at(4) }),
  makePlateSighting({ sightingId: 'yesterday', ...at(2000) }),
];

function makeTool(entries: readonly WatchlistEntry[] = [makePersonEntry()]) {
  const audit = memoryAuditLog();
  const printed: string[] = [];
  const command = sightingsCommand({
    openPorts: async () => ({
      audit,
      index: memorySightingIndex(new Map(zone.map((one) => [one.sightingId, one]))),
      watchlist: memoryWatchlistStore(entries),
      cameras: memoryCameraStore(['nk-cam-01', 'nk-cam-02'].map((id) => makeCamera({ id }))),
    }),
    out: (text) => void printed.push(text),
    clock: () => now,
    userName: () => 'somchai',
  });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeErr: () => {} });
  const run = (...words: string[]) => command.parseAsync(['list', ...words], { from: 'user' });
  const ids = async (...words: string[]): Promise<readonly string[]> => {
    await run(...words, '--json');
    const page: { found: Sighting[] } = JSON.parse(printed.join(''));
    return page.found.map(({ sightingId }) => sightingId);
  };
  return { run, ids, audit, printed: () => printed.join('') };
}

describe('zone sightings list', () => {
  it.each([
    ['everything of a day at every camera', [], ['man', 'other', 'car', 'blur']],
    ['one camera', ['--camera', 'nk-cam-02'], ['car']],
    ['an earlier time', ['--from', '2026-11-21', '--to', '2026-11-22'], ['yesterday']],
    ['two kinds', ['--kind', 'plate', 'unread-plate'], ['car', 'blur']],
    ['a look', ['--attributes', 'glasses=true'], ['man']],
    ['several looks', ['--attributes', 'glasses=true', 'mask=true'], ['man']],
    ['looks that nobody has', ['--attributes', 'glasses=true', 'mask=false'], []],
    ['ages', ['--min-age', '25', '--max-age', '40'], ['man']],
    ['a person', ['--person', 'nk-2026-014'], ['man', 'other']],
  ])('lists %s', async (_what, words, expected) => {
    expect(await makeTool().ids(...words)).toEqual(expected);
  });

  it('goes on where a page ended', async () => {
    const tool = makeTool();
    await tool.run('--limit', '1', '--json');

    const { next } = JSON.parse(tool.printed());

    expect(await makeTool().ids('--next', next)).toEqual(['other', 'car', 'blur']);
  });

  it('hides persons who are for other agencies alone', async () => {
    const entries = [makePersonEntry({ visibleTo: ['immigration'] })];

    expect(await makeTool(entries).ids('--kind', 'face')).toEqual([]);
    expect(await makeTool(entries).ids('--kind', 'face', '--agency', 'immigration')).toHaveLength(2);
  });

  it('writes who searched to the audit log', async () => {
    const tool = makeTool();

    await tool.run('--camera', 'nk-cam-01', '--attributes', 'glasses=true', '--reason', 'case 12');

    const query = 'face · glasses true · nk-cam-01 · 2026-11-22T05:00:00.000Z…2026-11-23T05:00:00.000Z';
    expect(tool.audit.rows).toEqual([
      { subject: 'search#faces', at: now, action: 'search', by: 'somchai', reason: 'case 12', query },
    ]);
  });

  it('shows it to a person', async () => {
    const tool = makeTool();

    await tool.run();

    for (const text of ['nk-2026-014 99.5 %', 'แว่น glasses', '20–30', 'partly hidden', 'กข 1234 หนองคาย'])
      expect(tool.printed()).toContain(text);
  });

  it.each([
    ['looks of a plate', ['--kind', 'plate', '--attributes', 'glasses=true'], 'plates have no face'],
    ['a look that is none', ['--attributes', 'hat=true'], 'glasses, sunglasses, beard'],
    ['a look that is neither', ['--attributes', 'glasses=maybe'], 'glasses, sunglasses, beard'],
    ['a kind that is none', ['--kind', 'dog'], 'Allowed choices'],
    ['a token that is none', ['--next', 'x'], 'no token'],
  ])('refuses %s in plain words', async (_what, words, message) => {
    await expect(makeTool().run(...words)).rejects.toThrow(message);
  });

  it('reads any look or says in words which there are', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(Object.keys(parseAttribute(text))).toHaveLength(1);
        } catch (error) {
          expect(error).toHaveProperty('code', 'commander.invalidArgument');
        }
      }),
    );
  });
});
