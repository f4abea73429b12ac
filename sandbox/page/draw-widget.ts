import { marked } from 'marked';
import { z } from 'zod';
import { css, html } from '../../lambdas/zone/html.ts';
import type { CloudWatch } from '../cloudwatch/cloudwatch.ts';
import { drawAlarms } from './draw-alarms.ts';
import { drawGraph } from './draw-graph.ts';
import { graphProperties, readGraph } from './graph-data.ts';
import { widgetStyle } from './widget-style.ts';
import { type WidgetWords, widgetWords } from './widget-words.ts';

/** What the page asks of a widget that no function answers. */
export const drawRequest = z.object({
  dashboard: z.string(),
  /** Its place among the widgets of the body. */
  index: z.number().int().min(0),
  language: z.enum(['th', 'en']),
  /** CSS pixels. */
  width: z.number().min(1).max(10_000),
  height: z.number().min(1).max(10_000),
  /** How far back graphs reach. */
  minutes: z.number().int().min(5).max(1440),
});
export type DrawRequest = z.infer<typeof drawRequest>;

export interface DrawWidgetParams {
  /** Bodies of dashboards by name: JSON. */
  readonly dashboards: ReadonlyMap<string, string>;
  readonly cloudWatch: Pick<CloudWatch, 'alarms' | 'metrics'>;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const body = z.looseObject({
  periodOverride: z.enum(['auto', 'inherit']).default('auto'),
  widgets: z.array(z.looseObject({ type: z.string(), properties: z.record(z.string(), z.unknown()) })),
});

const minute = 60_000;
const text = z.looseObject({ markdown: z.string() });
const alarmList = z.looseObject({ alarms: z.array(z.string()) });

/** Markup of a metric, alarm or text widget, as a function would answer it; nothing for a widget that there is not. */
export function drawWidget(request: DrawRequest, params: DrawWidgetParams): string | undefined {
  const { periodOverride, widgets } = body.parse(
    JSON.parse(params.dashboards.get(request.dashboard) ?? '{"widgets":[]}'),
  );
  const widget = widgets[request.index];
  if (widget === undefined) return undefined;
  const words = widgetWords[request.language];
  const { type, properties } = widget;
  const style = html`<style>${css(widgetStyle)}</style>`.markup;
  // Markdown may hold markup; the page makes it harmless, as it does with what functions answer.
  if (type === 'text')
    return `${style}<div class="text">${marked.parse(text.parse(properties).markdown, { async: false })}</div>`;
  if (type === 'alarm') return `${style}${alarmsOf(alarmList.parse(properties).alarms, words, params)}`;
  if (type === 'metric') return `${style}${graphOf(properties, { ...request, periodOverride }, params)}`;
  return `${style}${html`<p class="none">${`${type}: ${words.notDrawn}`}</p>`.markup}`;
}

function alarmsOf(
  arns: readonly string[],
  words: WidgetWords,
  { cloudWatch, timeZone }: DrawWidgetParams,
): string {
  const alarms = cloudWatch.alarms().filter(({ arn }) => arns.includes(arn));
  return drawAlarms({ alarms, words, timeZone }).markup;
}

function graphOf(
  written: Readonly<Record<string, unknown>>,
  {
    language,
    width,
    height,
    minutes,
    periodOverride,
  }: DrawRequest & { readonly periodOverride: 'auto' | 'inherit' },
  { cloudWatch, timeZone, now }: DrawWidgetParams,
): string {
  const properties = graphProperties.parse(written);
  const to = Math.ceil(now() / minute) * minute;
  const range = { from: to - minutes * minute, to };
  // By the minute is what CloudWatch takes for a few hours, and what shows most here.
  const periodSeconds = periodOverride === 'auto' ? 60 : undefined;
  const lines = readGraph({ properties, metrics: cloudWatch.metrics, range, periodSeconds });
  const words = widgetWords[language];
  const title = typeof written.title === 'string' ? written.title : '';
  const limits = properties.annotations?.horizontal ?? [];
  return drawGraph({ title, lines, limits, range, timeZone, width, height, words }).markup;
}
