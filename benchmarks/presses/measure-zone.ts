import { setTimeout as wait } from 'node:timers/promises';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { incidentIdOf, poleTopic } from '../../lambdas/zone/names.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import type { ZoneSandbox } from '../../sandbox/start-zone-sandbox.ts';
import { type BenchPole, type BenchZone, dutyPhone, openBenchZone } from './bench-zone.ts';
import { openFaultyEndpoint } from './faulty-endpoint.ts';
import { startCost, type ZoneCost } from './zone-cost.ts';

export interface ZoneParams {
  readonly poles: number;
  /** Each from a pole of its own. */
  readonly presses: number;
  readonly concurrency: number;
  readonly seed: number;
  /** Functions die, calls are throttled, every connection is cut once, each press is sent twice. */
  readonly hasFaults: boolean;
  readonly progress: (line: string) => void;
}

export interface ZoneReport {
  readonly poles: number;
  readonly presses: number;
  readonly concurrency: number;
  readonly hasFaults: boolean;
  /** From the publish at the pole to SNS taking the alert, ms: median, 99th percentile, longest. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** From the publish at the pole to the broker's acknowledgement, ms, median. */
  readonly acknowledged: number;
  readonly incidents: number;
  /** Presses without an incident or an alert. */
  readonly lost: number;
  readonly doubleFirstAlerts: number;
  readonly kills: number;
  readonly throttled: number;
  /** From the first press until the last one was told. */
  readonly cost: ZoneCost;
}

const functionIds = ['PolesReceivePoleMessage', 'AlertsRaiseAlert'] as const;
const longestWait = 240_000;
const killEveryMilliseconds = 4000;
/** Longer than the claim on an alert, or what a dead function claimed would be busy when it comes back. */
const hiddenSeconds = 12;

/** Presses within one second in the whole local zone. */
export async function measureZone(params: ZoneParams): Promise<ZoneReport> {
  await using zone = await openBenchZone(params);
  const { sandbox } = zone;
  const told = followAlerts(sandbox);
  const warm = warmingPoles(zone.poles, params);
  params.progress('warming up');
  for (let from = 0; from < warm.length; from += params.concurrency) {
    const next = warm.slice(from, from + params.concurrency);
    await Promise.all(next.map((pole) => press(pole, `warm-${pole.poleId}`)));
    await until(() => told.count() >= from + next.length, longestWait);
  }
  const warmed = told.count();

  const faults = params.hasFaults ? await startFaults(zone, params) : undefined;
  params.progress(`pressing ${params.presses} times within a second`);
  const cost = startCost(functionIds, sandbox.endpointUrl);
  const pressed = await pressAll(zone.poles.slice(0, params.presses), params.hasFaults);
  await until(() => pressed.every(({ incidentId }) => told.at(incidentId).length > 0), longestWait);
  const spent = cost.stop();
  await faults?.stop();
  // What comes too often comes after the first one.
  await wait(params.hasFaults ? (hiddenSeconds + 5) * 1000 : 2000);
  params.progress(`${told.count() - warmed} alerts came`);
  const report = reportOf(params, pressed, told, await openedIncidents(sandbox));
  return { ...report, ...faults?.counts(), cost: spent };
}

/** Functions are started and their code is compiled before it counts; by poles that do not press again, if there are. */
const mostWarming = 100;

function warmingPoles(poles: readonly BenchPole[], { presses, concurrency }: ZoneParams) {
  const spare = Math.min(mostWarming, poles.length - presses);
  return poles.slice(-Math.max(2, concurrency, spare));
}

interface Pressed {
  readonly incidentId: string;
  readonly causeId: string;
  readonly at: number;
  readonly acknowledgedAfter: number;
}

async function pressAll(poles: readonly BenchPole[], isTwice: boolean): Promise<readonly Pressed[]> {
  const gap = 1000 / poles.length;
  return Promise.all(
    poles.map(async (pole, number) => {
      await wait(number * gap);
      const causeId = `press-${pole.poleId}`;
      const at = Date.now();
      await press(pole, causeId);
      const acknowledgedAfter = Date.now() - at;
      if (isTwice) await press(pole, causeId);
      return { incidentId: incidentIdOf('sos', pole.poleId, causeId), causeId, at, acknowledgedAfter };
    }),
  );
}

