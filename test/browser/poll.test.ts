import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPollKeeper } from '../../lambdas/poll/dynamo-poll-keeper.ts';
import { closeRound, issueCodes, openRound } from '../../lambdas/poll/manage-round.ts';
import { consoleFunctionName } from '../../lambdas/zone/console.ts';
import { pollCommand, readQuestionnaire, usualMap } from '../../tools/poll.ts';
import { memoryAuditLog } from '../memory/audit-log.ts';
import { runZone, type Zone } from '../sandbox/zone/run-zone.ts';
import { contrastsOf } from './contrast.ts';
import { openBrowser } from './open-local-zone.ts';

const oldPhone = { width: 360, height: 640 };

let zone: Zone;
let browser: Browser;
let url: string;
let codes: readonly string[];
const folder = mkdtempSync(join(tmpdir(), 'poll-browser-'));

const keeper = () =>
  dynamoPollKeeper({ client: zone.documents, tableName: zone.sandbox.outputs.PollTable ?? '' });

beforeAll(async () => {
  zone = await runZone();
  browser = await openBrowser();
  url = zone.sandbox.outputs.PollUrl ?? '';
  const random = crypto.getRandomValues(new Uint8Array(32));
  const questionnaire = readQuestionnaire();
  await openRound({ roundId: 'before', questionnaire, map: usualMap(), now: Date.now(), random }, keeper());
  codes = await issueCodes({ roundId: 'before', count: 8 }, keeper());
});

afterAll(async () => {
  await browser?.close();
  await zone?.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

async function openOnPhone(options: BrowserContextOptions = {}, query = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: oldPhone, locale: 'th-TH', ...options });
  const page = await context.newPage();
  await page.goto(`${url}${query}`);
  return page;
}

/** As somebody does it: a touch on the map, a few answers, a few words. */
async function fillIn(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'รหัสเชิญ' }).fill(code.toLowerCase());
  await page.locator('#area .map').getByText('3', { exact: true }).click();
  await page.locator('#age').getByText('60 ปีขึ้นไป').click();
  await page.locator('#q-safe-night').getByText('2', { exact: true }).click();
  await page.locator('#q-worries').getByText('ยาเสพติด').click();
  await page.locator('#q-comment textarea').fill('ไฟถนนดับหลายจุด โทร 081-234-5678');
}

const sent = (page: Page) => page.getByRole('button', { name: 'ส่งคำตอบ' }).click();

const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('the poll on an old phone', () => {
  it.each([
    ['with', true, 0],
    ['without', false, 1],
  ] as const)('is filled in and sent %s a script', async (_, javaScriptEnabled, which) => {
    const page = await openOnPhone({ javaScriptEnabled });
    await fillIn(page, codes[which] ?? '');

    await sent(page);

    await page.getByRole('heading', { name: 'ขอบคุณ บันทึกคำตอบแล้ว' }).waitFor();
    const answers = await keeper().answers('before');
    expect(answers).toHaveLength(which + 1);
    expect(answers.at(-1)).toMatchObject({
      ...{ area: 'pho-chai', age: '60-up' },
      values: { 'safe-night': 2, worries: ['drugs'], comment: 'ไฟถนนดับหลายจุด โทร ▮▮▮' },
    });
  });

  it('takes a code once: the second is refused kindly, and the first answer stands', async () => {
    const first = await openOnPhone({ javaScriptEnabled: false });
    await fillIn(first, codes[2] ?? '');
    await sent(first);
    await first.getByRole('heading', { name: 'ขอบคุณ' }).waitFor();
    const before = await keeper().answers('before');

    const second = await openOnPhone({ javaScriptEnabled: false });
    await fillIn(second, codes[2] ?? '');
    await sent(second);

    await second.getByRole('heading', { name: 'รหัสนี้ตอบไปแล้ว' }).waitFor();
    expect(await keeper().answers('before')).toEqual(before);
  });

  it('names the field that is wrong, keeps what was answered, and lets it be mended', async () => {
    const page = await openOnPhone({ javaScriptEnabled: false });
    await fillIn(page, 'ABCD-EFGH-JKMN');
    await sent(page);

    await page.getByRole('alert').getByRole('link', { name: 'รหัสเชิญ: รหัสพิมพ์ผิด' }).click();
    expect(await page.locator('#q-safe-night input[value="2"]').isChecked()).toBe(true);
    await page.getByRole('textbox', { name: 'รหัสเชิญ' }).fill(codes[3] ?? '');
    await sent(page);

    await page.getByRole('heading', { name: 'ขอบคุณ' }).waitFor();
  });

  it('keeps a draft on the phone, where there is a script, until it is sent', async () => {
    const page = await openOnPhone();
    await fillIn(page, codes[4] ?? '');

    await page.goto(`${url}?lang=en`);
    expect(await page.locator('#q-comment textarea').inputValue()).toContain('ไฟถนนดับ');
    expect(await page.locator('#q-safe-night input[value="2"]').isChecked()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Invitation code' }).inputValue()).toBe('');
    await page.getByRole('textbox', { name: 'Invitation code' }).fill(codes[4] ?? '');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();

    expect(await page.evaluate<number>('localStorage.length')).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'is read in %s colors: contrast, and no scrolling sideways, at twice the size too',
    async (colorScheme) => {
      const page = await openOnPhone({ colorScheme }, '?lang=en');

      const contrasts = await contrastsOf(page);
      expect(contrasts.length).toBeGreaterThan(50);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      await page.setViewportSize({ width: oldPhone.width / 2, height: oldPhone.height / 2 });
      expect(await overflowOf(page)).toBe(0);
    },
  );

  it('is there for keyboards: every field has a name, and the trap is not among them', async () => {
    const page = await openOnPhone({ javaScriptEnabled: false }, '?lang=en');

    expect(await page.getByRole('group').count()).toBe(16);
    expect(await page.getByRole('radio', { name: '1 (not safe at all)' }).count()).toBe(2);
    await page.getByRole('textbox', { name: 'Invitation code' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('#area input:checked').count()).toBe(1);
  });
});

describe('what came of it', () => {
  it('stands in the widget and in the export, and a closed round takes no more', async () => {
    const { answers } = { answers: await keeper().answers('before') };
    const late = await openOnPhone({ javaScriptEnabled: false });
    await fillIn(late, codes[5] ?? '');
    await closeRound({ roundId: 'before', now: Date.now() }, keeper());
    await sent(late);
    await late.getByRole('heading', { name: 'รอบนี้ปิดรับคำตอบแล้ว' }).waitFor();

    const widget = await zone.sandbox.invoke(consoleFunctionName('test-zone', 'zone'), {
      ...{ widget: 'poll', language: 'th' },
      widgetContext: {},
    });
    const out = join(folder, 'answers.csv');
    const openPorts = async () => ({ polls: keeper(), audit: memoryAuditLog(), url });
    await pollCommand({ openPorts, out: () => undefined }).parseAsync(['export', 'before', '--out', out], {
      from: 'user',
    });

    expect(answers).toHaveLength(5);
    expect(JSON.stringify(widget)).toMatch(/>5<\/b>คำตอบ, ก่อนเริ่มโครงการ/);
    expect(JSON.stringify(widget)).toContain('2.00 / 5');
    const rows = readFileSync(out, 'utf8').trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(5);
    expect(rows.every((row) => row.startsWith('pho-chai,60-up,'))).toBe(true);
  });
});
