import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ranges = {
  thai: 'U+0E00-0E7F, U+200C-200D, U+25CC',
  latin: 'U+0000-00FF, U+2000-206F, U+20AC, U+2191-2193, U+2212, U+2260-2265',
};

/** Sarabun as `@font-face` rules with the fonts in them (about 60 kB): the page looks alike wherever it is opened. */
export function fontFaces(): string {
  const subsets = ['thai', 'latin'] as const;
  return ([400, 700] as const)
    .flatMap((weight) => subsets.map((subset) => fontFace(subset, weight)))
    .join('\n');
}

function fontFace(subset: 'thai' | 'latin', weight: 400 | 700): string {
  const file = require.resolve(`@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`);
  const data = readFileSync(file).toString('base64');
  return `@font-face { font-family: Sarabun; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) format('woff2'); unicode-range: ${ranges[subset]} }`;
}
