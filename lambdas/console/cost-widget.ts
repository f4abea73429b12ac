import type { SpendingStore } from '../faces/spending-store.ts';
import type { SettingsStore } from '../sightings/settings-store.ts';
import { type Html, html } from '../zone/html.ts';
import { sosWords, stepWords, costWords as words } from './cost-words.ts';
import { plainText } from './plain-text.ts';
import { recognitionPrice, usdOf } from './prices.ts';
import { readSpending, type Spending } from './spending.ts';
import { frame, palettes, textSizes } from './style.ts';
import type { Language, Widget, WidgetRequest } from './widget.ts';

export interface CostPorts {
  readonly spending: SpendingStore;
  readonly settings: SettingsStore;
}

/** What recognition cost today and this month, against its budget, and what the budget saves now. */
export const costWidget: Widget<CostPorts> = {
  name: 'cost',
  render: async (request, { spending, settings }) => {
    const { paidCallsPerDay } = (await settings.read()).budget;
    const { timeZone, now } = request;
    return costView(await readSpending(spending, { timeZone, paidCallsPerDay, now }), request);
  },
};

const mostCameras = 8;

export function costView(spending: Spending, request: WidgetRequest): Html {
  const { language } = request;
  const { step, cameras, allowedToday } = spending;
  const tone =
    step === 'none' ? 'zone-green' : step === 'sample-low' || step === 'tight' ? 'zone-amber' : 'zone-red';
  const stepText = allowedToday === 0 ? words.noBudget[language] : stepWords[step][language];
  const rows = cameras
    .slice(0, mostCameras)
    .map(
      ({ cameraId, calls }) =>
        html`<tr><td>${plainText(cameraId, 60)}</td><td class="zone-number">${countText(calls, language)}</td><td class="zone-number">${usdText(usdOf(calls))}</td></tr>`,
    );
  const head = [words.camera, words.calls, words.usd].map(
    (cell) => html`<th scope="col">${cell[language]}</th>`,
  );
  return frame(request, [
    figures(spending, language),
    html`<p class="zone-notice ${tone}">${stepText} <span>${sosWords[language]}</span></p>`,
    html`<section><h3>${words.perDay[language]}</h3>${dayChart(spending, request)}</section>`,
    html`<section><h3>${words.cameras[language]}</h3>${
      rows.length === 0
        ? html`<p class="zone-quiet">${words.noCalls[language]}</p>`
        : html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
    }</section>`,
    html`<p class="zone-quiet">${words.basis[language]} ${recognitionPrice.usdPerCall} (${words.asOf[language]} ${recognitionPrice.asOf}). ${words.notIn[language]}</p>`,
  ]);
}

function figures(spending: Spending, language: Language): Html {
  const { today, allowedToday, month, allowedInMonth, expectedInMonth } = spending;
  const figure = (label: string, value: string, below: string, isOver: boolean) =>
    html`<div class="zone-figure${isOver && ' zone-red'}"><b class="zone-number">${value}</b>${label}<br><small>${below}</small></div>`;
  const share = (calls: number, allowed: number) =>
    allowed === 0
      ? words.noBudget[language]
      : `${Math.round((100 * calls) / allowed)}% ${words.ofBudget[language]} ${countText(allowed, language)}`;
  const expected = expectedInMonth === undefined ? '–' : usdText(usdOf(expectedInMonth));
  return html`<div class="zone-figures">
${figure(words.today[language], countText(today, language), share(today, allowedToday), today > allowedToday)}
${figure(words.month[language], countText(month, language), share(month, allowedInMonth), month > allowedInMonth)}
${figure(words.usdMonth[language], usdText(usdOf(month)), `${words.usdExpected[language]}: ${expected}`, false)}
</div>`;
}

const chart = { width: 640, height: 150, left: 8, bottom: 22, top: 20 };

/** A bar for each day, and the daily budget as a line. */
function dayChart({ days, allowedToday }: Spending, { theme, language }: WidgetRequest): Html {
  const color = palettes[theme];
  const { width, height, left, bottom, top } = chart;
  const most = Math.max(allowedToday, 1, ...days.map(({ calls }) => calls));
  const tall = (calls: number) => ((height - bottom - top) * calls) / most;
  const step = (width - 2 * left) / 31;
  const bars = days.map(({ day, calls }, i) => {
    const x = left + i * step;
    const isOver = calls > allowedToday;
    return html`<rect x="${x + 2}" y="${(height - bottom - tall(calls)).toFixed(1)}" width="${(step - 4).toFixed(1)}" height="${tall(calls).toFixed(1)}" fill="${isOver ? color.red : color.accent}"><title>${day}: ${countText(calls, language)}</title></rect>${i % 5 === 4 && html`<text x="${(x + step / 2).toFixed(1)}" y="${height - 6}" text-anchor="middle">${i + 1}</text>`}`;
  });
  const line = height - bottom - tall(allowedToday);
  const title = `${words.perDay[language]}: ${days.map(({ calls }, i) => `${i + 1}: ${calls}`).join(', ')}`;
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" style="max-width:100%;height:auto" role="img" aria-label="${title}" font-size="${textSizes.small}" fill="${color.quiet}">
<path d="M${left} ${height - bottom}H${width - left}" stroke="${color.line}"/>${bars}
<path d="M${left} ${line.toFixed(1)}H${width - left}" stroke="${color.text}" stroke-dasharray="6 4"/>
<text x="${width - left}" y="${(line - 6).toFixed(1)}" text-anchor="end" fill="${color.text}">${words.budgetLine[language]} ${countText(allowedToday, language)}</text></svg>`;
}

const locales: Readonly<Record<Language, string>> = { th: 'th-TH', en: 'en-US' };

const countText = (count: number, language: Language): string => count.toLocaleString(locales[language]);

const usdText = (usd: number): string => `$${usd.toFixed(2)}`;
