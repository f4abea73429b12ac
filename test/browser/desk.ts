import type { Locator, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { patiently } from '../sandbox/zone/run-zone.ts';

type Fields = Readonly<Record<string, string>>;

/** What people do at the boards of the local run. */
export interface Desk {
  readonly page: Page;
  readonly popup: Locator;
  open(board: 'operator' | 'investigator' | 'watchlist'): Promise<void>;
  widget(name: string): Locator;
  /** Opens the details of an incident, from the board. */
  look(incidentId: string): Promise<void>;
  /** By the names of fields. */
  fill(within: Locator, fields: Fields): Promise<void>;
  choose(within: Locator, fields: Fields): Promise<void>;
  /** Clicks a button, and says yes to what it asks. */
  confirm(button: string, within?: Locator): Promise<void>;
  /** Asks the details again until a picture is there, and waits until it is loaded. */
  awaitPicture(picture: Locator): Promise<void>;
}

export function deskAt(page: Page, url: string): Desk {
  const popup = page.locator('#popup');
  return {
    page,
    popup,
    widget: (name) => page.locator(`[data-widget="${name}"]`),
    open: async (board) => {
      await page.goto(new URL(`/board.html?board=${board}`, url).href);
      await page.locator('#connection.good').waitFor();
    },
    look: async (incidentId) => {
      if (await popup.isVisible()) await page.keyboard.press('Escape');
      await page.getByRole('button', { name: `Details ${incidentId}` }).click();
      // Its title is there at once; who asks anew before the details are would have them drawn twice.
      await popup.getByRole('button', { name: 'Show what is new' }).waitFor();
    },
    fill: async (within, fields) => {
      for (const [name, text] of Object.entries(fields)) await within.locator(`[name="${name}"]`).fill(text);
    },
    choose: async (within, fields) => {
      for (const [name, value] of Object.entries(fields))
        await within.locator(`select[name="${name}"]`).selectOption(value);
    },
    confirm: async (button, within = page.locator('body')) => {
      await within.getByRole('button', { name: button }).click();
      await page.getByRole('button', { name: 'Confirm', exact: true }).click();
    },
    awaitPicture: async (picture) => {
      const again = popup.getByRole('button', { name: 'Show what is new' });
      const isThere = async () => {
        if ((await picture.count()) > 0) return true;
        // Nothing may be drawn anew later, over what is typed by then.
        await Promise.all([page.waitForResponse(isOfDetails), again.click()]);
        return false;
      };
      await expect.poll(isThere, patiently).toBe(true);
      await expect.poll(() => isLoaded(picture), patiently).toBe(true);
    },
  };
}

const isOfDetails = (response: Response) =>
  response.request().postData()?.includes('"widget":"incident"') === true;

export const isLoaded = (picture: Locator): Promise<boolean> =>
  picture.evaluate((image) => Number(Reflect.get(image, 'naturalWidth')) > 0);
