import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Language } from '../../lambdas/console/widget.ts';
import { css, type Html, html } from '../../lambdas/zone/html.ts';
import { drawSite } from './draw-coverage.ts';
import type { Finding } from './finding.ts';
import { deviceHead, deviceRows, siteFacts } from './installer-rows.ts';
import { figuresOf, type PlannedSite, type PlanView } from './plan-view.ts';
import { color, phaseColor } from './signs.ts';
import { planWords } from './words.ts';

const picture = { width: 400, height: 300 };

/** What `draw-map.ts` and `draw-coverage.ts` drew. */
export interface PagePictures {
  readonly map: Html;
  readonly coverage: Html;
}

/** The plan as one page that needs nothing beside it and prints on A4: map, figures, findings, coverage, a block per site. */
export function drawPage(view: PlanView, language: Language, pictures: PagePictures): string {
  const { name } = view.plan.zone.zone;
  const title = `${planWords.title[language]} · ${name[language]}`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${css(`${fontFaces()}${style}`)}</style></head>
<body><main>
<div class="sheet">${pictures.map}</div>
<section><dl class="figures">${figuresOf(view, language).map(({ name, value, isShort }) => html`<div${isShort && html` class="short"`}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${drawFindings(view, language)}</section>
<section class="own-page"><div class="sheet">${pictures.coverage}</div></section>
<section class="own-page"><h2>${planWords.installers[language]}</h2>${view.sites.map((site) => drawBlock(site, view, language))}</section>
</main></body></html>
`.markup;
}

function drawFindings({ findings }: PlanView, language: Language): Html {
  const list = (found: readonly Finding[], heading: 'findings' | 'notes') =>
    found.length > 0 &&
    html`<h2>${planWords[heading][language]}</h2><ul>${found.map(({ problem, level }) => html`<li class="${level}">${problem[language]}</li>`)}</ul>`;
  const wrong = findings.filter(({ level }) => level !== 'note');
  const notes = findings.filter(({ level }) => level === 'note');
  return html`${wrong.length === 0 && html`<p>${planWords.noFindings[language]}</p>`}${list(wrong, 'findings')}${list(notes, 'notes')}`;
}

function drawBlock(planned: PlannedSite, view: PlanView, language: Language): Html {
  const { site, number, phase, cameras } = planned;
  const { zone } = view.plan;
  const phaseName = phase === undefined ? undefined : zone.phases?.[phase]?.name[language];
  const ink = phaseColor(phase);
  const drawing =
    cameras.length > 0 &&
    html`<svg viewBox="0 0 ${picture.width} ${picture.height}" role="img" aria-label="${site.name[language]}">${drawSite(planned, zone, language, picture)}</svg>`;
  return html`<article><h3><b style="background:${ink}">${number}</b> ${site.name[language]} <code>${site.id}</code>${phaseName && html` <span style="color:${ink}">${phaseName}</span>`}</h3>
<div class="site">${drawing}<dl>${siteFacts(planned, language).map(([fact, value]) => html`<div><dt>${fact}</dt><dd>${value}</dd></div>`)}</dl></div>
${drawDevices(planned, view, language)}</article>`;
}

function drawDevices(planned: PlannedSite, view: PlanView, language: Language): Html {
  const rows = deviceRows(planned, view, language);
  if (rows.length === 0) return html`<p>${planWords.noDevice[language]}</p>`;
  return html`<table><thead><tr>${deviceHead(language).map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}

const require = createRequire(import.meta.url);

/** The letters of the pictures, within the page: it looks alike on every machine, also without a network. */
function fontFaces(): string {
  const ranges = {
    thai: 'U+0E00-0E7F,U+200B-200D,U+25CC',
    latin: 'U+0000-02FF,U+2000-206F,U+20AC,U+2190-2212',
  };
  return (['thai', 'latin'] as const)
    .flatMap((subset) =>
      ([500, 700] as const).map((weight) => {
        const path = require.resolve(`@fontsource/sarabun/files/sarabun-${subset}-${weight}-normal.woff2`);
        return `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/woff2;base64,${readFileSync(path).toString('base64')}) format("woff2");unicode-range:${ranges[subset]}}\n`;
      }),
    )
    .join('');
}

const style = `
@page { size: A4 landscape; margin: 12mm }
* { box-sizing: border-box }
body { margin: 0; color: ${color.text}; background: ${color.panel}; font: 500 15px/1.55 Sarabun, sans-serif }
main { max-width: 1180px; margin: 0 auto; padding: 20px }
h2 { font-size: 20px; margin: 18px 0 6px }
h3 { font-size: 17px; margin: 0 0 6px }
h3 b { display: inline-block; min-width: 28px; padding: 0 6px; border-radius: 14px; color: #fff; text-align: center }
h3 span { font-size: 15px }
code { font: 500 14px/1.4 Sarabun, sans-serif; color: ${color.quiet} }
.sheet svg { display: block; width: 100%; height: auto }
dl { margin: 0 } dt { color: ${color.quiet}; font-size: 14px } dd { margin: 0 }
.figures { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px }
.figures div { flex: 1 1 120px; padding: 6px 12px; border-radius: 8px; background: ${color.ground} }
.figures dd { font-size: 20px; font-weight: 700 }
.short dd, .error { color: ${color.red} }
ul { margin: 0; padding-left: 22px }
article { margin: 0 0 16px; padding: 12px 0; border-top: 2px solid ${color.line}; break-inside: avoid }
.site { display: flex; gap: 20px; align-items: flex-start; margin-bottom: 8px }
.site svg { flex: 0 0 300px; width: 300px }
.site dl { display: grid; grid-template-columns: repeat(2, minmax(180px, 1fr)); gap: 4px 20px }
table { width: 100%; border-collapse: collapse; font-size: 13.5px }
th, td { padding: 4px 6px; border: 1px solid ${color.line}; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th::first-letter { text-transform: uppercase }
th { background: ${color.ground}; font-weight: 700; overflow-wrap: normal }
@media (max-width: 700px) { .site { display: block } article { overflow-x: auto } }
@media print {
  main { max-width: none; padding: 0 }
  .own-page { break-before: page }
  h2, h3 { break-after: avoid }
  body { font-size: 12.5px }
  .figures { display: none }
  .sheet svg { max-height: 180mm }
  .site svg { flex-basis: 176px; width: 176px }
  article { margin: 0 0 6px; padding: 8px 0 }
  dt, th, td { font-size: 11.5px }
  th, td { padding: 2px 6px }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`;
