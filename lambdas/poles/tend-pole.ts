import type { AlertQueue } from '../incidents/alert-queue.ts';
import { endIncident } from '../incidents/end-incident.ts';
import { newIncident } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { Place } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { nextPoleHealth, type PoleHealth, type PoleNews } from './pole-health.ts';
import { faultLabel } from './pole-labels.ts';
import type { PoleRules } from './pole-registry.ts';
import type { PoleState } from './pole-state.ts';
import type { PoleStateStore } from './pole-state-store.ts';

export interface TendPolePorts {
  readonly states: Pick<PoleStateStore, 'keepHealth' | 'find'>;
  readonly incidents: IncidentStore;
  readonly alerts: AlertQueue;
  readonly telemetry: Telemetry;
}

export interface TendPoleParams extends PoleRules {
  readonly poleId: string;
  readonly state: PoleState;
  /** Asked for when there is something to tell. */
  readonly place: () => Promise<Place>;
  /** Epoch ms. */
  readonly now: number;
}

const mostTries = 3;

/**
 * Judges a pole by all that was seen of it: opens an incident for each fault, and ends those of faults that are over.
 * The decision is kept before it is told, by one conditional write: of two functions that judge at once one decides,
 * and what a dead one decided the next one tells. A fault has one incident until it is over.
 */
export async function tendPole(params: TendPoleParams, ports: TendPolePorts): Promise<PoleHealth> {
  let { state } = params;
  for (let tries = 1; ; tries++) {
    const health = judge(state, params);
    if (health.revision === state.health.revision) return tell(health, params, ports);
    if ((await ports.states.keepHealth(params.poleId, health)) === 'kept') return tell(health, params, ports);
    // Whoever was first may not have seen what this one saw; check-poles looks again within a minute.
    state = await ports.states.find(params.poleId);
    if (tries === mostTries) return state.health;
  }
}

function judge(state: PoleState, params: TendPoleParams): PoleHealth {
  const { marks, news, isChanged } = nextPoleHealth(state.health.marks, state, params);
  if (!isChanged) return state.health;
  const { revision, untold } = state.health;
  return { revision: revision + 1, marks, untold: [...untold, ...news] };
}

async function tell(health: PoleHealth, params: TendPoleParams, ports: TendPolePorts): Promise<PoleHealth> {
  if (health.untold.length === 0) return health;
  const place = await params.place();
  for (const news of health.untold) await tellNews(news, place, params, ports);
  const told = { ...health, revision: health.revision + 1, untold: [] };
  const outcome = await ports.states.keepHealth(params.poleId, told);
  return outcome === 'kept' ? told : health;
}

async function tellNews(
  { fault, since, causeId, recoveredAt }: PoleNews,
  place: Place,
  { poleId, now }: TendPoleParams,
  ports: TendPolePorts,
): Promise<void> {
  const incident = newIncident({
    kind: 'device',
    deviceId: poleId,
    causeId,
    place,
    happenedAt: since,
    openedAt: now,
    drill: false,
    subject: { label: faultLabel(fault), poleFault: fault },
  });
  const { incidentId } = incident;
  if (recoveredAt !== undefined) {
    await endIncident(incident, recoveredAt, ports);
    ports.telemetry.info(LogEvent.poleRecovered, { poleId, fault, since, recoveredAt, incidentId });
    return ports.telemetry.measure(Metric.polesRecovered);
  }
  const outcome = await openIncident(incident, ports);
  ports.telemetry.warn(LogEvent.poleFault, { poleId, fault, since, incidentId });
  if (outcome === 'created') ports.telemetry.measure(Metric.poleFaults);
}
