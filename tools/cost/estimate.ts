import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { type Assumptions, assume } from './assumptions.ts';
import { type LineParams, videoLines, watcherLines, windowLines } from './camera-lines.ts';
import { type CostLine, type PricedLine, priceLine, type Service } from './cost-line.ts';
import { faceLines, sightingLines } from './pass-lines.ts';
import type { PriceFile } from './prices.ts';
import { type Usage, usageOf } from './usage.ts';
import { boardLines, incidentLines, machineryLines, poleLines } from './zone-lines.ts';

export interface EstimateParams {
  readonly zone: ZoneFile;
  readonly prices: PriceFile;
  /** @default what tools/cost/assumptions.ts says, with the zone file's own passes a day */
  readonly assumptions?: Partial<Assumptions>;
}

/** The bill of a month. USD, without tax. */
export interface Estimate {
  readonly use: Usage;
  readonly lines: readonly PricedLine[];
  readonly services: readonly { readonly service: Service; readonly usd: number }[];
  readonly usd: number;
  readonly thb: number;
  /** Of the whole bill, poles and all; undefined without cameras. */
  readonly usdPerCamera?: number;
  /** Part of `usd` that prices make which AWS itself was not seen to ask. */
  readonly unconfirmedUsd: number;
}

const parts: readonly ((params: LineParams) => readonly CostLine[])[] = [
  ...[videoLines, watcherLines, windowLines, faceLines, sightingLines],
  ...[poleLines, incidentLines, boardLines, machineryLines],
];

/** Pure: no clock, no network. */
export function estimate({ zone, prices, assumptions }: EstimateParams): Estimate {
  const a = assumptionsFor(zone, assumptions);
  const use = usageOf(zone, a);
  const lines = parts
    .flatMap((part) => part({ use, zone: zone.zone, a }))
    .map((line) => priceLine(line, prices));
  const usd = sumOf(lines);
  const services = [...Map.groupBy(lines, ({ service }) => service)]
    .map(([service, own]) => ({ service, usd: sumOf(own) }))
    .toSorted((one, other) => other.usd - one.usd);
  return {
    ...{ use, lines, services, usd },
    thb: usd * prices.thbPerUsd.rate,
    ...(use.cameras > 0 && { usdPerCamera: usd / use.cameras }),
    unconfirmedUsd: sumOf(lines.filter(({ confirmed }) => !confirmed)),
  };
}

/** What is asked for goes before the zone file, the zone file before what is usual. */
export function assumptionsFor(zone: ZoneFile, changes: Partial<Assumptions> = {}): Assumptions {
  const { passesPerDay } = zone.zone.budget;
  return assume({ ...(passesPerDay !== undefined && { passesPerDay }), ...changes });
}

const sumOf = (lines: readonly PricedLine[]) => lines.reduce((sum, { usd }) => sum + usd, 0);
