import { conePath } from '../../lambdas/console/map-symbols.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import { textWidth } from '../lettering.ts';
import { lettered } from './lettered.ts';
import type { PlanView } from './plan-view.ts';
import { color, coneColor, phaseColor } from './signs.ts';
import { planWords } from './words.ts';

const size = 17;
const signWidth = 34;
const gap = 24;

interface Item {
  readonly text: string;
  readonly sign: Html;
}

/** What each sign means; only those that are on the map. */
export function drawLegend(
  view: PlanView,
  language: Language,
  { width, coneFactor }: { readonly width: number; readonly coneFactor: number },
): Html {
  const items = [...phaseItems(view, language), ...signItems(view, language)];
  let [x, y] = [0, 30];
  const drawn = items.map(({ text, sign }) => {
    const wide = signWidth + textWidth(text, size) + gap;
    if (x + wide > width) [x, y] = [0, y + 28];
    const at = x;
    x += wide;
    return html`<g transform="translate(${Math.round(at)} ${y})">${sign}${lettered({ text, x: signWidth, y: 0, size, color: color.text })}</g>`;
  });
  const scale =
    coneFactor === 1
      ? planWords.toScale[language]
      : planWords.enlarged[language].replace('{n}', String(coneFactor));
  const note = view.plan.mapName === undefined ? scale : `${scale} ${planWords.sketch[language]}`;
  return html`${drawn}${lettered({ text: note, x: 0, y: 74, size: 15, color: color.quiet })}`;
}

function phaseItems({ plan: { zone }, sites }: PlanView, language: Language): readonly Item[] {
  const used = new Set(sites.map(({ phase }) => phase));
  const dot = (phase: number | undefined) =>
    html`<circle cx="16" cy="-6" r="9" fill="${phase === 0 ? phaseColor(phase) : color.panel}" stroke="${phaseColor(phase)}" stroke-width="3"/>`;
  const named = (zone.phases ?? []).flatMap(({ name }, phase) =>
    used.has(phase) ? [{ text: name[language], sign: dot(phase) }] : [],
  );
  return used.has(undefined) && named.length > 0
    ? [...named, { text: planWords.later[language], sign: dot(undefined) }]
    : named;
}

function signItems({ plan: { zone }, sites }: PlanView, language: Language): readonly Item[] {
  const { cameras, poles } = zone;
  const cone = (watches: ('faces' | 'plates')[], isKnown = true) => {
    const ink = coneColor({ watches });
    const path = conePath({ x: 4, y: -6 }, 90, { reach: 24, degrees: 44 });
    return isKnown
      ? html`<path d="${path}" fill="${ink}" fill-opacity=".4" stroke="${ink}"/>`
      : html`<path d="${path}" fill="none" stroke="${color.quiet}" stroke-dasharray="4 3"/>`;
  };
  const square = (ink: string) =>
    html`<rect x="9" y="-14" width="15" height="15" rx="2" fill="${ink}" stroke="${color.panel}"/>`;
  const ring = html`<circle cx="16" cy="-6" r="10" fill="none" stroke="${color.red}" stroke-width="2.5" stroke-dasharray="5 4"/>`;
  const isOnly = (subject: string) =>
    cameras.some(({ watches }) => watches.length === 1 && watches[0] === subject);
  const item = (isShown: boolean, word: keyof typeof planWords, sign: Html) =>
    isShown ? [{ text: planWords[word][language], sign }] : [];
  return [
    ...item(isOnly('faces'), 'facesCone', cone(['faces'])),
    ...item(isOnly('plates'), 'platesCone', cone(['plates'])),
    ...item(
      cameras.some(({ watches }) => watches.length > 1),
      'bothCone',
      cone(['faces', 'plates']),
    ),
    ...item(
      cameras.some(({ view }) => view === undefined),
      'unknownCone',
      cone(['faces'], false),
    ),
    ...item(poles.length > 0, 'pole', square(color.green)),
    ...item(
      sites.some(({ hasUnseenPole }) => hasUnseenPole),
      'unseenPole',
      square(color.red),
    ),
    ...item(
      sites.some(({ hasOpenRoad }) => hasOpenRoad),
      'openRoad',
      ring,
    ),
  ];
}
