import type { Page } from 'playwright-core';
import { z } from 'zod';

const found = z.array(z.object({ text: z.string(), color: z.string(), ground: z.string() }));

/** Of each element with text of its own, in shadow trees too: its color, and the first ground behind it that is not see-through. Of a map's letters test/console/map-contrast.test.ts knows what they stand on. */
const readColors = `const within = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? within(element.shadowRoot) : [])]);
within(document.body).flatMap((element) => {
  const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join(' ');
  if (text.trim() === '') return [];
  let behind = element;
  while (behind !== null && /^rgba\\(.*, 0\\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement ?? behind.getRootNode().host ?? null;
  const ground = getComputedStyle(behind ?? document.documentElement).backgroundColor;
  return [{ text: text.trim(), color: element.closest('.graph svg') ? getComputedStyle(element).fill : getComputedStyle(element).color, ground }];
})`;

/** The contrast of all texts of a page, by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export async function contrastsOf(page: Page): Promise<readonly { text: string; ratio: number }[]> {
  const colors = found.parse(await page.evaluate(readColors));
  return colors.map(({ text, color, ground }) => ({
    text,
    ratio: ratioOf(luminance(color), luminance(ground)),
  }));
}

function ratioOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Of `rgb(r, g, b)`. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((digits) =>
    linear(Number(digits) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
