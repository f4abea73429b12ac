import { existsSync } from 'node:fs';
import { browserOptions } from './chromium.ts';

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
      `a PDF needs Chromium, and there is none at ${executablePath}: install it with "apt-get install chromium", or print from another browser`,
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

/** A page of SVGs for {@link printPdf}, each on a sheet of A4. */
export function sheetsOf(svgs: readonly string[]): string {
  return `<!doctype html><style>@page{size:A4;margin:0}body{margin:0}
svg{display:block;width:210mm;height:297mm;break-after:page}svg:last-child{break-after:auto}</style>${svgs.join('')}`;
}
