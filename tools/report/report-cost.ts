import { type Html, html } from '../../lambdas/zone/html.ts';
import type { MonthReport } from './month-report.ts';
import type { PaidCalls } from './paid-calls.ts';
import { chartColors, dayChart } from './report-charts.ts';
import type { ReportFormat } from './report-format.ts';
import { figure, heads, number } from './report-table.ts';
import type { Writing } from './report-writing.ts';

/** What recognition cost against its budget. */
export function costSection(writing: Writing): Html {
  const { report, say } = writing;
  const { paidCalls } = report.numbers;
  return html`<section><h2>${say('cost')}</h2>${
    paidCalls === undefined ? html`<p>${say('noCalls')}</p>` : calls(paidCalls, writing)
  }</section>`;
}

/** A budget far above all bars would flatten them; then words alone say it. */
const mostTimesHigher = 4;

function calls(paidCalls: PaidCalls, { report, format, say }: Writing): Html {
  const { days, perDay, usd, allowedUsd } = paidCalls;
  const most = Math.max(...days.map((count) => count ?? 0));
  const name = say('dailyBudget', { count: format.count(perDay) });
  const isDrawn = perDay <= most * mostTimesHigher;
  const chart = dayChart({
    label: `${say('callsByDay')}: ${days.map((count, i) => `${i + 1}: ${count ?? '–'}`).join(', ')}`,
    series: [{ name: say('calls'), color: chartColors.bar, values: days }],
    line: isDrawn ? perDay : undefined,
  });
  const { before, forecast } = report;
  const was = before.paidCalls;
  const rows = [
    [
      say('calls'),
      format.count(paidCalls.calls),
      format.count(paidCalls.allowed),
      was && format.count(was.calls),
    ],
    [`${say('spent')}, USD`, format.usd(usd), format.usd(allowedUsd), was && format.usd(was.usd)],
    ...forecastRow(forecast, say('forecast'), format),
  ] as const;
  const columns = [format.month(report.month), say('budget'), format.month(before.month)];
  const thb = forecast && format.count(Math.round(forecast.thb));
  return html`${figure(say('callsByDay'), isDrawn ? [{ name }] : [], chart)}<table>${heads('', columns)}<tbody>${rows.map(
    ([label, ...cells]) =>
      html`<tr><th scope="row">${label}</th>${cells.map((cell) => number(cell ?? '–'))}</tr>`,
  )}</tbody></table>${thb !== undefined && html`<p class="note">${say('forecastNote', { thb })}</p>`}`;
}

function forecastRow(forecast: MonthReport['forecast'], name: string, format: ReportFormat) {
  if (forecast === undefined) return [];
  const { usd, budgetUsd } = forecast;
  return [
    [name, format.usd(usd), budgetUsd === undefined ? undefined : format.usd(budgetUsd), undefined] as const,
  ];
}
