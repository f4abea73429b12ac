import { px } from '../../lambdas/console/map-symbols.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import { fitted, lettered } from './lettered.ts';
import { figuresOf, type PlannedSite, type PlanView } from './plan-view.ts';
import { color, siteSign } from './signs.ts';
import { planWords } from './words.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const figureHeight = 32;
const rowHeight = 58;

/** Beside the map: its figures, and the sites by number with what stands there. */
export function drawPanel(view: PlanView, language: Language, { width, height }: Size): Html {
  const figures = figuresOf(view, language);
  const listTop = figures.length * figureHeight + 34;
  const most = Math.floor((height - listTop - 30) / rowHeight);
  const shown = view.sites.slice(0, most);
  const left = view.sites.length - shown.length;
  const more = `${planWords.more[language]} ${left} ${planWords.moreSites[language]}`;
  return html`<rect width="${width}" height="${figures.length * figureHeight + 16}" rx="8" fill="${color.ground}"/>
${figures.map(({ name, value, isShort }, i) => {
  const y = 30 + i * figureHeight;
  const ink = isShort ? color.red : color.text;
  return html`${lettered({ text: fitted(name, width - 150, 18), x: 16, y, size: 18, color: color.quiet })}${lettered({ text: value, x: width - 16, y, size: 21, weight: 700, anchor: 'end', color: ink })}`;
})}
${shown.map((site, i) => html`<g transform="translate(0 ${listTop + i * rowHeight})">${drawRow(site, language, width)}</g>`)}
${left > 0 && lettered({ text: more, x: 50, y: listTop + shown.length * rowHeight + 14, size: 17, color: color.quiet })}`;
}

function drawRow(planned: PlannedSite, language: Language, width: number): Html {
  const { site } = planned;
  const name = fitted(site.name[language], width - 54, 20, 700);
  return html`${siteSign({ x: 20, y: 18 }, planned, 14)}${lettered({ text: name, x: 50, y: 18, size: 20, weight: 700, color: color.text })}${lettered({ text: fitted(contentOf(planned, language), width - 54, 16), x: 50, y: 41, size: 16, color: color.quiet })}<path d="M0 ${px(rowHeight - 8)}h${width}" stroke="${color.line}" stroke-opacity=".6"/>`;
}

/** E.g. `2 cameras · 1 SOS pole · height 3.5 m · 113 m to 2`. */
function contentOf({ cameras, poles, nearest }: PlannedSite, language: Language): string {
  const count = (list: readonly unknown[], one: 'camera' | 'pole', many: 'cameras' | 'poles') => {
    const word = planWords[list.length === 1 ? one : many][language];
    if (list.length === 0) return [];
    return [language === 'th' ? `${word} ${list.length}` : `${list.length} ${word}`];
  };
  const heights = [...new Set(cameras.flatMap(({ view }) => view?.mountHeightMeters ?? []))];
  const meters = planWords.meters[language];
  const devices = [...count(cameras, 'camera', 'cameras'), ...count(poles, 'pole', 'poles')];
  return [
    ...(devices.length > 0 ? devices : [planWords.noDevice[language]]),
    ...(heights.length > 0 ? [`${planWords.height[language]} ${heights.join(', ')} ${meters}`] : []),
    ...(nearest
      ? [`${nearest.meters.toLocaleString('en')} ${meters} ${planWords.to[language]} ${nearest.number}`]
      : []),
  ].join(' · ');
}
