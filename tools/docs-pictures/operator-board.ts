import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { words } from '../../lambdas/console/console-words.ts';
import { formFields } from '../../lambdas/console/operator-forms.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';
import { hideFaces } from './hide-faces.ts';

export type Language = keyof Bilingual;
export type BoardName = 'operator' | 'investigator' | 'watchlist';

/** Whoever works at the board in the pictures. */
export const operatorName = 'ร.ต.อ. สมชาย ใจดี';

export interface OpenPageParams {
  readonly browser: Browser;
  /** Of the local zone. */
  readonly pageUrl: string;
  /** Of the face detector. */
  readonly faceModel: string;
  readonly language: Language;
  readonly width: number;
  readonly height: number;
}

/** A browser of its own whose pictures have drawn faces. */
export async function openContext({ browser, ...params }: OpenPageParams): Promise<BrowserContext> {
  const { faceModel, language, width, height } = params;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: 'light',
    locale: language === 'th' ? 'th-TH' : 'en-GB',
    bypassCSP: true,
  });
  await context.addInitScript(
    `localStorage.setItem('language', '${language}'); localStorage.setItem('theme', 'light')`,
  );
  await hideFaces(context, faceModel);
  return context;
}

/** One of the boards, drawn. */
export async function openBoard(params: OpenPageParams, board: BoardName): Promise<Page> {
  const page = await (await openContext(params)).newPage();
  // A machine that draws, watches and calculates at once takes its time.
  page.setDefaultTimeout(120_000);
  await page.goto(new URL(`/board.html?board=${board}`, params.pageUrl).href);
  await page.locator('#connection.good').waitFor();
  await page.locator('.zone-widget').first().waitFor();
  return page;
}

/** Waits until every picture within is there. */
export async function picturesOf(place: Locator): Promise<void> {
  const images = place.locator('img');
  for (const image of await images.all())
    await image.evaluate((each) => Reflect.apply(Reflect.get(each, 'decode'), each, []));
}

/** The popup with an incident. */
export async function openDetail(page: Page, incidentId: string, language: Language): Promise<Locator> {
  const row = page.locator(`[data-incident="${incidentId}"]`);
  await row.getByRole('button', { name: words.detail[language] }).click();
  const popup = page.locator('#popup[open]');
  await popup.locator('.zone-badge').first().waitFor();
  return popup;
}

export async function closePopup(page: Page): Promise<void> {
  await page.locator('#popup-close').click();
  await page.locator('#popup:not([open])').waitFor({ state: 'attached' });
}

export interface Act {
  /** On the button. */
  readonly label: Bilingual;
  readonly comment?: string;
  readonly assignee?: string;
}

/** Opens an incident, types and clicks as operators do, waits for the answer and closes it again. */
export async function act(page: Page, incidentId: string, { label, comment, assignee }: Act): Promise<void> {
  const popup = await openDetail(page, incidentId, 'th');
  await popup.locator(`[name="${formFields.name}"]`).fill(operatorName);
  await popup.locator(`[name="${formFields.comment}"]`).fill(comment ?? '');
  if (assignee !== undefined) await popup.locator(`[name="${formFields.assignee}"]`).fill(assignee);
  await popup.getByRole('button', { name: label.th }).first().click();
  const confirmation = page.locator('#confirmation[open]');
  const notice = popup.locator('[data-notice]');
  await confirmation.or(notice).first().waitFor();
  if (await confirmation.isVisible()) await page.locator('#confirm').click();
  await notice.first().waitFor();
  await closePopup(page);
}
