import type { IncidentStore } from '../incidents/incident-store.ts';
import { joinKeyOf } from '../incidents/joining.ts';
import { moveIncident } from '../incidents/move-incident.ts';
import { systemActor } from '../incidents/timeline.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import { probePoleId } from '../zone/names.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { hopsOf, lateSeconds, type ProbeHops, patienceSeconds, probeOf } from './probe.ts';
import type { AlertAccount, ProbeInbox, ProbePole, ProbeTraces } from './probe-ports.ts';

export interface ProbeAlarmPathPorts {
  readonly pole: ProbePole;
  readonly inbox: ProbeInbox;
  readonly traces: ProbeTraces;
  readonly account: AlertAccount;
  readonly incidents: Pick<IncidentStore, 'find' | 'move' | 'addStep' | 'timeline' | 'readPointer'>;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

export type ProbeOutcome = 'arrived' | 'late' | 'lost';

/**
 * Presses the zone's own pole and waits for its alert at the other end, then looks at what else keeps alerts from
 * people. Every way this can go wrong counts as a failed probe: what it cannot prove may not work for a real press.
 */
export async function probeAlarmPath(ports: ProbeAlarmPathPorts): Promise<ProbeOutcome> {
  const { telemetry } = ports;
  const outcome = await tryPress(ports);
  telemetry.measure(Metric.probesFailed, outcome === 'arrived' ? 0 : 1);
  await attempt('subscriptions', telemetry, () => checkSubscriptions(ports));
  await attempt('sms', telemetry, () => checkSms(ports));
  return outcome;
}

async function tryPress(ports: ProbeAlarmPathPorts): Promise<ProbeOutcome> {
  const { telemetry, now, pole, inbox } = ports;
  // A probe that died left its incident open, and this press would join it, untold.
  await attempt('earlier', telemetry, () => endEarlier(ports));
  const pressedAt = now();
  const { pressId, incidentId } = probeOf(pressedAt);
  try {
    await pole.press(pressId);
    const arrivedAt = await inbox.waitFor(incidentId, patienceSeconds);
    if (arrivedAt === undefined) return fail('lost', incidentId, telemetry);
    const hops = await readHops({ pressedAt, arrivedAt, incidentId }, ports);
    tellHops(hops, telemetry);
    if (hops.total > lateSeconds) return fail('late', incidentId, telemetry, hops.total);
    telemetry.info(LogEvent.probeArrived, { incidentId, seconds: hops.total });
    return 'arrived';
  } catch (error) {
    telemetry.error(LogEvent.probeFailed, { incidentId, reason: 'error' }, error);
    return 'lost';
  } finally {
    await attempt('clean-up', telemetry, () => cleanUp(incidentId, ports));
  }
}

function fail(
  reason: 'late' | 'lost',
  incidentId: string,
  telemetry: Telemetry,
  seconds?: number,
): ProbeOutcome {
  telemetry.error(LogEvent.probeFailed, { incidentId, reason, seconds });
  return reason;
}

async function readHops(
  { pressedAt, arrivedAt, incidentId }: { pressedAt: number; arrivedAt: number; incidentId: string },
  { incidents }: ProbeAlarmPathPorts,
): Promise<ProbeHops> {
  const incident = await incidents.find(incidentId);
  // The alert may be here before raise-alert has written that it was sent; that hop is then left out.
  const sent = (await incidents.timeline(incidentId)).find(({ what }) => what === 'alert-sent');
  return hopsOf({
    ...{ pressedAt, arrivedAt },
    ...{ brokerAt: incident?.happenedAt, openedAt: incident?.openedAt, sentAt: sent?.at },
  });
}

function tellHops({ broker, incident, alert, topic, total }: ProbeHops, telemetry: Telemetry): void {
  const hops = [
    [Metric.probeBrokerSeconds, broker],
    [Metric.probeIncidentSeconds, incident],
    [Metric.probeAlertSeconds, alert],
    [Metric.probeTopicSeconds, topic],
    [Metric.probeSeconds, total],
  ] as const;
  for (const [metric, seconds] of hops) if (seconds !== undefined) telemetry.measure(metric, seconds);
}

async function recentOf({ incidents }: ProbeAlarmPathPorts): Promise<readonly string[]> {
  const key = joinKeyOf({ kind: 'sos', drill: true, deviceId: probePoleId });
  const { pointer } = await incidents.readPointer(key);
  return (pointer?.recent ?? []).map(({ incidentId }) => incidentId);
}

async function endEarlier(ports: ProbeAlarmPathPorts): Promise<void> {
  const { incidents, telemetry, now } = ports;
  for (const incidentId of await recentOf(ports))
    await moveIncident({ incidentId, to: 'resolved', by: systemActor, at: now() }, { incidents, telemetry });
}

/** Ends its escalation too. */
async function cleanUp(incidentId: string, ports: ProbeAlarmPathPorts): Promise<void> {
  const { incidents, telemetry, now, traces } = ports;
  const move = { incidentId, to: 'resolved', by: systemActor, at: now() } as const;
  await moveIncident(move, { incidents, telemetry });
  // Of earlier ones too: escalate-incident writes a last record after its incident was resolved.
  await traces.expire([...new Set([incidentId, ...(await recentOf(ports))])], now());
}

async function checkSubscriptions({ account, telemetry }: ProbeAlarmPathPorts): Promise<void> {
  const count = await account.countPending();
  telemetry.measure(Metric.subscriptionsPending, count);
  if (count > 0) telemetry.warn(LogEvent.alarmPathWeak, { what: 'subscriptions-pending', count });
}

async function checkSms({ account, telemetry }: ProbeAlarmPathPorts): Promise<void> {
  const { isSandboxed, monthlyLimitUsd } = await account.sms();
  telemetry.measure(Metric.smsSandboxed, isSandboxed ? 1 : 0);
  if (isSandboxed) telemetry.warn(LogEvent.alarmPathWeak, { what: 'sms-sandbox' });
  if (monthlyLimitUsd !== undefined) telemetry.measure(Metric.smsSpendLimit, monthlyLimitUsd);
}

/** What fails beside the press itself must not hide how the press went. */
async function attempt(part: string, telemetry: Telemetry, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    telemetry.error(LogEvent.probeIncomplete, { part }, error);
  }
}
