import type { WidgetRequest } from '../../lambdas/console/widget.ts';
import { pressedAt } from '../incidents/make-incident.ts';

export { hostileTexts } from '../hostile-texts.ts';

export const zoneClock = { timeZone: 'Asia/Bangkok', now: pressedAt + 180_000 } as const;

/** What a widget is asked for three minutes after the press of makeIncident. */
export function makeRequest(overrides: Partial<WidgetRequest> = {}): WidgetRequest {
  const { now } = zoneClock;
  return {
    language: 'en',
    theme: 'light',
    params: {},
    forms: {},
    timeRange: { from: now - 3_600_000, to: now },
    ...{ width: 1400, height: 600 },
    ...zoneClock,
    ...overrides,
  };
}

/** The event of a custom widget, as the console sends it. */
export function makeWidgetEvent(
  params: Readonly<Record<string, unknown>> = {},
  forms: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const end = zoneClock.now;
  return {
    ...params,
    widgetContext: {
      dashboardName: 'SafetyZone-nongkhai-operator',
      widgetId: 'widget-1',
      accountId: '123456789012',
      locale: 'en',
      timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
      period: 300,
      isAutoPeriod: true,
      timeRange: { mode: 'relative', start: end - 10_800_000, end, relativeStart: 10_800_000 },
      theme: 'light',
      linkCharts: true,
      title: 'Open incidents',
      params,
      forms: { all: forms },
      width: 1400,
      height: 600,
    },
  };
}

export const endpoints = {
  zone: 'arn:aws:lambda:ap-southeast-1:123456789012:function:customWidgetZone-nongkhai',
  operate: 'arn:aws:lambda:ap-southeast-1:123456789012:function:customWidgetOperate-nongkhai',
  search: 'arn:aws:lambda:ap-southeast-1:123456789012:function:customWidgetSearch-nongkhai',
  watchlist: 'arn:aws:lambda:ap-southeast-1:123456789012:function:customWidgetWatchlist-nongkhai',
} as const;
