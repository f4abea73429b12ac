import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { incidentOfItem } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { browserOptions } from '../../tools/chromium.ts';
import { printPdf, sheetsOf } from '../../tools/print-pdf.ts';
import { factsOf } from '../../tools/report/incident-facts.ts';
import { monthReport } from '../../tools/report/month-report.ts';
import { reportPage } from '../../tools/report/report-page.ts';
import { makeSettings } from '../memory/settings-store.ts';
import { day, makeDevice, october, september } from '../tools/report/make-facts.ts';
import { makeMonth, places } from '../tools/report/make-month.ts';

const folder = mkdtempSync(join(tmpdir(), 'safety-zone-report-'));
let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(browserOptions);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function page(language: 'th' | 'en'): string {
  const items = [october, september].flatMap((month) => makeMonth(month).incidents);
  const beside = Map.groupBy(items, ({ incidentId }) => incidentId);
  const facts = items
    .filter(({ record }) => record === 'incident')
    .map((item) =>
      factsOf(incidentOfItem(JSON.parse(JSON.stringify(item))), beside.get(item.incidentId) ?? []),
    );
  const site = (i: number) => places[i % places.length]?.siteId ?? '';
  const devices = Array.from({ length: 40 }, (_, i) =>
    makeDevice({ id: `nk-cam-0${i + 1}`, siteId: site(i) }),
  );
  const sites = new Map(places.map(({ siteId, name }) => [siteId, name]));
  const paidCallsByDay = new Map(october.days.map((one, i) => [one.day, 900 + 37 * i]));
  const settings = makeSettings();
  const now = october.to + 2 * day;
  return reportPage(
    monthReport({ settings, month: october, facts, devices, sites, paidCallsByDay, now }),
    language,
  );
}

/** How far right anything reaches, texts of charts that leave their chart, and fonts that were needed. */
const lookAtPage = `(async () => {
  await document.fonts.ready;
  const right = Math.max(...[...document.querySelectorAll('body *')].map((one) => one.getBoundingClientRect().right));
  const cut = [...document.querySelectorAll('svg text')].filter((one) => {
    const box = one.getBBox();
    return box.x < -1 || box.x + box.width > one.ownerSVGElement.viewBox.baseVal.width + 1;
  }).map((one) => one.textContent);
  return { right, cut, loaded: [...document.fonts].filter(({ status }) => status === 'loaded').length };
})()`;

/** Each page is an object of the PDF that Chromium writes without hiding it. */
const pagesOf = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length;

describe.each(['th', 'en'] as const)('the printed report in %s', (language) => {
  it('has three pages', async () => {
    expect(pagesOf(await printPdf(page(language)))).toBe(3);
  });

  it('fits its paper, and its letters are its own', async () => {
    const file = join(folder, `${language}.html`);
    writeFileSync(file, page(language));
    const tab = await browser.newPage({ viewport: { width: 673, height: 900 } });
    await tab.emulateMedia({ media: 'print' });
    await tab.goto(`file://${file}`);

    const seen = (await tab.evaluate(lookAtPage)) as { right: number; cut: string[]; loaded: number };
    await tab.close();

    // A4 without its margins: 178 mm.
    expect(seen.right).toBeLessThanOrEqual(674);
    expect(seen.cut).toEqual([]);
    expect(seen.loaded).toBeGreaterThanOrEqual(2);
  });
});

describe('posters and slips', () => {
  it('are a sheet each', async () => {
    const sheet = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"></svg>';

    expect(pagesOf(await printPdf(sheetsOf([sheet, sheet])))).toBe(2);
  });
});
