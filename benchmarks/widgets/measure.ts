import { cameraWallWidget } from '../../lambdas/console/camera-wall-widget.ts';
import { costWidget } from '../../lambdas/console/cost-widget.ts';
import { deviceWidget } from '../../lambdas/console/device-widget.ts';
import { devicesWidget } from '../../lambdas/console/devices-widget.ts';
import { incidentsWidget } from '../../lambdas/console/incidents-widget.ts';
import { plateSearchWidget, sightingSearchWidget } from '../../lambdas/console/search-widgets.ts';
import { watchlistWidget } from '../../lambdas/console/watchlist-widgets.ts';
import type { Widget } from '../../lambdas/console/widget.ts';
import { zoneMapWidget } from '../../lambdas/console/zone-map-widget.ts';
import { makeRequest } from '../../test/console/make-zone-view.ts';
import type { ConsolePorts } from './ports.ts';

export interface WidgetTimes {
  readonly widget: string;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly slowest: number;
  /** Of all threads of this process, the local tables too where they are asked; the mean. */
  readonly processor: number;
  /** Of 1000 bytes, the larger of both languages. */
  readonly kilobytes: number;
}

/** Searches and the watchlist have ports of their own. */
const over = <Ports>(widget: Widget<Ports>, of: (ports: ConsolePorts) => Ports): Widget<ConsolePorts> => ({
  name: widget.name,
  render: (request, ports) => widget.render(request, of(ports)),
});

const widgets: readonly Widget<ConsolePorts>[] = [
  incidentsWidget,
  zoneMapWidget,
  cameraWallWidget,
  devicesWidget,
  deviceWidget,
  costWidget,
  over(plateSearchWidget, ({ search }) => search),
  over(sightingSearchWidget, ({ search }) => search),
  over(watchlistWidget, ({ keeping }) => keeping),
];

/** A search that fills its page, and one that looks at all that it may. */
const forms = {
  operator: 'Malee',
  'search-reason': 'case 12/2569',
  pattern: '?ข 12*',
  person: 'nk-2026-014',
};

/** Each widget rendered `times` times, Thai and English by turns; the first ones, which compile it, count too. */
export async function measureWidgets(ports: ConsolePorts, times: number): Promise<readonly WidgetTimes[]> {
  const all: WidgetTimes[] = [];
  for (const widget of widgets) all.push(await measureWidget(widget, ports, times));
  return all;
}

async function measureWidget(
  { name, render }: Widget<ConsolePorts>,
  ports: ConsolePorts,
  times: number,
): Promise<WidgetTimes> {
  const spans: number[] = [];
  let bytes = 0;
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    const params = { device: 'nk-pole-000', do: 'search' };
    const request = makeRequest({ params, forms, language: i % 2 === 0 ? 'th' : 'en' });
    const begun = performance.now();
    const { markup } = await render(request, ports);
    spans.push(performance.now() - begun);
    bytes = Math.max(bytes, Buffer.byteLength(markup));
  }
  const { user, system } = process.cpuUsage(before);
  const sorted = spans.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const processor = (user + system) / 1000 / times;
  const spread = { median: at(0.5), p95: at(0.95), slowest: at(1) };
  return { widget: name, ...spread, processor, kilobytes: bytes / 1000 };
}
