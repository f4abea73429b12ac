import type { Browser, Locator, Page } from 'playwright-core';
import { formFields } from '../../lambdas/console/operator-forms.ts';
import { searchFields } from '../../lambdas/console/search-query.ts';
import { searchWords } from '../../lambdas/console/search-words.ts';
import {
  closePopup,
  type Language,
  openBoard,
  openContext,
  openDetail,
  operatorName,
  picturesOf,
} from './operator-board.ts';
import type { Shift } from './play-shift.ts';

export interface Stage {
  readonly browser: Browser;
  readonly pageUrl: string;
  readonly faceModel: string;
  readonly shift: Shift;
  readonly language: Language;
}

export interface DocsPicture {
  /** Of the file, before `-th.png` or `-en.png`; of a picture in one language before `.png`. */
  readonly name: string;
  /** @default both */
  readonly languages?: readonly Language[];
  /** A PNG. */
  readonly take: (stage: Stage) => Promise<Buffer>;
}

/** In the order in which they are taken: what changes soonest comes first. */
export const pictures: readonly DocsPicture[] = [
  { name: 'local-zone', languages: ['en'], take: takeLocalZone },
  { name: 'operators-board', take: takeBoard },
  { name: 'operators-map', take: takeMap },
  { name: 'operators-phone', take: takePhone },
  {
    name: 'operators-incident',
    take: (stage) => takeDetail(stage, stage.shift.press, 'section:has(.zone-pictures)'),
  },
  { name: 'operators-match', take: (stage) => takeDetail(stage, stage.shift.person, '[data-verdict]') },
  { name: 'operators-devices', take: takeDevices },
  { name: 'operators-search', take: takeSearch },
  { name: 'operators-watchlist', take: takeWatchlist },
];

async function takeBoard(stage: Stage): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1640, height: 1000 }, 'operator');
  await page.locator('[data-widget="zone-map"] svg').first().waitFor();
  return closing(page, downTo(page, tileOf(page, 'zone-map')));
}

async function takeMap(stage: Stage): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1600, height: 1000 }, 'operator');
  const map = tileOf(page, 'zone-map');
  await map.locator('svg').first().waitFor();
  return closing(page, map.screenshot());
}

/** What the link in an alert opens. */
async function takePhone(stage: Stage): Promise<Buffer> {
  const page = await (await openContext({ ...stage, width: 390, height: 1200 })).newPage();
  await page.goto(`${stage.shift.link}?lang=${stage.language}`);
  const picture = page.locator('figure').first();
  await picture.scrollIntoViewIfNeeded();
  await picturesOf(picture);
  return closing(page, downTo(page, page.locator('section', { has: picture })));
}

async function takeDevices(stage: Stage): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1440, height: 2000 }, 'operator');
  const table = tileOf(page, 'devices').locator('table');
  await table.waitFor();
  return closing(page, downTo(page, table, tileOf(page, 'devices')));
}

async function takeSearch(stage: Stage): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1280, height: 900 }, 'investigator');
  const tile = tileOf(page, 'search-plates');
  const fill = (name: string, text: string) => tile.locator(`[name="${name}"]`).fill(text);
  await fill(formFields.name, operatorName);
  await fill(searchFields.reason.name, 'คดี 412/2569');
  await fill(searchFields.pattern.name, '?ข 20?5');
  await tile.getByRole('button', { name: searchWords.doSearch[stage.language] }).click();
  const rows = tile.locator('[data-found] ~ table tbody tr');
  await rows.first().waitFor();
  await picturesOf(tile);
  return closing(page, downTo(page, rows.nth(Math.min(3, (await rows.count()) - 1)), tile));
}

async function takeWatchlist(stage: Stage): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1280, height: 1400 }, 'watchlist');
  const tile = tileOf(page, 'watchlist');
  await tile.locator('[data-entry]').first().waitFor();
  return closing(page, downTo(page, tile.locator('.btn-primary').last(), tile));
}

/** The page that `npm start` opens first. */
async function takeLocalZone(stage: Stage): Promise<Buffer> {
  const page = await (await openContext({ ...stage, width: 1440, height: 1400 })).newPage();
  await page.goto(stage.pageUrl);
  await page.locator('figure.playing').nth(2).waitFor();
  const sightings = page.locator('.sighting');
  await sightings.nth(5).waitFor();
  await page.waitForFunction(visiblePicturesAreThere);
  await page.evaluate(hideWhatWouldBeCut);
  return closing(page, downTo(page, sightings.nth(5)));
}

/** Pictures further down are fetched when somebody scrolls there. */
const visiblePicturesAreThere = `[...document.images].every((image) =>
  (image.complete && image.naturalWidth > 0) || image.getBoundingClientRect().top > innerHeight)`;

/** Beside the sightings stand messages of any length. */
const hideWhatWouldBeCut = `{
  const edge = document.querySelectorAll('.sighting')[5].getBoundingClientRect().bottom;
  for (const message of document.querySelectorAll('.mail, .sms, .inbox summary'))
    if (message.getBoundingClientRect().bottom > edge) message.style.visibility = 'hidden';
}`;

const tileOf = (page: Page, widget: string) =>
  page.locator('.tile', { has: page.locator(`[data-widget="${widget}"]`) });

/** From an incident's head down to what is named: the rest is below the edge of a screen as well. */
async function takeDetail(stage: Stage, incidentId: string, lastShown: string): Promise<Buffer> {
  const page = await openBoard({ ...stage, width: 1040, height: 1700 }, 'operator');
  let popup = await openDetail(page, incidentId, stage.language);
  // What was matched is kept with the incident minutes later; a popup shows what there was when it was opened.
  for (let looks = 0; looks < 40 && (await popup.locator(`${lastShown} img`).count()) === 0; looks++) {
    await closePopup(page);
    await page.waitForTimeout(5000);
    popup = await openDetail(page, incidentId, stage.language);
  }
  await picturesOf(popup);
  return closing(page, downTo(page, popup.locator(lastShown), popup));
}

/** The line below the last thing shown, and no more of what follows. */
const belowPixels = 3;

/** What the page shows down to the lower edge of `last`, as wide as `whole`. */
async function downTo(page: Page, last: Locator, whole: Locator = page.locator('body')): Promise<Buffer> {
  const [outer, inner] = [await whole.boundingBox(), await last.first().boundingBox()];
  if (outer === null || inner === null) throw new TypeError('there is nothing to take a picture of');
  const { x, y, width } = outer;
  return page.screenshot({ clip: { x, y, width, height: inner.y + inner.height + belowPixels - y } });
}

async function closing(page: Page, shot: Promise<Buffer>): Promise<Buffer> {
  const png = await shot;
  await page.context().close();
  return png;
}
