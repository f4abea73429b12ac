import { type Html, html } from '../../lambdas/zone/html.ts';

/** Told apart in print without color too: they differ in lightness. */
export const chartColors = {
  ...{
    people: '#1d4f7c',
    devices: '#e0a13c',
    bar: '#2f7fb0',
    line: '#8a97a3',
    text: '#1c2a35',
    over: '#b3372b',
  },
  ...{ dayAll: '#cfe8d5', dayPart: '#8fc9a1', dayHalf: '#f0b35a', dayBad: '#a8281d', dayNone: '#ffffff' },
} as const;

const width = 680;
const plot = { left: 34, right: 676, top: 10 };

export interface BarSeries {
  readonly name: string;
  readonly color: string;
  /** By day of the month; `null`: nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface DayChartParams {
  /** Read out in place of the picture. */
  readonly label: string;
  /** Stacked, the first at the bottom. */
  readonly series: readonly BarSeries[];
  /** A dashed line across. */
  readonly line?: number | undefined;
}

const dayChartHeight = 132;
const bottom = 112;

/** A bar for each day of a month. */
export function dayChart({ label, series, line }: DayChartParams): Html {
  const days = series[0]?.values.length ?? 0;
  const sums = Array.from({ length: days }, (_, i) =>
    series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0),
  );
  const top = niceTop([...sums, line ?? 0]);
  const step = (plot.right - plot.left) / Math.max(1, days);
  const y = (value: number) => round(bottom - ((bottom - plot.top) * value) / top);
  const bars = sums.map((_, day) => {
    let below = 0;
    return series.map(({ values, color, name }) => {
      const value = values[day] ?? 0;
      if (value === 0) return '';
      const from = below;
      below += value;
      return html`<rect x="${round(plot.left + step * (day + 0.14))}" y="${y(below)}" width="${round(step * 0.72)}" height="${round(y(from) - y(below))}" fill="${color}"><title>${day + 1}: ${name} ${value}</title></rect>`;
    });
  });
  return html`<svg viewBox="0 0 ${width} ${dayChartHeight}" role="img" aria-label="${label}">${grid(top, y)}${bars}${
    line !== undefined && dashedLine(y(line))
  }${dayLabels(days, step)}</svg>`;
}

function grid(top: number, y: (value: number) => number): Html {
  const lines = [0, top / 2, top].filter((value) => Number.isInteger(value));
  return html`${lines.map(
    (value) =>
      html`<path d="M${plot.left} ${y(value)}H${plot.right}" stroke="#d5dbe0"/><text x="${plot.left - 5}" y="${y(value) + 4}" text-anchor="end">${value.toLocaleString('en')}</text>`,
  )}`;
}

const dashedLine = (at: number): Html =>
  html`<path d="M${plot.left} ${at}H${plot.right}" stroke="${chartColors.text}" stroke-width="1.5" stroke-dasharray="6 4"/>`;

function dayLabels(days: number, step: number): Html {
  const shown = Array.from({ length: days }, (_, i) => i).filter((i) => i === 0 || i % 5 === 4);
  return html`${shown.map(
    (i) =>
      html`<text x="${round(plot.left + step * (i + 0.5))}" y="${bottom + 15}" text-anchor="middle">${i + 1}</text>`,
  )}`;
}

export interface UptimeRow {
  readonly name: string;
  /** 0–1 by day; `null`: nothing is known. */
  readonly days: readonly (number | null)[];
  readonly share: string;
}

const strip = { left: 250, right: 612, row: 19, head: 16 };

/** A row for each device and a cell for each day; the worse the day, the darker the cell. */
export function uptimeChart(label: string, rows: readonly UptimeRow[]): Html {
  const days = rows[0]?.days.length ?? 0;
  const step = (strip.right - strip.left) / Math.max(1, days);
  const height = strip.head + rows.length * strip.row + 2;
  const heads = Array.from({ length: days }, (_, i) => i).filter((i) => i === 0 || i % 5 === 4);
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${heads.map(
    (i) =>
      html`<text x="${round(strip.left + step * (i + 0.5))}" y="11" text-anchor="middle">${i + 1}</text>`,
  )}${rows.map((row, i) => uptimeRow(row, strip.head + i * strip.row, step))}</svg>`;
}

function uptimeRow({ name, days, share }: UptimeRow, top: number, step: number): Html {
  const cells = days.map((value, i) => {
    const x = round(strip.left + step * i + 0.6);
    return html`<rect x="${x}" y="${top + 2}" width="${round(step - 1.2)}" height="${strip.row - 4}" fill="${dayColor(value)}" stroke="#b9c2ca" stroke-width="0.5"/>`;
  });
  return html`<text x="0" y="${top + 14}">${name}</text>${cells}<text x="${width - 4}" y="${top + 14}" text-anchor="end">${share}</text>`;
}

export function dayColor(share: number | null): string {
  if (share === null) return chartColors.dayNone;
  if (share >= 1) return chartColors.dayAll;
  if (share >= 0.99) return chartColors.dayPart;
  return share >= 0.9 ? chartColors.dayHalf : chartColors.dayBad;
}

/** 2, 4, 6, 8, 10, 20, …: the smallest that nothing exceeds. */
export function niceTop(values: readonly number[]): number {
  const most = Math.max(2, ...values);
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}

const round = (value: number) => Math.round(value * 10) / 10;
