import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { evidencePrefix, incidentIdOf } from '../../lambdas/zone/names.ts';
import { closeIncidents } from '../sandbox/zone/close-incidents.ts';
import { installPole, type Pole, press } from '../sandbox/zone/pole-client.ts';
import { patiently, runZone, type Zone } from '../sandbox/zone/run-zone.ts';
import { contrastsOf } from './contrast.ts';
import { openBrowser } from './open-local-zone.ts';

const phone = { width: 390, height: 844 };

let zone: Zone;
let pole: Pole;
let browser: Browser;

beforeAll(async () => {
  zone = await runZone();
  pole = await installPole(zone, 'north-pole');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await zone?.stop();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await closeIncidents(zone);
});

/** Presses, and finds the link in the e-mail of who is on duty. */
async function pressAndReadMail(pressId: string) {
  await press(pole, pressId);
  const incidentId = incidentIdOf('sos', pole.poleId, pressId);
  const url = await vi.waitFor(() => {
    const mail = zone.told(incidentId).find(({ protocol }) => protocol === 'email');
    const [link] = mail?.text.match(/http\S+\/SOS-\S+/) ?? [];
    if (link === undefined) throw new Error(`no e-mail with a link about ${incidentId}`);
    return link;
  }, patiently);
  return { incidentId, url };
}

/** A phone of its own, without scripts: the page needs none. */
async function openOnPhone(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone,
    locale: 'th-TH',
    javaScriptEnabled: false,
    ...options,
  });
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

async function incidentWith(id: string) {
  return (await zone.incidents()).find(({ incidentId }) => incidentId === id);
}

describe('the link of an e-mail, on a phone', () => {
  it('shows the incident in Thai, and acknowledges it for who types a name', async () => {
    const { incidentId, url } = await pressAndReadMail('press-acknowledged-by-link');
    const page = await openOnPhone(url);

    expect(await page.locator('h1').textContent()).toBe('มีผู้กดปุ่มฉุกเฉิน SOS');
    expect(await page.locator('.place').textContent()).toContain('ประตูเหนือริมแม่น้ำโขง');
    expect((await incidentWith(incidentId))?.state).toBe('open');
    await page.getByLabel('ชื่อและหน่วยงานของท่าน').fill('สมชาย สภ.เมือง');
    await page.getByRole('button', { name: 'รับทราบเหตุ' }).click();

    await page.getByRole('status').getByText('บันทึกแล้ว').waitFor();
    expect(await page.locator('.state').textContent()).toMatch(/รับทราบแล้ว.*โดย สมชาย สภ\.เมือง/);
    expect(await incidentWith(incidentId)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: 'สมชาย สภ.เมือง (link)',
    });
  });

  it('tells the second who was first, in English', async () => {
    const { url } = await pressAndReadMail('press-answered-twice');
    const [first, second] = [await openOnPhone(url), await openOnPhone(url, { locale: 'en-GB' })];
    await first.getByRole('textbox').fill('Somchai');
    await first.getByRole('button').click();
    await first.getByRole('status').waitFor();

    await second.getByLabel('Your name and agency').fill('Malee');
    await second.getByRole('button', { name: 'Acknowledge' }).click();

    await second.getByRole('status').getByText('Somebody was first').waitFor();
    expect(await second.locator('.state').textContent()).toContain('by Somchai (link)');
    expect(await second.getByRole('button').count()).toBe(0);
  });

  it('is used by keyboard alone', async () => {
    const { incidentId, url } = await pressAndReadMail('press-by-keyboard');
    const page = await openOnPhone(url);
    const isInField = () => page.getByRole('textbox').evaluate((field) => field.matches(':focus'));
    for (let tabs = 0; tabs < 6 && !(await isInField()); tabs++) await page.keyboard.press('Tab');

    await page.keyboard.type('Anan');
    await page.keyboard.press('Enter');

    await page.getByRole('status').waitFor();
    expect((await incidentWith(incidentId))?.acknowledgedBy).toBe('Anan (link)');
  });

  it('asks for a name before anything is sent', async () => {
    const { incidentId, url } = await pressAndReadMail('press-without-name');
    const page = await openOnPhone(url);

    await page.getByRole('button').click();

    expect(await page.getByRole('status').count()).toBe(0);
    expect((await incidentWith(incidentId))?.state).toBe('open');
  });

  it('shows the pictures that were kept of the incident', async () => {
    const { incidentId, url } = await pressAndReadMail('press-with-pictures');
    const solid = { width: 320, height: 180, channels: 3, background: '#446' } as const;
    await zone.sandbox.clients.s3.send(
      new PutObjectCommand({
        Bucket: zone.sandbox.outputs.IncidentEvidenceBucket,
        Key: `${evidencePrefix.incidents}${incidentId}/frames/cars-camera/${Date.now()}.jpg`,
        Body: await sharp({ create: solid }).jpeg().toBuffer(),
      }),
    );

    const page = await openOnPhone(url, { javaScriptEnabled: true });

    const image = page.getByRole('img', { name: 'cars-camera' });
    await image.scrollIntoViewIfNeeded();
    await expect
      .poll(() => image.evaluate((each) => Reflect.get(each, 'naturalWidth')), patiently)
      .toBe(solid.width);
  });

  it.each([
    ['light', 'th'],
    ['light', 'en'],
    ['dark', 'th'],
    ['dark', 'en'],
  ] as const)(
    'is read in %s colors in %s: contrast, and no scrolling sideways, at twice the size too',
    async (colorScheme, lang) => {
      const { url } = await pressAndReadMail(`press-${colorScheme}-${lang}`);
      const page = await openOnPhone(`${url}?lang=${lang}`, { colorScheme });

      const contrasts = await contrastsOf(page);
      expect(contrasts.length).toBeGreaterThan(10);
      expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      // A browser zooms to 200 % by halving what it tells the page of its width.
      await page.setViewportSize({ width: phone.width / 2, height: phone.height / 2 });
      expect(await overflowOf(page)).toBe(0);
    },
  );

  it('switches its language without a script', async () => {
    const { url } = await pressAndReadMail('press-two-languages');
    const page = await openOnPhone(url);

    await page.getByRole('link', { name: 'English' }).click();

    expect(await page.locator('h1').textContent()).toBe('Somebody pressed an SOS button');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('says in Thai that there is no such link, and shows nothing', async () => {
    const { url } = await pressAndReadMail('press-guessed');
    const page = await openOnPhone(url.replace(/[0-9a-f]{32}$/, '0'.repeat(32)));

    expect(await page.locator('h1').textContent()).toBe('ไม่พบลิงก์นี้');
    expect(await page.locator('body').textContent()).not.toContain('ประตูเหนือ');
    await vi.waitFor(() => expect(zone.logged(LogEvent.linkRefused).length).toBeGreaterThan(0), patiently);
  });
});
