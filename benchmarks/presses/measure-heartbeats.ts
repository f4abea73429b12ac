import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import type { PoleEnvelope } from '../../lambdas/zone/messages.ts';
import { memoryAlertQueue } from '../../test/memory/alert-queue.ts';
import { memoryDecisionLog } from '../../test/memory/decision-log.ts';
import { memoryIncidentStore } from '../../test/memory/incident-store.ts';
import { memoryPoleRegistry } from '../../test/memory/pole-registry.ts';
import { memoryPoleStateStore } from '../../test/memory/pole-state-store.ts';
import { memoryTelemetry } from '../../test/memory/telemetry.ts';
import { type HeartbeatPrices, heartbeatBill } from './heartbeats.ts';
import type { HeartbeatReport } from './report.ts';

/** Singapore, from memory of the price pages where no list could be read; `docs/unproven.md` says which. */
const prices: HeartbeatPrices = {
  connectionMinutesPerMillion: 0.096,
  rulesPerMillion: 0.18,
  actionsPerMillion: 0.18,
  sqsRequestsPerMillion: 0.4,
  lambdaRequestsPerMillion: 0.2,
  lambdaGigabyteSecond: 0.0000133334,
  dynamoWritesPerMillion: 0.71,
  dynamoReadsPerMillion: 0.14,
};

/** A round trip to DynamoDB within a Region, ms: https://aws.amazon.com/dynamodb/ speaks of single digits. */
const roundTripMilliseconds = 5;
const reads = new Set(['find', 'findPlace', 'incidentDays', 'rules']);
const beats = 20_000;
const perBatch = 10;
const memoryGigabytes = 0.5;

/** Counts the table calls of a heartbeat and takes its processor time; cost and load of all poles follow on paper. */
export async function measureHeartbeats(poles: number): Promise<HeartbeatReport> {
  const counts = { reads: 0, writes: 0 };
  const ports = makePorts(counts);
  const at = Date.parse('2026-11-23T08:00:00+07:00');
  for (let i = 0; i < 1000; i++) await receivePoleMessage(heartbeat(i % 100, at + i * 600), ports);
  const before = { ...counts };
  const startedAt = process.cpuUsage();
  for (let i = 1000; i < 1000 + beats; i++) await receivePoleMessage(heartbeat(i % 100, at + i * 600), ports);
  const { user, system } = process.cpuUsage(startedAt);
  const readsEach = (counts.reads - before.reads) / beats;
  const writesEach = (counts.writes - before.writes) / beats;
  const cpu = (user + system) / 1000 / beats;
  const work = {
    milliseconds: cpu + (readsEach + writesEach) * roundTripMilliseconds,
    ...{ perBatch, memoryGigabytes, reads: readsEach, writes: writesEach },
  };
  return { poles, work, bill: heartbeatBill({ poles, perMinute: 1 }, work, prices) };
}

function makePorts(counts: { reads: number; writes: number }) {
  const place = { siteId: 'site', name: { th: 'ที่', en: 'site' }, latitude: 17.88, longitude: 102.74 };
  const places = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`pole-${i}`, place]));
  const queue = memoryAlertQueue();
  const telemetry = { ...memoryTelemetry(), info: ignore, measure: ignore };
  return {
    registry: counting(memoryPoleRegistry(places), counts),
    states: counting(memoryPoleStateStore(), counts),
    incidents: counting(memoryIncidentStore(), counts),
    decisions: memoryDecisionLog(),
    ...{ sosAlerts: queue, alerts: queue, telemetry, now: Date.now },
  };
}

function ignore(): void {}

function counting<Port extends object>(port: Port, counts: { reads: number; writes: number }): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        counts[reads.has(String(name)) ? 'reads' : 'writes'] += 1;
        return Reflect.apply(member, target, args);
      };
    },
  });
}

function heartbeat(pole: number, receivedAt: number): PoleEnvelope {
  const body = { version: 1, batteryPercent: 98, mainsPower: true, firmware: '1.4.2' };
  const thingName = `pole-${pole}`;
  const payload = Buffer.from(JSON.stringify(body)).toString('base64');
  return { payload, thingName, messageType: 'heartbeat', clientId: thingName, receivedAt };
}
