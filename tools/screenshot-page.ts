// Screenshots of the running local zone for the documents: `node tools/screenshot-page.ts [page URL] [folder]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { projectDir } from './synth-zone.ts';

/** Debian's Chromium; its own services stay off, so that it speaks to the page alone. */
export const browserOptions = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const shots = [
  { name: 'local-zone', width: 1600, height: 1150, colorScheme: 'light', language: 'en' },
  { name: 'local-zone-dark', width: 1600, height: 1150, colorScheme: 'dark', language: 'th' },
  { name: 'local-zone-phone', width: 412, height: 915, colorScheme: 'dark', language: 'th' },
] as const;

type Shot = (typeof shots)[number];

/** No face of the sample photos gets into the documents. */
const blurredFaces =
  '[data-watches~=faces] img { filter: blur(3px) } .sighting img.face { filter: blur(8px) }';

/** Pictures further down are fetched when somebody scrolls there. */
const visiblePicturesAreThere = `[...document.images].every((image) =>
  (image.complete && image.naturalWidth > 0) || image.getBoundingClientRect().top > innerHeight)`;

async function takeShot(
  browser: Browser,
  { pageUrl, folder, shot }: { pageUrl: string; folder: string; shot: Shot },
) {
  const { width, height, colorScheme, language } = shot;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(`localStorage.setItem('language', '${language}')`);
  await page.goto(pageUrl);
  await page.locator('figure.playing').first().waitFor();
  await page.locator('.sighting').first().waitFor();
  await page.addStyleTag({ content: blurredFaces });
  await page.waitForFunction(visiblePicturesAreThere);
  await page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await context.close();
}

if (import.meta.main) {
  const [pageUrl = 'http://127.0.0.1:8080/', folder = join(projectDir, 'docs', 'images')] =
    process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch(browserOptions);
  for (const shot of shots) await takeShot(browser, { pageUrl, folder, shot });
  await browser.close();
}