async function press({ poleId, client }: BenchPole, pressId: string): Promise<void> {
  const body = { version: 1, pressId, pressedAt: new Date().toISOString() };
  await client.publishAsync(poleTopic(poleId, 'press'), JSON.stringify(body), { qos: 1 });
}

/** When SNS took each alert of an incident, as one phone saw it (epoch ms). */
function followAlerts({ mailboxes }: ZoneSandbox) {
  const times = new Map<string, number[]>();
  let count = 0;
  mailboxes.onMessage(({ recipient, text, at }) => {
    const [incidentId] = /SOS-[0-9A-Z]{8}/.exec(text) ?? [];
    if (recipient !== dutyPhone || incidentId === undefined) return;
    count += 1;
    times.set(incidentId, [...(times.get(incidentId) ?? []), Date.parse(at)]);
  });
  return { at: (incidentId: string) => times.get(incidentId) ?? [], count: () => count };
}

async function startFaults({ sandbox, poles }: BenchZone, { seed, progress }: ZoneParams) {
  const random = seededRandom(seed);
  for (const queue of ['PolesPressQueue', 'AlertsSosQueue']) {
    const Attributes = { VisibilityTimeout: String(hiddenSeconds) };
    const QueueUrl = sandbox.physicalId(queue);
    await sandbox.clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  }
  const endpoint = await openFaultyEndpoint(sandbox, { functionIds, throttledShare: 0.2, random });
  let kills = 0;
  const killer = setInterval(() => {
    const victim = functionIds[Math.floor(random() * functionIds.length)] ?? functionIds[0];
    endpoint.killNext(victim, random() * 30);
    kills += 1;
  }, killEveryMilliseconds);
  const cut = setTimeout(() => {
    progress('cutting every connection');
    for (const { client } of poles) client.stream.destroy();
  }, 500);
  return {
    counts: () => ({ kills, throttled: endpoint.throttledCount }),
    stop: async () => {
      clearInterval(killer);
      clearTimeout(cut);
    },
  };
}

async function openedIncidents({ clients, outputs }: ZoneSandbox): Promise<readonly string[]> {
  const client = DynamoDBDocumentClient.from(clients.dynamodb);
  const causes: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: outputs.IncidentsTable }))
    causes.push(...Items.filter(({ record }) => record === 'incident').map(({ causeId }) => String(causeId)));
  return causes;
}

function reportOf(
  { poles, presses, concurrency, hasFaults }: ZoneParams,
  pressed: readonly Pressed[],
  told: ReturnType<typeof followAlerts>,
  causes: readonly string[],
): Omit<ZoneReport, 'cost'> {
  const delays = pressed.flatMap(({ incidentId, at }) => {
    const [first] = told.at(incidentId);
    return first === undefined ? [] : [first - at];
  });
  const own = pressed.filter(({ causeId }) => causes.includes(causeId));
  const lost = pressed.filter(
    ({ incidentId, causeId }) => told.at(incidentId).length === 0 || !causes.includes(causeId),
  );
  return {
    ...{ poles, presses, concurrency, hasFaults, incidents: own.length, lost: lost.length },
    p50: percentile(delays, 0.5),
    p99: percentile(delays, 0.99),
    longest: percentile(delays, 1),
    acknowledged: percentile(
      pressed.map(({ acknowledgedAfter }) => acknowledgedAfter),
      0.5,
    ),
    doubleFirstAlerts: pressed.reduce(
      (sum, { incidentId }) => sum + Math.max(0, told.at(incidentId).length - 1),
      0,
    ),
    ...{ kills: 0, throttled: 0 },
  };
}

/** The smallest value that at least this share of all reach not beyond; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

async function until(isSo: () => boolean, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo() && Date.now() < end) await wait(50);
}
