import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import type { RunningZone } from '../../tools/run-local-zone.ts';
import { contrastsOf } from './contrast.ts';
import { faultsOfLayout, readFocus } from './layout.ts';
import { openBrowser, openLocalZone } from './open-local-zone.ts';

const seconds = (count: number) => ({ timeout: count * 1000 });

let zone: RunningZone;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  zone = await openLocalZone();
});

afterAll(async () => {
  await browser?.close();
  await zone?.stop();
});

interface View {
  readonly board?: 'operator' | 'engineer';
  readonly theme?: 'light' | 'dark';
  /** Of the window, in CSS pixels: zoomed to 200 %, one of 1280 pixels tells the page 640. */
  readonly width?: number;
}

async function openBoard(language: 'th' | 'en', { board, theme = 'light', width = 1500 }: View = {}) {
  const context = await browser.newContext({ viewport: { width, height: Math.round((width * 2) / 3) } });
  page = await context.newPage();
  await page.addInitScript(
    `localStorage.setItem('language', '${language}'); localStorage.setItem('theme', '${theme}')`,
  );
  await page.goto(new URL(`/board.html${board === undefined ? '' : `?board=${board}`}`, zone.pageUrl).href);
  await page.locator('#connection.good').waitFor(seconds(30));
}
afterEach(() => page.context().close());

const client = () => DynamoDBDocumentClient.from(zone.local.sandbox.clients.dynamodb);
const outputs = () => zone.local.sandbox.outputs;

async function auditRowsOf(incidentId: string) {
  const { Items = [] } = await client().send(
    new QueryCommand({
      TableName: outputs().AuditTable,
      KeyConditionExpression: 'subject = :subject',
      ExpressionAttributeValues: { ':subject': `incident#${incidentId}` },
    }),
  );
  return Items;
}

const findIncident = (incidentId: string) =>
  dynamoIncidentStore({
    client: client(),
    tableName: outputs().IncidentsTable ?? '',
    retentionDays: async () => 1,
  }).find(incidentId);

/** Presses a button, and waits for the board to show it; the id of the incident. */
async function pressAndWait(poleId: string, place: string): Promise<string> {
  await zone.poles.press(poleId, crypto.randomUUID());
  const row = page.locator('[data-incident^="SOS-"][data-state="open"]', { hasText: place });
  await row.waitFor(seconds(60));
  return (await row.getAttribute('data-incident')) ?? '';
}

describe('the boards on this machine', () => {
  it('shows a press, and takes an acknowledgement with name and comment, which stands in the records', async () => {
    await openBoard('en');
    const id = await pressAndWait('nk-pole-market', 'Tha Sadet Market');
    const board = page.locator('[data-widget="incidents"]');

    await board.getByLabel('Your name').fill('Somchai');
    await board.getByLabel('Comment (optional)').fill('Unit 3 <b>is</b> on its way');
    await page.getByRole('button', { name: `Acknowledge ${id}` }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();

    await page.locator(`[data-incident="${id}"][data-state="acknowledged"]`).waitFor(seconds(30));
    expect(await findIncident(id)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'Somchai (console)',
    });
    expect(await auditRowsOf(id)).toMatchObject([
      {
        action: 'move',
        by: 'Somchai (console)',
        query: 'acknowledged',
        reason: 'Unit 3 <b>is</b> on its way',
      },
    ]);

    await page.getByRole('button', { name: `Details ${id}` }).click();
    const comment = page.locator('#popup [data-step="comment"]');
    await comment.waitFor(seconds(30));
    expect(await comment.locator('.zone-text').textContent()).toBe('Unit 3 <b>is</b> on its way');
    await page.locator('#popup img').first().waitFor(seconds(60));
    await expect
      .poll(
        () =>
          page
            .locator('#popup img')
            .first()
            .evaluate((image) => Reflect.get(image, 'naturalWidth')),
        seconds(30),
      )
      .toBeGreaterThan(0);
  });

  it('does nothing when the question is answered with cancel', async () => {
    await openBoard('en');
    const id = await pressAndWait('nk-pole-bridge', 'Friendship Bridge Approach');
    await page.locator('[data-widget="incidents"]').getByLabel('Your name').fill('Malee');

    await page.getByRole('button', { name: `Acknowledge ${id}` }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.locator('#confirmation:not([open])').waitFor({ state: 'attached', ...seconds(10) });
    expect(await findIncident(id)).toMatchObject({ state: 'open' });
    expect(await auditRowsOf(id)).toEqual([]);
  });

  it('can be worked without a mouse, and keeps what is typed while the board refreshes', async () => {
    await openBoard('en');
    const id = await pressAndWait('nk-pole-station', 'Nong Khai Railway Station');
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
    async (board, language, theme) => {
      await openBoard(language, { board, theme });
      await page
        .locator(board === 'operator' ? '.zone-figure' : '.line circle')
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
    async (board, language) => {
      await openBoard(language, { board, width: 640 });
      await page
        .locator(board === 'operator' ? '.zone-figure' : '.line circle')
        .first()
        .waitFor(seconds(60));

      expect(await faultsOfLayout(page)).toEqual([]);
    },
  );

  it("shows what was measured, and each alarm's state, to engineers", async () => {
    await openBoard('en', { board: 'engineer' });

    const lag = page.locator('section.metric', { hasText: 'Cameras: lag' });
    await lag.locator('.line circle').first().waitFor(seconds(60));
    expect(await lag.locator('svg').getAttribute('aria-label')).toMatch(/WatchLagSeconds [\d.]+$/);
    const alarm = page.locator('[data-alarm="SafetyZone-critical-PressesWait"]');
    expect(await alarm.textContent()).toMatch(/(OK|waits)$/);
  });

  it('leads the keyboard from the boards to the widgets, shows where it is, and closes with Escape', async () => {
    await openBoard('en', { board: 'engineer' });
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
