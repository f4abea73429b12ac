import { type Html, html } from '../zone/html.ts';
import { cone, deviceSign, incidentRing } from './map-symbols.ts';
import { type Palette, palettes } from './style.ts';
import type { WidgetRequest } from './widget.ts';
import { mapWords } from './zone-map-words.ts';

const middle = { x: 18, y: 18 };

/** What each sign of the map means; only `shown` ones, as a legend is read in a hurry. */
export function zoneMapLegend({ theme, language }: Pick<WidgetRequest, 'theme' | 'language'>): Html {
  const color = palettes[theme];
  const items = signs(color).map(
    ([word, drawing]) =>
      html`<span><svg viewBox="0 0 36 36" width="28" height="28" aria-hidden="true">${drawing}</svg>${mapWords[word][language]}</span>`,
  );
  return html`<p class="zone-map-legend">${items}</p><p class="zone-quiet">${mapWords.sketch[language]}</p>`;
}

function signs(color: Palette): readonly (readonly [keyof typeof mapWords, Html])[] {
  const camera = { kind: 'camera', look: 'well' } as const;
  const low = { x: 18, y: 29 };
  const smallCone = html`<g transform="translate(9 14) scale(.5)">${cone({ x: 18, y: 34 }, 0, camera, color)}</g>`;
  return [
    ['camera', html`${smallCone}${deviceSign(low, camera, color)}`],
    ['pole', deviceSign(middle, { kind: 'pole', look: 'well' }, color)],
    ['open', incidentRing(middle, { isOpen: true, isDrill: false }, color)],
    ['inHand', incidentRing(middle, { isOpen: false, isDrill: false }, color)],
    ['drill', incidentRing(middle, { isOpen: true, isDrill: true }, color)],
    ['silent', deviceSign(middle, { ...camera, look: 'silent' }, color)],
    ['faulty', deviceSign(middle, { ...camera, look: 'faulty' }, color)],
    ['unwatched', deviceSign(middle, { ...camera, look: 'unwatched' }, color)],
    ['muted', deviceSign(middle, { ...camera, mutedUntil: 0 }, color)],
  ];
}
