import { z } from 'zod';

/**
 * The functions behind the control room's widgets. Whoever may invoke one may do what it does, so each stands for a
 * right: to look, to work on incidents, to search, to keep the watchlist (docs/adr/0027).
 */
export const consoleFunctions = ['zone', 'operate', 'search', 'watchlist'] as const;
export type ConsoleFunction = (typeof consoleFunctions)[number];

const physicalNames: Readonly<Record<ConsoleFunction, string>> = {
  zone: 'customWidgetZone',
  operate: 'customWidgetOperate',
  search: 'customWidgetSearch',
  watchlist: 'customWidgetWatchlist',
};

/** Known before anything is deployed, so that functions may name each other; CloudWatch offers names that begin so. */
export function consoleFunctionName(zoneId: string, which: ConsoleFunction): string {
  return `${physicalNames[which]}-${zoneId}`;
}

const arn = z.string().regex(/^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]{1,64}$/);

/** The ARNs that actions call, as a function's environment holds them: JSON. */
export const consoleEndpoints = z.string().transform((text) => endpoints.parse(JSON.parse(text)));
const endpoints = z.record(z.enum(consoleFunctions), arn);
export type ConsoleEndpoints = Readonly<Record<ConsoleFunction, string>>;

/** The zone's map, where the bundle of the function that shows it holds one (map-file.ts). */
export const baseMapFile = 'base-map.json';
