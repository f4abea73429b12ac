import { joinKeyOf } from '../../lambdas/incidents/joining.ts';
import { moveIncident } from '../../lambdas/incidents/move-incident.ts';
import type { PoleEnvelope } from '../../lambdas/zone/messages.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { makeZone, type Published } from './make-zone.ts';
import { type VirtualQueues, virtualQueues } from './virtual-queues.ts';

export interface FaultParams {
  readonly presses: number;
  readonly seed: number;
  /** 0–1, of calls to tables and topics. */
  readonly throttledShare: number;
  /** 0–1, of invocations. */
  readonly killedShare: number;
  /** 0–1, of messages. */
  readonly doubledShare: number;
}

export interface FaultReport extends FaultParams {
  readonly poles: number;
  readonly deliveries: number;
  readonly kills: number;
  /** Calls refused three times in a row. */
  readonly throttled: number;
  readonly deadLetters: number;
  readonly incidents: number;
  /** Presses that belong to no incident, or to one of which nobody was told. */
  readonly lost: number;
  /** Presses counted in their incidents, less presses made: 0 when each was counted once. */
  readonly miscounted: number;
  readonly firstAlerts: number;
  /** First alerts that were published again. */
  readonly doubleFirstAlerts: number;
  /** Functions that died after SNS took an alert and before it was noted down, any tier: the window of docs/adr/0003. */
  readonly publishedUnnoted: number;
  /** Incidents that nobody acknowledged, and how many of them reached the last tier. */
  readonly unacknowledged: number;
  readonly escalated: number;
}

const startsAt = Date.parse('2026-11-23T08:00:00+07:00');
/** Two or three presses a pole on average, over ten minutes. */
const pressesPerPole = 2.5;
const spreadMilliseconds = 10 * 60_000;
const operator = 'operator';

/** Plays presses while functions die, calls are refused, and messages come twice and in any order. No time but virtual passes. */
export async function measureFaults(params: FaultParams): Promise<FaultReport> {
  const random = seededRandom(params.seed);
  const faults: string[] = [];
  const fate = { ...params, random, onFault: (fault: string) => void faults.push(fault) };
  const queues = virtualQueues({ startsAt, random, doubledShare: params.doubledShare });
  const poleIds = Array.from({ length: Math.ceil(params.presses / pressesPerPole) }, (_, i) => `pole-${i}`);
  const places = Object.fromEntries(poleIds.map((id) => [id, placeOf(id)]));
  const zone = makeZone(places, queues, fate);
  const presses = Array.from({ length: params.presses }, (_, number) => {
    const poleId = poleIds[Math.floor(random() * poleIds.length)] ?? '';
    const receivedAt = startsAt + Math.floor(random() * spreadMilliseconds);
    return envelopeOf(poleId, `press-${String(number).padStart(8, '0')}`, receivedAt);
  });
  for (const press of presses) queues.at(press.receivedAt, async () => zone.presses.send(press));
  // Half of the poles have an operator who answers a minute or two after the first press was due.
  for (const poleId of poleIds.filter(() => random() < 0.5))
    queues.at(startsAt + spreadMilliseconds + random() * 90_000, () => acknowledgeAll(poleId, zone, queues));
  await queues.run();
  return { ...params, poles: poleIds.length, ...(await judge(presses, zone)), ...counted(faults, queues) };
}

type Zone = ReturnType<typeof makeZone>;

async function acknowledgeAll(poleId: string, { incidents }: Zone, { now }: VirtualQueues): Promise<void> {
  const telemetry = { info: () => undefined };
  for (const { incidentId, deviceId } of incidents.kept.values())
    if (deviceId === poleId)
      await moveIncident(
        { incidentId, to: 'acknowledged', by: operator, at: now() },
        { incidents, telemetry },
      );
}

/** Deaths between the publish and its note; a note that is refused is tried again. */
const unnoted: readonly string[] = ['killed after sender.send', 'killed before alerts.markSent'];

function counted(faults: readonly string[], queues: VirtualQueues) {
  return {
    deliveries: queues.deliveryCount(),
    deadLetters: queues.deadLetterCount(),
    kills: faults.filter((fault) => fault.startsWith('killed')).length,
    throttled: faults.filter((fault) => fault.startsWith('throttled')).length,
    publishedUnnoted: faults.filter((fault) => unnoted.includes(fault)).length,
  };
}

async function judge(presses: readonly PoleEnvelope[], { incidents, published }: Zone) {
  const first = countBy(published.filter(({ tier }) => tier === 1));
  const lastTier = countBy(published.filter(({ tier }) => tier === 3));
  const kept = [...incidents.kept.values()];
  let lost = 0;
  for (const { thingName, payload } of presses) {
    const { pressId } = JSON.parse(Buffer.from(payload, 'base64').toString()) as { pressId: string };
    const key = joinKeyOf({ kind: 'sos', drill: false, deviceId: thingName });
    const pointer = (await incidents.readPointer(key)).pointer;
    const went =
      pointer?.last.causeId === pressId ? pointer.last : await incidents.findAssignment(key, pressId);
    const isTold = went !== undefined && incidents.kept.has(went.incidentId) && first.has(went.incidentId);
    if (!isTold) lost += 1;
  }
  const open = kept.filter(({ state }) => state === 'open');
  return {
    lost,
    incidents: kept.length,
    miscounted: kept.reduce((sum, { pressCount = 1 }) => sum + pressCount, 0) - presses.length,
    firstAlerts: first.size,
    doubleFirstAlerts: [...first.values()].reduce((sum, times) => sum + times - 1, 0),
    unacknowledged: open.length,
    escalated: open.filter(({ incidentId }) => lastTier.has(incidentId)).length,
  };
}

function countBy(published: readonly Published[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { incidentId } of published) counts.set(incidentId, (counts.get(incidentId) ?? 0) + 1);
  return counts;
}

function envelopeOf(thingName: string, pressId: string, receivedAt: number): PoleEnvelope {
  const payload = Buffer.from(JSON.stringify({ version: 1, pressId })).toString('base64');
  return { payload, thingName, messageType: 'press', clientId: thingName, receivedAt };
}

function placeOf(id: string) {
  return { siteId: `site-${id}`, name: { th: id, en: id }, latitude: 17.88, longitude: 102.74 };
}
