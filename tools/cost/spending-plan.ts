import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { SpendingPlan } from '../../lib/budget.ts';
import { budgetOf } from './cost-report.ts';
import { type Estimate, estimate } from './estimate.ts';
import { type PriceFile, readPriceFile } from './prices.ts';

/** Lines of the forecast that move with the street, by the metric that counts them. */
const ofFrames = ['frames', 'watch-camera, looking'];
const ofCalls = ['searches', 'analyses of candidates', 'identify-face'];
const namedLines = 3;

/** The forecast against the zone file's budget, for the stack; undefined where the file names none. */
export function spendingPlan(zone: ZoneFile, prices: PriceFile = readPriceFile()): SpendingPlan | undefined {
  const budgetUsd = budgetOf({ zone, prices });
  if (budgetUsd === undefined) return undefined;
  const forecast = estimate({ zone, prices });
  const { lines, use, usd } = forecast;
  const frames = usdOf(forecast, ofFrames);
  const calls = usdOf(forecast, ofCalls);
  return {
    ...{ budgetUsd, forecastUsd: usd },
    largest: lines
      .toSorted((a, b) => b.usd - a.usd)
      .slice(0, namedLines)
      .map((line) => `${line.service}, ${line.item}: USD ${line.usd.toFixed(0)}`),
    usdPerFrame: use.frames === 0 ? 0 : frames / use.frames,
    usdPerPaidCall: use.searches === 0 ? 0 : calls / (use.searches + use.analyses),
    restUsd: usd - frames - calls,
  };
}

function usdOf({ lines }: Estimate, items: readonly string[]): number {
  return lines.filter(({ item }) => items.includes(item)).reduce((sum, { usd }) => sum + usd, 0);
}
