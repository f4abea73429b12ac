import { LogEvent } from '../zone/log-events.ts';
import type { Place } from '../zone/messages.ts';
import { askJoinedAlert } from './ask-joined-alert.ts';
import { askForEvidence } from './evidence-request.ts';
import { type Incident, isActive } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';
import { type Assignment, candidates, type JoinEvent, type JoinPointer, nextPointer } from './joining.ts';
import type { JoiningStore } from './joining-store.ts';
import { askFirstAlert, type OpenIncidentPorts, openIncident } from './open-incident.ts';
import { newStep, type StepWhat } from './timeline.ts';

/** Too many events came under one key at the same instant; this one comes back from its queue. */
export class JoinBusyError extends Error {
  override readonly name = 'JoinBusyError';
}

export interface JoinOrOpenParams extends JoinEvent {
  /** `joinKeyOf` the incident. */
  readonly key: string;
}

export interface JoinOutcome {
  readonly outcome: 'opened' | 'joined';
  /** The one that the event belongs to, as it stands. */
  readonly incident: Incident;
  /** The how-many-eth event of the incident it is, from 1. */
  readonly ordinal: number;
  /** Whether it came from another site than the event before. */
  readonly isNewPlace: boolean;
  /** The incident itself was there before: a repeated delivery, or another event that opened it for this one. */
  readonly isRepeat: boolean;
}

/**
 * Lets an event join the open incident of its key, or opens its own. The decision is made once for each cause, by one
 * conditional write, so that deliveries may be repeated, shuffled and cut off anywhere: an event belongs to one
 * incident, and that incident's first alert is asked for. A joined event asks for it only where nobody has.
 * Throws JoinBusyError.
 */
export async function joinOrOpen(params: JoinOrOpenParams, ports: OpenIncidentPorts): Promise<JoinOutcome> {
  const closed = new Set<string>();
  for (;;) {
    const assigned = await assign(params, closed, ports.incidents);
    if (assigned.incidentId === params.incident.incidentId) return open(params.incident, ports);
    const joined = await join(params.incident, assigned, ports);
    if (joined !== undefined) return joined;
    // It was closed between the decision and the count: nobody may be left in an incident that nobody looks at.
    closed.add(assigned.incidentId);
  }
}

const mostTries = 10;

async function assign(
  event: JoinOrOpenParams,
  closed: ReadonlySet<string>,
  incidents: JoiningStore & Pick<IncidentStore, 'find' | 'create'>,
): Promise<Assignment> {
  const { key, incident } = event;
  for (let tries = 0; tries < mostTries; tries++) {
    const { rev, pointer } = await incidents.readPointer(key);
    // Nothing was ever decided under a new key.
    const before = rev === 0 ? undefined : await decidedBefore(key, incident.causeId, pointer, incidents);
    if (before !== undefined && !closed.has(before.incidentId)) return before;
    // What was decided last must stand before the next decision takes its place.
    if (pointer !== undefined) await carryOut(key, pointer.last, incidents);
    const joined = await firstOpen(candidates(pointer, event), closed, incidents);
    const next = nextPointer(pointer, event, joined, rev + 1);
    if ((await incidents.swapPointer(key, rev, next)) === 'swapped') return next.last;
  }
  throw new JoinBusyError(`${mostTries} other events came first under the key of ${incident.incidentId}`);
}

/** The pointer was read before: a decision that has left it was written down before it left. */
async function decidedBefore(
  key: string,
  causeId: string,
  pointer: JoinPointer | undefined,
  incidents: JoiningStore,
): Promise<Assignment | undefined> {
  return pointer?.last.causeId === causeId ? pointer.last : await incidents.findAssignment(key, causeId);
}

async function carryOut(
  key: string,
  last: Assignment,
  incidents: JoiningStore & Pick<IncidentStore, 'create'>,
): Promise<void> {
  if (last.seed !== undefined) await incidents.create(last.seed);
  const { seed: _, ...assignment } = last;
  await incidents.keepAssignment(key, assignment);
}

async function firstOpen<Candidate extends { readonly incidentId: string }>(
  all: readonly Candidate[],
  closed: ReadonlySet<string>,
  incidents: Pick<IncidentStore, 'find'>,
): Promise<Candidate | undefined> {
  for (const candidate of all) {
    if (closed.has(candidate.incidentId)) continue;
    const incident = await incidents.find(candidate.incidentId);
    if (incident !== undefined && isActive(incident)) return candidate;
  }
  return undefined;
}

async function open(incident: Incident, ports: OpenIncidentPorts): Promise<JoinOutcome> {
  const isRepeat = (await openIncident(incident, ports)) === 'existed';
  return { outcome: 'opened', incident, ordinal: 1, isNewPlace: false, isRepeat };
}

/** Undefined: the incident was closed before the event could be counted. */
async function join(
  event: Incident,
  { incidentId, ordinal, lastAt, at, isNewPlace }: Assignment,
  ports: OpenIncidentPorts,
): Promise<JoinOutcome | undefined> {
  const { incidents, telemetry } = ports;
  const of = event.kind === 'sos' ? 'press' : 'seen';
  const counted = await incidents.countEvent(incidentId, { of, count: ordinal, at: lastAt });
  const incident = await incidents.find(incidentId);
  if (counted === 'closed' || incident === undefined) return undefined;
  if (incident.alertAskedAt === undefined) await askFirstAlert(incident, event.openedAt, ports);
  await askForEvidence(event, incidentId, ports);
  await askJoinedAlert(event, incident, ports.alerts);
  const step = newStep({ at, what: stepOf(event), text: placeText(event.place), cause: event.causeId });
  const isRepeat = (await incidents.addStep(incidentId, step)) === 'existed';
  telemetry.info(LogEvent.incidentJoined, { incidentId, kind: event.kind, count: ordinal });
  return { outcome: 'joined', incident, ordinal, isNewPlace, isRepeat };
}

function stepOf({ kind }: Incident): StepWhat {
  if (kind === 'sos') return 'press-joined';
  return kind === 'device' ? 'fault-again' : 'seen-again';
}

const placeText = ({ name }: Place) => (name.th === name.en ? name.th : `${name.th} · ${name.en}`);
