import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { CostReport } from '../cost/cost-report.ts';
import { monthDays } from '../cost/usage.ts';
import { type Check, fail, ok, type Verdict, warn } from './finding.ts';

export interface CostCheckParams {
  readonly report: CostReport;
  readonly zone: ZoneFile;
  readonly file: string;
}

/** The forecast against the zone file's budget and the governor's caps. */
export function costChecks({ report, zone, file }: CostCheckParams): readonly Check[] {
  const { estimate, budgetUsd, paidCallsPerDay } = report;
  const see = `npm run zone -- cost ${file} --lines`;
  const budget = (): Verdict => {
    const forecast = `the forecast is USD ${estimate.usd.toFixed(0)} a month`;
    if (budgetUsd === undefined)
      return warn(`${forecast}; there is no budget`, `in ${file}: budget: { monthlyThb: … }`);
    const what = `${forecast}, the budget USD ${budgetUsd.toFixed(0)}`;
    return estimate.usd <= budgetUsd ? ok(what) : fail(`${what}: cdk deploy will refuse it`, see);
  };
  const calls = (): Verdict => {
    const { wanted, allowed } = paidCallsPerDay;
    const what = `passes want ${wanted.toFixed(0)} paid calls a day, the governor allows ${allowed.toFixed(0)}`;
    // From 70 % of the budget on low-priority cameras are saved on: docs/adr/0010.
    if (wanted <= 0.7 * allowed) return ok(what);
    const mend = `in ${file}: budget: { paidCallsPerDay: ${Math.ceil(wanted / 0.7)} }, or fewer passes by regions`;
    return wanted <= allowed
      ? warn(`${what}: cameras of low priority are saved on`, mend)
      : fail(`${what}: passes are not searched`, mend);
  };
  const cameras = (): Verdict => {
    const wanted = estimate.use.wantedCalls / Math.max(1, estimate.use.faceCameras) / monthDays;
    const held = zone.cameras.filter(
      (camera) => camera.watches.includes('faces') && (camera.paidCallsPerDay ?? Infinity) < wanted,
    );
    if (held.length === 0) return ok('no camera’s own cap is under what its passes want');
    const what = `passes of a camera want ${wanted.toFixed(0)} paid calls a day, more than the own cap of`;
    return warn(
      `${what} ${held.map(({ id }) => id).join(', ')}`,
      `in ${file}: paidCallsPerDay of these cameras`,
    );
  };
  const prices = (): Verdict => {
    const share = estimate.usd === 0 ? 0 : (100 * estimate.unconfirmedUsd) / estimate.usd;
    const what = `${share.toFixed(0)} % of the forecast rests on unconfirmed prices`;
    return share <= 20
      ? ok(what)
      : warn(what, 'put the prices of your bill into zones/prices/ap-southeast-1.yaml');
  };
  return Object.entries({ budget, 'paid calls': calls, cameras, prices }).map(([name, run]) => ({
    name: `cost, ${name}`,
    when: 'always',
    run: async () => [run()],
  }));
}
