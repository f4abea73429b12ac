import type { Page } from 'playwright-core';
import { z } from 'zod';

const focused = z.object({ name: z.string(), outline: z.number() });

const readFocused = `(() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const name = (element.ariaLabel ?? element.textContent).trim();
  return { name, outline: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth) };
})()`;

/** What has the focus, in shadow trees too, and how thick the line around it is (CSS pixels). */
export async function readFocus(page: Page): Promise<z.infer<typeof focused>> {
  return focused.parse(await page.evaluate(readFocused));
}

const readFaults = `(() => {
  const faults = [];
  const isWide = ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1;
  if (isWide(document.documentElement)) faults.push('the page scrolls sideways');
  const tiles = [...document.querySelectorAll('.tile')];
  const boxes = tiles.map((tile) => tile.getBoundingClientRect());
  boxes.forEach((box, i) => { if (i > 0 && box.top < boxes[i - 1].bottom - 1) faults.push('tile ' + i + ' covers the one before'); });
  for (const content of document.querySelectorAll('.tile .content')) {
    if (isWide(content)) faults.push(content.dataset.widget + ' scrolls sideways');
    for (const element of content.shadowRoot.querySelectorAll('td, th, button, a, li, p, h1, h2, h3, label'))
      if (isWide(element) && getComputedStyle(element).display !== 'inline') faults.push('cut: ' + element.textContent.trim().slice(0, 60));
  }
  return faults;
})()`;

/** A page or tile that scrolls sideways, tiles over each other, letters that do not fit where they stand. */
export async function faultsOfLayout(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(readFaults));
}
