import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { BrowserMissingError, printPdf } from '../../tools/print-pdf.ts';
import { type ReportParams, reportCommand } from '../../tools/report.ts';
import type { IncidentPeriod } from '../../tools/report-ports.ts';
import { memorySettingsStore } from '../memory/settings-store.ts';
import { day, hour, makeDevice, makeFacts, october, september } from './report/make-facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'safety-zone-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly printed: string;
  readonly asked: readonly IncidentPeriod[];
}

async function run(words: readonly string[], overrides: Partial<ReportParams> = {}): Promise<Ran> {
  const printed: string[] = [];
  const asked: IncidentPeriod[] = [];
  const sites = new Map([['market', { th: 'ตลาด', en: 'Market & Pier' }]]);
  const command = reportCommand({
    openPorts: async () => ({
      settings: memorySettingsStore(),
      incidents: async (period) => {
        asked.push(period);
        return [makeFacts()];
      },
      devices: async () => ({ devices: [makeDevice()], sites }),
      spending: { ofDays: async () => new Map() },
      poll: async () => [],
    }),
    out: (text) => void printed.push(text),
    clock: () => october.to + 2 * day,
    ...overrides,
  })
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  await new Command('zone').addCommand(command).parseAsync(['report', ...words], { from: 'user' });
  return { printed: printed.join(''), asked };
}

describe('zone report', () => {
  it('writes a page in each language and says where', async () => {
    const { printed } = await run(['--month', '2026-10', '--out', join(folder, 'both')]);

    expect(printed.split('\n').filter(Boolean)).toEqual(
      ['th', 'en'].map((language) => join(folder, 'both', `report-2026-10-${language}.html`)),
    );
    const [thai, english] = ['th', 'en'].map((language) =>
      readFileSync(join(folder, 'both', `report-2026-10-${language}.html`), 'utf8'),
    );
    expect(thai).toContain('<html lang="th">');
    expect(thai).toContain('ตุลาคม 2569');
    expect(english).toContain('October 2026');
    expect(english).toContain('Market &amp; Pier');
    expect(english).not.toMatch(/https?:/);
  });

  it('writes one language alone', async () => {
    await run(['--month', '2026-10', '--language', 'en', '--out', join(folder, 'one')]);

    expect(readdirSync(join(folder, 'one'))).toEqual(['report-2026-10-en.html']);
  });

  it('is of the last month that is over, and reads the one before it too', async () => {
    const { printed, asked } = await run(['--json']);

    expect(JSON.parse(printed)).toMatchObject({ month: '2026-10', isUnfinished: false });
    expect(asked).toEqual([expect.objectContaining({ from: september.from, to: october.to })]);
  });

  it('says of the present month that it is not over', async () => {
    const clock = () => october.from + 12 * hour;
    const out = join(folder, 'present');
    await run(['--month', '2026-10', '--language', 'en', '--out', out], { clock });

    expect(readFileSync(join(out, 'report-2026-10-en.html'), 'utf8')).toContain(
      'This month is not over: everything counts up to 1 October 2026 at 12:00 only.',
    );
  });

  it('says of a month without records that there are none', async () => {
    const nothing = {
      settings: memorySettingsStore(),
      incidents: async () => [],
      devices: async () => ({ devices: [], sites: new Map() }),
      spending: { ofDays: async () => new Map() },
      poll: async () => [],
    };
    const out = join(folder, 'empty');
    await run(['--month', '2024-02', '--out', out], { openPorts: async () => nothing });

    const page = readFileSync(join(out, 'report-2024-02-en.html'), 'utf8');
    expect(page).toContain('No records of this month were found');
    expect(page).toContain('Part of this month’s records have ended');
    expect(page).not.toContain('<table');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says which agency is to get which page', async () => {
    const words = ['--month', '2026-10', '--out', join(folder, 'readers')];
    const { printed } = await run([...words, '--recipients', 'zones/recipients.example.yaml']);

    expect(printed).toContain('th: Nong Khai Provincial Administration <governor-office@province.example>\n');
    expect(printed).toContain(
      'en: Nong Khai Public Relations Office <news@press.example, desk@press.example>\n',
    );
  });

  it.each(['2026-13', '10-2026', 'last'])('refuses --month %s by its name', async (month) => {
    await expect(run(['--month', month])).rejects.toThrow(
      `option '--month <yyyy-mm>' argument '${month}' is invalid. "${month}" is no month`,
    );
  });

  it('refuses a month that has not begun', async () => {
    await expect(run(['--month', '2026-12'])).rejects.toThrow('--month 2026-12 has not begun');
  });

  it('prints each page, and writes nothing where there is no browser', async () => {
    const words = ['--month', '2026-10', '--pdf', '--out'];
    const bytes = Buffer.from('%PDF');
    await run([...words, join(folder, 'pdf')], { printPdf: async () => bytes });
    const missing = (page: string) => printPdf(page, '/nowhere/chromium');

    await expect(run([...words, join(folder, 'none')], { printPdf: missing })).rejects.toThrow(
      BrowserMissingError,
    );

    expect(readFileSync(join(folder, 'pdf', 'report-2026-10-th.pdf'))).toEqual(bytes);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
