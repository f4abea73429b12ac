import type { ReportTable } from '../plates/tables.ts';
import type { FaultReport } from './measure-faults.ts';
import type { ZoneReport } from './measure-zone.ts';
import type { HeartbeatReport, PressesReport, PressPart } from './report.ts';

/** The parts of the report as tables, for the terminal and for RESULTS.md alike; none of a part that was not measured. */
export function pressesTables(report: PressesReport): Readonly<Record<PressPart, readonly ReportTable[]>> {
  const { zone, 'zone-faults': zoneFaults, faults, heartbeats } = report;
  return {
    zone: zone ? [zoneTable(zone.found)] : [],
    'zone-faults': zoneFaults ? [zoneTable(zoneFaults.found)] : [],
    faults: faults ? [faultTable(faults.found)] : [],
    heartbeats: heartbeats ? [heartbeatTable(heartbeats.found)] : [],
  };
}

const percent = (share: number) => `${Math.round(share * 100)} %`;
const rows = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values).map(([name, value]) => [name, String(value)]);
const head = ['what', 'measured'];

function zoneTable(found: ZoneReport): ReportTable {
  const { poles, presses, concurrency, hasFaults } = found;
  const faults = hasFaults ? '; functions die, 20 % of calls throttled, connections cut, all sent twice' : '';
  return {
    title: `${presses} presses within a second in the whole local zone, ${poles} poles connected by mutual TLS, ${concurrency} processes per function${faults}`,
    head,
    rows: rows({
      'press → SNS took the alert, median': `${found.p50} ms`,
      'press → SNS took the alert, 99th percentile': `${found.p99} ms`,
      'press → SNS took the alert, longest': `${found.longest} ms`,
      'press → broker acknowledged, median': `${found.acknowledged} ms`,
      'presses with exactly one incident': `${found.incidents} of ${presses}`,
      'presses lost (no incident, or no alert)': found.lost,
      'first alerts told twice': found.doubleFirstAlerts,
      'processor time of a press': costText(found.cost.processorMilliseconds, presses, 'ms'),
      'requests of a press': costText(found.cost.calls, presses, ''),
      ...(hasFaults ? { 'functions killed': found.kills, 'calls throttled': found.throttled } : {}),
    }),
  };
}

/** All of it for one press, then its parts, the greatest first. */
function costText(parts: Readonly<Record<string, number>>, presses: number, unit: string): string {
  const each = (value: number) => `${(value / presses).toFixed(1)}${unit && ` ${unit}`}`;
  const sorted = Object.entries(parts).toSorted(([, a], [, b]) => b - a);
  const total = sorted.reduce((sum, [, value]) => sum + value, 0);
  return `${each(total)} (${sorted.map(([name, value]) => `${name} ${each(value)}`).join(', ')})`;
}

function faultTable(found: FaultReport): ReportTable {
  const { presses, poles, throttledShare, killedShare, doubledShare } = found;
  return {
    title: `${presses} presses of ${poles} poles through the use cases alone (tables and queues in memory, a virtual clock): ${percent(killedShare)} of invocations killed, ${percent(throttledShare)} of calls throttled, ${percent(doubledShare)} of messages doubled, all shuffled`,
    head,
    rows: rows({
      'presses lost (no incident, or nobody told)': found.lost,
      'presses counted twice or not at all': found.miscounted,
      incidents: found.incidents,
      'of them alerted': found.firstAlerts,
      'first alerts told twice': found.doubleFirstAlerts,
      'functions that died between the publish and its note (any tier)': found.publishedUnnoted,
      'nobody answered, and the last tier was told': `${found.escalated} of ${found.unacknowledged}`,
      deliveries: found.deliveries,
      'invocations killed': found.kills,
      'calls refused three times in a row': found.throttled,
      'messages in dead-letter queues': found.deadLetters,
    }),
  };
}

function heartbeatTable({ poles, work, bill }: HeartbeatReport): ReportTable {
  const dollars = (value: number) => `USD ${value.toFixed(2)}`;
  return {
    title: `Heartbeats of ${poles} poles, one a minute each, on paper`,
    head: ['what', 'computed'],
    rows: rows({
      'messages a month': `${(bill.messagesPerMonth / 1e6).toFixed(0)} million (${bill.messagesPerSecond.toFixed(0)} a second)`,
      'tables, for each': `${work.reads.toFixed(2)} reads, ${work.writes.toFixed(2)} writes (counted)`,
      'function, for each': `${work.milliseconds.toFixed(1)} ms (processor measured, 5 ms a table call assumed)`,
      invocations: `${bill.invocationsPerSecond.toFixed(0)} a second, ${bill.concurrency.toFixed(1)} at a time`,
      ...Object.fromEntries(
        Object.entries(bill.usd).map(([name, usd]) => [`${name}, a month`, dollars(usd)]),
      ),
      'all, a month': dollars(bill.usdTotal),
      'one pole, a month': dollars(bill.usdTotal / poles),
    }),
  };
}
