import { type ScaleLinear, type ScaleTime, scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { type Html, html } from '../../lambdas/zone/html.ts';
import type { TimeRange } from '../cloudwatch/metric-store.ts';
import type { GraphLine } from './graph-data.ts';
import type { WidgetWords } from './widget-words.ts';

export interface DrawGraphParams {
  readonly title: string;
  readonly lines: readonly GraphLine[];
  /** Dashed lines across. */
  readonly limits: readonly { readonly value: number; readonly label?: string | undefined }[];
  readonly range: TimeRange;
  /** IANA name, for the times below. */
  readonly timeZone: string;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly words: Pick<WidgetWords, 'noData' | 'nothingYet'>;
}

const margin = { top: 10, right: 12, bottom: 24, left: 46 };
const least = { width: 200, height: 90 };
/** As many as widget-style.ts has colors and dashes for. */
const styles = 6;

/** A graph as SVG with its legend below; its colors stand in widget-style.ts. */
export function drawGraph(params: DrawGraphParams): Html {
  const { title, lines, words } = params;
  const { noData } = words;
  const width = Math.max(least.width, params.width);
  const height = Math.max(least.height, params.height - legendHeight(lines));
  const values = lines.flatMap((each) => each.values.filter((value) => value !== undefined));
  const said = lines.map((each) => `${each.label} ${lastOf(each, noData)}`).join(', ');
  const isEmpty = values.length === 0;
  return html`<figure class="graph"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${`${title}: ${said}`}">${plot(
    { ...params, width, height },
    values,
  )}${isEmpty && html`<text class="none" x="${width / 2}" y="${height / 2}" text-anchor="middle">${lines.some((each) => each.isKnowable) ? words.nothingYet : noData}</text>`}</svg><ul class="legend">${lines.map(
    (each, i) => legendItem(each, i, noData),
  )}</ul></figure>`;
}

function plot(params: DrawGraphParams, values: readonly number[]): readonly Html[] {
  const { lines, limits, range, width, height } = params;
  const right = width - margin.right;
  const x = scaleUtc([range.from, range.to], [margin.left, right]);
  const most = Math.max(1, ...values, ...limits.map(({ value }) => value));
  const y = scaleLinear([Math.min(0, ...values), most], [height - margin.bottom, margin.top]).nice(4);
  const isCounted = values.every(Number.isInteger);
  const ticks = y.ticks(4).filter((tick) => !isCounted || Number.isInteger(tick));
  const across = ticks.map((tick) => {
    const at = round(y(tick));
    return html`<path class="grid" d="M${margin.left} ${at}H${right}"/><text x="${margin.left - 6}" y="${at + 4}" text-anchor="end">${compact(tick)}</text>`;
  });
  const limitLines = limits.map(
    ({ value, label = '' }) =>
      html`<path class="limit" d="M${margin.left} ${round(y(value))}H${right}"><title>${`${label} ${value}`}</title></path>`,
  );
  return [
    ...across,
    ...timesBelow(params, x),
    ...limitLines,
    ...lines.map((each, index) => drawLine(each, index, { range, x, y })),
  ];
}

function timesBelow(
  { timeZone, width, height }: DrawGraphParams,
  x: ScaleTime<number, number>,
): readonly Html[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return x
    .ticks(Math.max(2, Math.floor(width / 90)))
    .map((tick) => ({ at: round(x(tick)), text: format.format(tick) }))
    .filter(({ at }) => at > margin.left + 14 && at < width - margin.right - 14)
    .map(({ at, text }) => html`<text x="${at}" y="${height - 6}" text-anchor="middle">${text}</text>`);
}

interface Place {
  readonly range: TimeRange;
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** A value stands in the middle of its period; the line breaks where there is none. */
function drawLine({ label, values }: GraphLine, index: number, { range, x, y }: Place): Html {
  const length = (range.to - range.from) / Math.max(1, values.length);
  const points = values.map((value, i) => ({ value, at: range.from + (i + 0.5) * length }));
  const path = line<(typeof points)[number]>()
    .defined(({ value }) => value !== undefined)
    .x(({ at }) => round(x(at)))
    .y(({ value = 0 }) => round(y(value)))(points);
  const dots = points.flatMap(({ value, at }) =>
    value === undefined
      ? []
      : html`<circle cx="${round(x(at))}" cy="${round(y(value))}" r="2.5"><title>${`${label}: ${compact(value)}`}</title></circle>`,
  );
  return html`<g class="line c${index % styles}"><path d="${path ?? ''}"/>${dots}</g>`;
}

function legendItem(each: GraphLine, index: number, noData: string): Html {
  return html`<li><span class="key c${index % styles}"></span>${each.label} <b>${lastOf(each, noData)}</b></li>`;
}

function lastOf({ values, isKnowable }: GraphLine, noData: string): string {
  const last = values.findLast((value) => value !== undefined);
  if (last !== undefined) return compact(last);
  return isKnowable ? '–' : noData;
}

/** About three names stand beside each other. */
const legendHeight = (lines: readonly GraphLine[]) => 26 * Math.ceil(lines.length / 2) + 6;
const round = (value: number) => Math.round(value * 10) / 10;

function compact(value: number): string {
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(value);
}
