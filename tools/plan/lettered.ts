import { type Html, html } from '../../lambdas/zone/html.ts';
import { type TextLine, textPath, textWidth } from '../lettering.ts';

/** A line of text as an outline, so that a picture looks the same on every machine; with an edge where `edge` is given. */
export function lettered(line: TextLine & { readonly color: string; readonly edge?: string }): Html {
  const path = textPath(line);
  const edge =
    line.edge !== undefined &&
    html` stroke="${line.edge}" stroke-width="${line.size / 4}" stroke-linejoin="round" paint-order="stroke"`;
  return html`<path d="${path}" fill="${line.color}"${edge}/>`;
}

/** As much of a text as fits, with an ellipsis where it is longer; never between a Thai letter and its marks. */
export function fitted(text: string, width: number, size: number, weight: 500 | 700 = 500): string {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = Array.from(new Intl.Segmenter('th').segment(text), ({ segment }) => segment);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, weight) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
