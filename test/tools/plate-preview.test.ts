import { describe, expect, it } from 'vitest';
import type { PlateSighting, Sighting } from '../../lambdas/sightings/sighting.ts';
import { platePreviewCommand } from '../../tools/plate-preview.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { makePlateSighting, makeUnreadPlateSighting } from '../sightings/make-sighting.ts';

const now = Date.parse('2026-11-23T12:00:00+07:00');
const hour = 3_600_000;

function seen(hoursAgo: number, plate: Partial<PlateSighting['plate']> = {}): PlateSighting {
  const { plate: usual } = makePlateSighting();
  const lastSeenAt = now - hoursAgo * hour;
  const sightingId = `plate-${hoursAgo}`;
  return makePlateSighting({ sightingId, lastSeenAt, expiresAt: now, plate: { ...usual, ...plate } });
}

interface Found {
  readonly accepts: string;
  readonly plateCount: number;
  readonly falseAlarmsPer100000: number;
  readonly misreads: readonly { readonly text: string; readonly cost: number }[];
  readonly fired: readonly { readonly sighting: Sighting; readonly match: { readonly how: string } }[];
}

function makeTool(sightings: readonly Sighting[] = []) {
  const audit = memoryAuditLog();
  const index = memorySightingIndex(new Map(sightings.map((one) => [one.sightingId, one])));
  const printed: string[] = [];
  const told: string[] = [];
  const command = platePreviewCommand({
    openPorts: async () => ({ index, audit }),
    out: (text) => void printed.push(text),
    err: (text) => void told.push(text),
    clock: () => now,
    userName: () => 'somchai',
  })
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  const run = (...words: string[]) => command.parseAsync(words, { from: 'user' });
  const json = async (...words: string[]): Promise<Found> => {
    await run(...words, '--json');
    return JSON.parse(printed.join(''));
  };
  return { run, json, audit, printed: () => printed.join(''), told: () => told.join('') };
}

const plate = 'กข 1234 หนองคาย';

describe('zone plate preview', () => {
  it('lists the misreads that an entry would accept, the likeliest first, with their cost', async () => {
    const { misreads, accepts } = await makeTool().json(plate);

    const costs = misreads.map(({ cost }) => cost);
    expect(accepts).toBe('one-confusion');
    expect(misreads.map(({ text }) => text)).toContain('กช 1234 หนองคาย');
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
  });

  it('says on which stored sightings it would have fired, the newest first', async () => {
    const tool = makeTool([
      seen(50),
      seen(2, { letters: 'กช', confidence: 0.6 }),
      seen(3, { letters: 'กช', confidence: 0.99 }),
      seen(4, { province: null }),
      seen(5, { digits: '999' }),
      makeUnreadPlateSighting({ sightingId: 'unread', lastSeenAt: now - hour, expiresAt: now }),
    ]);

    const { fired, plateCount } = await tool.json(plate);

    expect(fired.map(({ sighting, match }) => [sighting.sightingId, match.how])).toEqual([
      ['plate-2', 'one-confusion'],
      ['plate-4', 'exact'],
      ['plate-50', 'exact'],
    ]);
    expect(plateCount).toBe(5);
    expect(tool.told()).toContain('2026-11-23: 5 passes');
  });

  it('looks back as many days as it is told', async () => {
    const { fired } = await makeTool([seen(50), seen(2)]).json(plate, '--days', '1');

    expect(fired).toHaveLength(1);
  });

  it('shows it all to a person', async () => {
    const tool = makeTool([seen(2, { letters: 'กช', confidence: 0.6 }), seen(3)]);

    await tool.run(plate, '--limit', '1');

    for (const text of [
      'กข 1234 หนองคาย: accepts the plate as written',
      'ช for ข',
      'fired on 2 of 2 plates of the last 30 days (the newest 1 of them)',
      '2026-11-23 10:00:00',
      'one-confusion ช/ข',
      'in 100,000 plates (an estimate)',
    ])
      expect(tool.printed()).toContain(text);
  });

  it('counts on more false alarms for an entry that accepts more', async () => {
    const rateOf = async (...words: string[]) =>
      (await makeTool([seen(1), seen(2)]).json(...words)).falseAlarmsPer100000;

    const exact = await rateOf(plate, '--accept', 'exact');
    const confused = await rateOf(plate);
    const open = await rateOf('?? 1234 หนองคาย');
    const anywhere = await rateOf('1234');

    expect(exact).toBeGreaterThan(0);
    expect([exact, confused, open, anywhere]).toEqual(
      [exact, confused, open, anywhere].toSorted((a, b) => a - b),
    );
    expect(anywhere).toBeCloseTo(10, 1);
  });

  it('accepts no misread for an entry that wants its plate exactly, nor for open signs', async () => {
    const tool = makeTool();

    expect((await makeTool().json(plate, '--accept', 'exact')).misreads).toEqual([]);
    await tool.run('?ข 1234');
    expect(tool.printed()).toContain('accepts every plate that fits the signs given');
  });

  it('is written to the audit log before it answers', async () => {
    const tool = makeTool([seen(1)]);

    await tool.run(plate, '--reason', 'case 12');

    expect(tool.audit.rows).toEqual([
      {
        ...{ subject: 'search#plates', at: now, action: 'search', by: 'somchai', reason: 'case 12' },
        query: 'preview กข 1234 หนองคาย, 30 days',
      },
    ]);
  });

  it.each([
    ['a plate that is none', ['hello'], /is no plate/],
    ['a pattern that fits half the city', ['?? 12??'], 'fits too many cars'],
    ['a time that is none', [plate, '--days', '0'], 'whole number from 1 to 400'],
  ])('refuses %s in plain words', async (_what, words, message) => {
    await expect(makeTool().run(...words)).rejects.toThrow(message);
  });
});
