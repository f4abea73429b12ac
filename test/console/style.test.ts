import { describe, expect, it } from 'vitest';
import { frame, type Palette, palettes } from '../../lambdas/console/style.ts';
import { css, html, StyleError } from '../../lambdas/zone/html.ts';

/** Contrast by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const texts: readonly (keyof Palette)[] = ['text', 'quiet', 'accent', 'red', 'amber', 'green'];
const grounds: readonly (keyof Palette)[] = ['panel', 'ground'];
const pairs: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ['red', 'redGround'],
  ['amber', 'amberGround'],
  ['green', 'greenGround'],
  ['onAccent', 'accent'],
  ['panel', 'red'],
  ['text', 'land'],
  ['text', 'water'],
];

describe('the colors of the control room', () => {
  it.each(['light', 'dark'] as const)('keep 4.5:1 for every text on its ground, %s', (theme) => {
    const palette = palettes[theme];
    const weak = pairs.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);

    expect(weak).toEqual([]);
  });
});

describe('the frame of a widget', () => {
  it('has no rule that reaches beyond the widget, and loads nothing', () => {
    const [, style = ''] =
      /^<style>(.*?)<\/style>/s.exec(frame({ theme: 'dark', language: 'th' }, []).markup) ?? [];
    const selectors = Array.from(style.matchAll(/([^{}]+)\{/g), ([, list = '']) => list.split(',')).flat();

    expect(selectors.length).toBeGreaterThan(30);
    expect(selectors.filter((selector) => !selector.trim().startsWith('.zone-widget'))).toEqual([]);
    expect(style).not.toMatch(/url\(|@import/);
  });

  it('is in the language asked for', () => {
    expect(frame({ theme: 'light', language: 'en' }, [html`<p>x</p>`]).markup).toMatch(
      /<div class="[^"]+" lang="en"><p>x<\/p><\/div>$/,
    );
  });

  it('takes no style that could end its element', () => {
    expect(() => css('p { } </style><script>')).toThrow(StyleError);
  });
});
