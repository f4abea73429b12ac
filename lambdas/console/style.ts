import { css, type Html, html } from '../zone/html.ts';
import type { Theme, WidgetRequest } from './widget.ts';

/**
 * All colors of the control room. Text colors keep 4.5:1 on `panel`, `ground` and their own `…Ground`, marks (`line`
 * is none) 3:1; test/console/style.test.ts measures it.
 */
export interface Palette {
  readonly ground: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly red: string;
  readonly redGround: string;
  readonly amber: string;
  readonly amberGround: string;
  readonly green: string;
  readonly greenGround: string;
  /** Of the map: the river, land, main roads. */
  readonly water: string;
  readonly land: string;
  readonly road: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#eef2f5',
    panel: '#ffffff',
    line: '#c3ced6',
    text: '#101a22',
    quiet: '#43525e',
    accent: '#0a5480',
    onAccent: '#ffffff',
    red: '#a31c15',
    redGround: '#fdecea',
    amber: '#6b4300',
    amberGround: '#fdf1d8',
    green: '#14573a',
    greenGround: '#e2f3e9',
    water: '#c4dff0',
    land: '#f3f1ea',
    road: '#d8d2c4',
  },
  dark: {
    ground: '#0b1218',
    panel: '#131d26',
    line: '#33454f',
    text: '#edf3f8',
    quiet: '#b3c3cf',
    accent: '#86c8f0',
    onAccent: '#06202f',
    red: '#ffaca4',
    redGround: '#3a1917',
    amber: '#f5cb80',
    amberGround: '#33270f',
    green: '#8ee0b2',
    greenGround: '#12301f',
    water: '#12354a',
    land: '#18222a',
    road: '#34414b',
  },
};

/** Thai with loops first: it is what is read at a glance. Lao stands in names of the other bank. */
export const fonts =
  "'Noto Sans Thai Looped', 'Noto Sans Thai', 'Leelawadee UI', Thonburi, 'Noto Sans Lao', system-ui, sans-serif";

/** CSS pixels, also of text in SVG: nothing is smaller than `small`. */
export const textSizes = { small: 13, body: 15, title: 17, figure: 28 } as const;

/** What every widget stands in: its style (no script, nothing loaded) and its language. */
export function frame(
  { theme, language }: Pick<WidgetRequest, 'theme' | 'language'>,
  content: readonly (Html | undefined | false)[],
): Html {
  return html`<style>${css(`.zone-widget { color-scheme: ${theme}; }\n${styleOf(palettes[theme])}`)}</style><div class="zone-widget cwdb-no-default-styles" lang="${language}">${content}</div>`;
}

/** Every rule begins with the widget's own class, `&`, as a dashboard is one page. */
function styleOf(color: Palette): string {
  const own = rules(color).map((rule) => (rule.startsWith('&') ? rule : `& ${rule}`));
  return own.join('\n').replaceAll('&', '.zone-widget');
}

const rules = (color: Palette): readonly string[] => [
  `& { color: ${color.text}; background: ${color.panel}; font: ${textSizes.body}px/1.45 ${fonts}; padding: 4px 8px 12px; overflow-wrap: anywhere; }`,
  '*, & *::before { box-sizing: border-box; }',
  'h2, & h3, & p, & dl, & dd, & ol, & ul, & figure { margin: 0; padding: 0; }',
  `h2 { font-size: ${textSizes.title}px; line-height: 1.35; }`,
  `h3 { font-size: ${textSizes.body}px; }`,
  `.zone-quiet, & figcaption, & dt { color: ${color.quiet}; font-size: ${textSizes.small}px; }`,
  `a { color: ${color.accent}; cursor: pointer; }`,
  '.zone-link { text-decoration: underline; font-weight: 600; }',
  `.btn { display: inline-block; padding: 5px 14px; min-height: 32px; border: 2px solid ${color.accent}; border-radius: 8px; background: ${color.panel}; color: ${color.accent}; font: inherit; font-weight: 600; text-decoration: none; text-align: center; }`,
  `.btn-primary { background: ${color.accent}; color: ${color.onAccent}; }`,
  `.zone-danger { border-color: ${color.red}; color: ${color.red}; }`,
  `:focus-visible { outline: 3px solid ${color.accent}; outline-offset: 2px; }`,
  `input, & textarea, & select { width: 100%; min-height: 34px; padding: 4px 8px; border: 1px solid ${color.quiet}; border-radius: 6px; background: ${color.panel}; color: ${color.text}; font: inherit; font-weight: 400; }`,
  'label { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; gap: 2px; font-weight: 600; }',
  `::placeholder { color: ${color.quiet}; opacity: 1; }`,
  'form, & .zone-form { display: grid; gap: 8px; }',
  '.zone-row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }',
  '.zone-fields { display: grid; gap: 8px; align-items: end; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); }',
  `.zone-badge { display: inline-block; padding: 1px 8px; border-radius: 999px; font-weight: 600; font-size: ${textSizes.small}px; white-space: nowrap; background: ${color.ground}; color: ${color.text}; }`,
  '.zone-badge::first-letter { text-transform: uppercase; }',
  `.zone-notice { padding: 8px 12px; border-left: 6px solid; border-radius: 8px; font-weight: 600; background: ${color.ground}; }`,
  `.zone-sos { background: ${color.red}; color: ${color.panel}; }`,
  '.zone-stacked, & .zone-stacked tbody { display: block; }',
  `.zone-stacked tr { display: grid; gap: 4px; padding: 10px 0; border-bottom: 2px solid ${color.line}; }`,
  '.zone-stacked td { display: block; padding: 0; border: 0; }',
  '.zone-steps { list-style: none; display: grid; gap: 6px; }',
  '.zone-steps li { display: flex; flex-wrap: wrap; gap: 0 12px; }',
  `.zone-steps time { min-width: 66px; color: ${color.quiet}; }`,
  '.zone-steps li > span { flex: 1 1 200px; }',
  '.zone-text { white-space: pre-line; }',
  `.zone-red { background: ${color.redGround}; color: ${color.red}; }`,
  `.zone-amber { background: ${color.amberGround}; color: ${color.amber}; }`,
  `.zone-green { background: ${color.greenGround}; color: ${color.green}; }`,
  `table { width: 100%; border-collapse: collapse; }`,
  `th { text-align: left; font-size: ${textSizes.small}px; font-weight: 600; color: ${color.quiet}; white-space: nowrap; }`,
  `th, & td { padding: 6px 8px; border-bottom: 1px solid ${color.line}; vertical-align: top; }`,
  `dl { display: grid; gap: 6px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); }`,
  `section { display: grid; gap: 8px; margin-top: 12px; padding-top: 12px; border-top: 1px solid ${color.line}; }`,
  `.zone-pictures { display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); }`,
  `img { display: block; width: 100%; height: auto; border-radius: 6px; background: ${color.ground}; }`,
  `time, & .zone-number { font-variant-numeric: tabular-nums; white-space: nowrap; }`,
  `.zone-figures { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 8px; }`,
  `.zone-figure { flex: 1 1 110px; padding: 6px 12px; border-radius: 8px; background: ${color.ground}; }`,
  `.zone-figure b { display: block; font-size: ${textSizes.figure}px; line-height: 1.2; }`,
];
