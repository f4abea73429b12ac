import { expect, it } from 'vitest';
import { palettes } from '../../lambdas/console/style.ts';

/** WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function ratio(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it.each(['light', 'dark'] as const)('names on the %s map can be read on land, water and roads', (theme) => {
  const color = palettes[theme];
  const inks = [color.text, color.quiet, color.red, color.amber];
  const grounds = [color.land, color.water, color.road];
  const faint = inks.flatMap((ink) => grounds.filter((ground) => ratio(ink, ground) < 4.5));

  expect(faint).toEqual([]);
});

it.each(['light', 'dark'] as const)('the plate of an open incident can be read on the %s map', (theme) => {
  const { panel, red, amber, amberGround } = palettes[theme];

  expect(ratio(panel, red)).toBeGreaterThanOrEqual(4.5);
  expect(ratio(amber, amberGround)).toBeGreaterThanOrEqual(4.5);
});
