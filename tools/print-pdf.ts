import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { browserOptions } from './screenshot-page.ts';

/** A PDF cannot be made; the message says what is missing. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
}

/** Prints SVG pages, each on a sheet of A4, by the machine's Chromium. Throws PdfError without one. */
export async function printPdf(pages: readonly string[], path: string): Promise<void> {
  if (!existsSync(browserOptions.executablePath))
    throw new PdfError(
      `${browserOptions.executablePath} is missing: apt-get install --yes chromium (or print the SVG)`,
    );
  const browser = await chromium.launch(browserOptions);
  try {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(`<!doctype html><style>@page{size:A4;margin:0}body{margin:0}
svg{display:block;width:210mm;height:297mm;break-after:page}svg:last-child{break-after:auto}</style>${pages.join('')}`);
    await page.pdf({ path, format: 'A4', printBackground: true, preferCSSPageSize: true });
  } finally {
    await browser.close();
  }
}
