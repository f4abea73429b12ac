import { existsSync } from 'node:fs';
import { browserOptions } from '../screenshot-page.ts';

/** There is no browser here to print with. */
export class BrowserMissingError extends Error {
  override readonly name = 'BrowserMissingError';
}

/**
 * Prints a whole HTML page to A4, with tags for screen readers. Only Chromium breaks Thai lines between words and
 * knows the page's own numbers. Throws BrowserMissingError.
 */
export async function printPdf(
  page: string,
  executablePath = browserOptions.executablePath,
): Promise<Uint8Array> {
  if (!existsSync(executablePath))
    throw new BrowserMissingError(
      `--pdf needs Chromium, and there is none at ${executablePath}: install it with "apt-get install chromium", or open the .html file in a browser and print that`,
    );
  // Loaded only to print: it takes longer to load than all else to run.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ ...browserOptions, executablePath });
  try {
    const tab = await browser.newPage({ javaScriptEnabled: false, offline: true });
    await tab.setContent(page, { waitUntil: 'load' });
    return await tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  } finally {
    await browser.close();
  }
}
