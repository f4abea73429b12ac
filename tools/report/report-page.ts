import { recognitionPrice } from '../../lambdas/console/prices.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import { css, type Html, html } from '../../lambdas/zone/html.ts';
import type { MonthReport } from './month-report.ts';
import { costSection } from './report-cost.ts';
import { fontFaces } from './report-fonts.ts';
import { reportFormat } from './report-format.ts';
import { incidentSection, responseSection } from './report-incidents.ts';
import { pollSection } from './report-poll.ts';
import { reportStyle } from './report-style.ts';
import { tiles } from './report-tiles.ts';
import { alertSection, uptimeSection } from './report-uptime.ts';
import { filled, gapNotes, methodNotes, reportWords } from './report-words.ts';
import type { Writing } from './report-writing.ts';

/** The report as one HTML file with all it needs in it: it prints to A4 pages. */
export function reportPage(report: MonthReport, language: Language): string {
  const format = reportFormat(language, report.timeZone);
  const say: Writing['say'] = (word, values) => filled(reportWords[word][language], values);
  const writing = { report, language, format, say };
  const title = say('title', { zone: report.zone.name[language] });
  const month = format.month(report.month);
  const page = html`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – ${say('subtitle')} ${month}</title><style>${css(fontFaces() + reportStyle)}</style></head><body>
<header><div><h1>${title}</h1><p>${say('subtitle')}</p></div><p class="month">${month}</p><p class="made">${say('made', { at: format.instant(report.madeAt) })}</p></header>
<main>${warnings(writing)}${report.numbers.isEmpty ? pollSection(writing) : sections(writing)}${notes(writing)}</main></body></html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

function sections(writing: Writing): readonly (Html | undefined)[] {
  const parts = [inShort, tiles, incidentSection, responseSection, uptimeSection, alertSection, costSection];
  return [...parts, pollSection].map((part) => part(writing));
}

function warnings({ report, format, say }: Writing): Html {
  const { isUnfinished, isPartlyForgotten, numbers, madeAt } = report;
  const said = [
    isUnfinished && say('unfinished', { at: format.instant(madeAt) }),
    isPartlyForgotten && say('forgotten'),
    numbers.isEmpty && say('empty'),
  ].filter((text) => text !== false);
  return html`${said.map((text) => html`<p class="warn">${text}</p>`)}`;
}

function inShort({ report: { numbers }, format, say }: Writing): Html {
  const { cameras, poles, responses } = numbers;
  const { presses } = responses;
  const { median, p90 } = presses.taken;
  const said = [
    presses.incidents === 0
      ? say('shortNoHelp')
      : say('shortHelp', { count: format.count(presses.incidents) }),
    median !== undefined &&
      p90 !== undefined &&
      say('shortTaken', { median: format.duration(median), p90: format.duration(p90) }),
    presses.untaken > 0 && say('shortUntaken', { count: format.count(presses.untaken) }),
    cameras.share !== undefined && say('shortCameras', { share: format.percent(cameras.share) }),
    poles.share !== undefined && say('shortPoles', { share: format.percent(poles.share) }),
  ].filter((text) => text !== false);
  return html`<p class="short" aria-label="${say('inShort')}">${said.join(' ')}</p>`;
}

function notes({ report, language, format, say }: Writing): Html {
  const { cameras, poles } = report.numbers;
  const counts = {
    unmeasured: cameras.unmeasured + poles.unmeasured,
    assumedEnds: cameras.assumedEnds + poles.assumedEnds,
  };
  const values = {
    zone: report.timeZone,
    price: String(recognitionPrice.usdPerCall),
    asOf: recognitionPrice.asOf,
  };
  const gaps = (['unmeasured', 'assumedEnds'] as const)
    .filter((gap) => counts[gap] > 0)
    .map((gap) => filled(gapNotes[gap][language], { count: format.count(counts[gap]) }));
  const all = [...gaps, ...methodNotes.map((note) => filled(note[language], values))];
  return html`<section><h2>${say('how')}</h2><ul class="notes">${all.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}
