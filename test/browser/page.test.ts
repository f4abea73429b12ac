import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningZone } from '../../tools/run-local-zone.ts';
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

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, ...options });
  page = await context.newPage();
  await page.addInitScript("localStorage.setItem('language', localStorage.getItem('language') ?? 'en')");
  await page.goto(zone.pageUrl);
  await page.locator('#connection.good').waitFor(seconds(20));
  return page;
}
afterEach(() => page.context().close());

const sms = () => page.locator('[data-recipient="hospital-desk"] .sms');

describe('the page of a running zone', () => {
  it('shows a picture that moves for every camera', async () => {
    await openPage();
    const image = page.locator('[data-camera="nk-cam-bridge"].playing img');
    await image.waitFor(seconds(30));
    const first = await image.getAttribute('src');

    await expect.poll(() => image.getAttribute('src'), seconds(20)).not.toBe(first);
    await expect.poll(() => page.locator('figure.playing').count(), seconds(30)).toBe(3);
  });

  it('shows plates and the watched person as they are seen, with their pictures', async () => {
    await openPage();

    await page.locator('.sighting .platesign').first().waitFor(seconds(90));
    const picture = page.locator('.sighting img.plate').first();
    await expect
      .poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth')), seconds(20))
      .toBeGreaterThan(0);
    await page.locator('.sighting.watched img.face').first().waitFor(seconds(90));
  });

  it('brings an SMS within a minute when a button is clicked', async () => {
    await openPage();
    const before = await sms().count();

    await page.getByRole('button', { name: 'Press SOS at Tha Sadet Market' }).click();

    await expect.poll(() => sms().count(), seconds(60)).toBe(before + 1);
    expect(await page.locator('.incident.sos').count()).toBeGreaterThan(0);
  });

  it('lets the link of an e-mail be opened, and the incident be acknowledged there', async () => {
    await openPage();
    await page.getByRole('button', { name: 'Press SOS at Tha Sadet Market' }).click();
    const mail = page.locator('details.mail', { hasText: 'SOS button pressed' }).first();
    await mail.waitFor(seconds(60));
    await mail.locator('summary').click();

    const opened = page.context().waitForEvent('page');
    await mail.getByRole('link', { name: /SOS-/ }).first().click();
    const incident = await opened;
    await incident.getByLabel('Your name and agency').fill('Somchai');
    await incident.getByRole('button', { name: 'Acknowledge' }).click();

    await incident.getByRole('status').waitFor(seconds(20));
    await page.locator('.incident.sos', { hasText: 'Acknowledged' }).first().waitFor(seconds(20));
  });

  it('brings an SMS within a minute when a button is pressed by keyboard', async () => {
    await openPage();
    const before = await sms().count();
    const button = page.getByRole('button', { name: 'Press SOS at Nong Khai Railway Station' });
    for (let tabs = 0; tabs < 20 && !(await button.evaluate((b) => b.matches(':focus'))); tabs++) {
      await page.keyboard.press('Tab');
    }

    await page.keyboard.press('Enter');

    await expect.poll(() => sms().count(), seconds(60)).toBe(before + 1);
    await expect.poll(() => page.locator('#announcer').textContent(), seconds(20)).toContain('Call for help');
  });

  it('speaks Thai and English and remembers which', async () => {
    await openPage();

    await page.getByRole('button', { name: 'ภาษาไทย' }).click();
    expect(await page.locator('#h-incidents').textContent()).toBe('เหตุการณ์');
    await page.reload();

    await page.getByRole('heading', { name: 'เหตุการณ์' }).waitFor(seconds(10));
    expect(await page.locator('html').getAttribute('lang')).toBe('th');
  });

  it('fits a phone without scrolling sideways', async () => {
    await openPage({ viewport: { width: 360, height: 740 } });

    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBe(0);
  });
});
