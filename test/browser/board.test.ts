import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { carsVideo } from '../sandbox/zone/street-videos.ts';
import { slotMilliseconds, watch } from '../sandbox/zone/watch.ts';
import { contrastsOf } from './contrast.ts';
import { faultsOfLayout, readFocus } from './layout.ts';
import { openBrowser } from './open-local-zone.ts';
import { openTestBoard, type TestBoard } from './open-test-board.ts';

const seconds = (count: number) => ({ timeout: count * 1000 });

let board: TestBoard;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  board = await openTestBoard();
});

afterAll(async () => {
  await browser?.close();
  await board?.stop();
});

interface View {
  readonly name?: 'operator' | 'engineer';
  readonly theme?: 'light' | 'dark';
  /** Of the window, in CSS pixels: zoomed to 200 %, one of 1280 pixels tells the page 640. */
  readonly width?: number;
}

async function openBoard(
  language: 'th' | 'en',
  { name = 'operator', theme = 'light', width = 1500 }: View = {},
) {
  const context = await browser.newContext({ viewport: { width, height: Math.round((width * 2) / 3) } });
  page = await context.newPage();
  await page.addInitScript(
    `localStorage.setItem('language', '${language}'); localStorage.setItem('theme', '${theme}')`,
  );
  await page.goto(new URL(`/board.html?board=${name}`, board.url).href);
  await page.locator('#connection.good').waitFor(seconds(30));
}
afterEach(() => page.context().close());

const incidents = () =>
  dynamoIncidentStore({
    client: board.zone.documents,
    tableName: board.zone.sandbox.outputs.IncidentsTable ?? '',
    retentionDays: async () => 1,
  });

/** Presses a button, and waits for the board to show it; the id of the incident. */
async function pressAndWait(poleId: string, place: string): Promise<string> {
  await board.poles.press(poleId, crypto.randomUUID());
  const row = page.locator('[data-incident^="SOS-"][data-state="open"]', { hasText: place });
  await row.waitFor(seconds(60));
  return (await row.getAttribute('data-incident')) ?? '';
}

describe('the boards on this machine', () => {
  it('does nothing when the question is answered with cancel', async () => {
    await openBoard('en');
    const id = await pressAndWait('north-pole', 'North Gate');
    await page.locator('[data-widget="incidents"]').getByLabel('Your name').fill('Malee');

    await page.getByRole('button', { name: `Acknowledge ${id}` }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.locator('#confirmation:not([open])').waitFor({ state: 'attached', ...seconds(10) });
    expect(await incidents().find(id)).toMatchObject({ state: 'open' });
    expect(await board.zone.items('AuditTable')).toEqual([]);
  });

  it('can be worked without a mouse, and keeps what is typed while the board refreshes', async () => {
    await openBoard('en');
    const id = await pressAndWait('south-pole', 'South Gate');
    const field = page.locator('[data-widget="incidents"]').getByLabel('Your name');
    await field.focus();
    await page.keyboard.type('Malee');
    const asOf = page.locator('[data-widget="incidents"] p time').last();
    const before = await asOf.textContent();
    await expect.poll(() => asOf.textContent(), seconds(30)).not.toBe(before);
    await page.keyboard.type(' K.');
    expect(await field.inputValue()).toBe('Malee K.');

    await page.getByRole('button', { name: `Acknowledge ${id}` }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#confirmation[open]').waitFor(seconds(10));
    await page.keyboard.press('Enter');

    await page.locator(`[data-incident="${id}"][data-state="acknowledged"]`).waitFor(seconds(30));
  });

  it.each([
    ['operator', 'en', 'light'],
    ['operator', 'th', 'dark'],
    ['engineer', 'th', 'light'],
    ['engineer', 'en', 'dark'],
  ] as const)(
    'the %s board is readable in %s on %s ground: 4.5:1 at least',
    async (name, language, theme) => {
      await openBoard(language, { name, theme });
      await page
        .locator(name === 'operator' ? '.zone-figure' : '.line circle')
        .first()
        .waitFor(seconds(60));

      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      const contrasts = await contrastsOf(page);
      expect(contrasts.length).toBeGreaterThan(20);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    },
  );

  it.each([
    ['operator', 'th'],
    ['engineer', 'en'],
  ] as const)(
    'the %s board zoomed to twice its size, in %s, neither cuts nor covers anything',
    async (name, language) => {
      await openBoard(language, { name, width: 640 });
      await page
        .locator(name === 'operator' ? '.zone-figure' : '.line circle')
        .first()
        .waitFor(seconds(60));

      expect(await faultsOfLayout(page)).toEqual([]);
    },
  );

  it("shows what was measured, and each alarm's state, to engineers", async () => {
    const from = Date.now() - 60_000;
    await board.zone.sandbox.kinesisVideo.ingestFile('cars-camera', await carsVideo(), from);
    await watch(board.zone, 'cars-camera', { from, to: from + 2 * slotMilliseconds });
    await openBoard('en', { name: 'engineer' });

    const lag = page.locator('section.metric', { hasText: 'Cameras: lag' });
    await lag.locator('.line circle').first().waitFor(seconds(60));
    expect(await lag.locator('svg').getAttribute('aria-label')).toMatch(/WatchLagSeconds [\d.]+$/);
    const alarm = page.locator('[data-alarm="SafetyZone-critical-PressesWait"]');
    expect(await alarm.textContent()).toMatch(/(OK|waits)$/);
  });

  it('leads the keyboard from the boards to the widgets, shows where it is, and closes with Escape', async () => {
    await openBoard('en', { name: 'engineer' });
    await page.locator('.alarm').first().waitFor(seconds(30));

    const reached: string[] = [];
    for (let tabs = 0; tabs < 15 && !reached.at(-1)?.startsWith('SafetyZone-'); tabs++) {
      await page.keyboard.press('Tab');
      const { name, outline } = await readFocus(page);
      expect(outline, name).toBeGreaterThanOrEqual(2);
      reached.push(name);
    }
    expect(reached.slice(0, 3)).toEqual(['Skip to content', 'Operators', 'Investigators']);
    await page.keyboard.press('Enter');
    await page.locator('#popup[open]').getByText('What to do', { exact: false }).first().waitFor(seconds(10));
    await page.keyboard.press('Escape');

    await page.locator('#popup:not([open])').waitFor({ state: 'attached', ...seconds(10) });
    expect((await readFocus(page)).name).toBe(reached.at(-1));
  });
});
