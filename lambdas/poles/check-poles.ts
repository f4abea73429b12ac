import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { ListedPole, PoleList, PoleRegistry, PoleRules } from './pole-registry.ts';
import { summarizePoles } from './pole-summary.ts';
import { type TendPolePorts, tendPole } from './tend-pole.ts';

export interface CheckPolesPorts extends TendPolePorts {
  readonly poles: PoleList;
  readonly registry: Pick<PoleRegistry, 'rules'>;
}

/** Their writes go on at the same time; steadily there are none. */
const atOnce = 20;

/**
 * Looks at every pole of the zone file at `now` (epoch ms): what only time tells (silence, an overdue test, mains
 * that stay lost) and whatever a dead function left untold. A pole that cannot be judged keeps no other from it.
 */
export async function checkPoles({ now }: { readonly now: number }, ports: CheckPolesPorts): Promise<void> {
  const [listed, rules] = await Promise.all([ports.poles.list(), ports.registry.rules()]);
  const tended: ListedPole[] = [];
  const failed: unknown[] = [];
  const tend = async (pole: ListedPole): Promise<void> => {
    const { poleId, state, place } = pole;
    try {
      const health = await tendPole({ ...rules, poleId, state, now, place: async () => place }, ports);
      tended.push({ ...pole, state: { ...state, health } });
    } catch (cause) {
      tended.push(pole);
      failed.push(cause);
      ports.telemetry.error(LogEvent.poleNotChecked, { poleId }, cause);
    }
  };
  for (let i = 0; i < listed.length; i += atOnce) await Promise.all(listed.slice(i, i + atOnce).map(tend));
  measure(tended, rules, now, ports.telemetry);
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} poles could not be judged`);
}

function measure(
  listed: readonly ListedPole[],
  rules: PoleRules,
  now: number,
  telemetry: CheckPolesPorts['telemetry'],
): void {
  const { count, silent, neverHeard, overdue, faulty } = summarizePoles(listed, rules, now);
  telemetry.measure(Metric.polesSilent, silent);
  telemetry.measure(Metric.polesNeverHeard, neverHeard);
  telemetry.measure(Metric.polesOverdue, overdue);
  telemetry.measure(Metric.polesFaulty, faulty);
  telemetry.info(LogEvent.polesChecked, { poles: count, silent, neverHeard, overdue, faulty });
}
