import { describe, expect, it } from 'vitest';
import { newPoleHealth } from '../../lambdas/poles/pole-health.ts';
import type { ListedPole } from '../../lambdas/poles/pole-registry.ts';
import type { PoleState } from '../../lambdas/poles/pole-state.ts';
import { poleListCommand } from '../../tools/pole-list.ts';
import { defaultPoleRules } from '../memory/pole-registry.ts';
import { bridge } from '../poles/make-pole-envelope.ts';
import { day, heartbeatAt, makeSeen, minute, start } from '../poles/make-pole-seen.ts';

const now = start + 9 * day;
const makePole = (poleId: string, state: Partial<PoleState>): ListedPole => ({
  poleId,
  place: bridge,
  state: { ...makeSeen(), health: newPoleHealth, ...state },
});

async function list(poles: readonly ListedPole[], ...words: string[]): Promise<string> {
  const printed: string[] = [];
  const command = poleListCommand({
    openPorts: async () => ({
      poles: { list: async () => poles },
      registry: { rules: async () => defaultPoleRules },
    }),
    clock: () => now,
    print: (text) => printed.push(text),
  });
  await command.parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

describe('zone pole list', () => {
  const tested = { selfTest: { at: now - day, told: { testId: 'test-0001', passed: true } } };
  const connection = { isConnected: false, versionNumber: 1, at: now };
  const poles = [
    makePole('a-well', { ...heartbeatAt(now - 40_000, { firmware: '2.1.0' }), ...tested }),
    makePole('b-silent', { ...heartbeatAt(now - 20 * minute), connection }),
    makePole('c-new', {}),
  ];

  it('shows each pole, those that need a hand first, and counts them', async () => {
    const lines = (await list(poles)).split('\n');

    const rows = lines
      .filter((line) => /[abc]-/.test(line))
      .map((line) => line.split(/\s*│\s*/).slice(1, -1));
    expect(rows).toEqual([
      ['b-silent', 'สะพานมิตรภาพ', 'silent, disconnected, test overdue', '20 min ago', '90 %', 'on', '–', '–'],
      ['c-new', 'สะพานมิตรภาพ', 'never heard', '–', '–', '–', '–', '–'],
      ['a-well', 'สะพานมิตรภาพ', 'well', '40 s ago', '90 %', 'on', '1 d ago', '2.1.0'],
    ]);
    expect(lines.at(-1)).toBe('Of 3 poles: 1 silent, 0 with a fault, 1 overdue a test, 1 never heard.');
  });

  it('tells the same as JSON', async () => {
    expect(JSON.parse(await list(poles, '--json'))).toMatchObject({
      count: 3,
      overdue: 1,
      poles: [{ poleId: 'b-silent', condition: 'silent' }, { poleId: 'c-new' }, { poleId: 'a-well' }],
    });
  });

  it('lets no control sign that a pole sent reach the terminal', async () => {
    const esc = String.fromCharCode(27);

    const text = await list([makePole('nk-pole-01', heartbeatAt(now, { firmware: `2${esc}[31m` }))]);

    expect(text).not.toContain(esc);
  });

  it('of a zone without poles says so', async () => {
    expect(await list([])).toBe('The zone file names no poles.');
  });
});
