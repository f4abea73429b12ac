import { shorten } from '../alerts/shorten.ts';
import type { Incident } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { type MoveIncidentPorts, moveIncident } from '../incidents/move-incident.ts';
import { newStep, type TimelineStep } from '../incidents/timeline.ts';
import { type CorrectSightingPorts, correctSighting } from '../sightings/correct-sighting.ts';
import {
  CorrectionRefusedError,
  defaultCorrectionDays,
  withdrawCorrection,
} from '../watchlist/correct-match.ts';
import { incidentIdOf } from '../zone/names.ts';

export interface JudgeMatchPorts extends CorrectSightingPorts, MoveIncidentPorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'move' | 'addStep'>;
}

export interface JudgeMatchParams {
  readonly incidentId: string;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  /** At most 1000 characters. */
  readonly comment?: string | undefined;
}

/** `unmoved`: somebody else said so before; `no-match`: the incident is none. */
export type Judged = 'moved' | 'unmoved' | 'unknown' | 'no-match';

const verdicts = ['confirmed', 'not-this'] as const;
type Verdict = (typeof verdicts)[number];

/** What was said last of a match, if anything. */
export function verdictOf(timeline: readonly TimelineStep[]): (TimelineStep & { what: Verdict }) | undefined {
  const isVerdict = (step: TimelineStep): step is TimelineStep & { what: Verdict } =>
    verdicts.some((verdict) => verdict === step.what);
  return timeline.findLast(isVerdict);
}

/**
 * "This is the person", "this is the plate": a step of the timeline; the incident stays where it is. Takes a "not
 * this person" of the same match back, so that the person is found again. Said twice, it stands once.
 */
export async function confirmMatch(params: JudgeMatchParams, ports: JudgeMatchPorts): Promise<Judged> {
  const incident = await ports.incidents.find(params.incidentId);
  if (incident === undefined) return 'unknown';
  if (incident.kind !== 'person' && incident.kind !== 'plate') return 'no-match';
  const last = await lastVerdict(incident, ports);
  if (last?.what === 'confirmed') return last.by === params.by ? 'moved' : 'unmoved';
  await withdraw(incident, params, ports);
  await addVerdict('confirmed', params, ports);
  return 'moved';
}

/**
 * "Not this person": the same face is not taken for that entry again (docs/adr/0011), and the incident ends as a false
 * alarm. The comment says how somebody knows. May be repeated after a crash. Throws CorrectionRefusedError.
 */
export async function denyMatch(
  params: JudgeMatchParams & { readonly comment: string },
  ports: JudgeMatchPorts,
): Promise<Judged> {
  const { incidentId, by, at, comment } = params;
  const incident = await ports.incidents.find(incidentId);
  if (incident === undefined) return 'unknown';
  if (incident.kind !== 'person') return 'no-match';
  const last = await lastVerdict(incident, ports);
  const isSaid = last?.what === 'not-this';
  if (!isSaid) {
    const reason = shorten(comment, mostReasonUnits);
    const personId = await personOf(incident, ports);
    const what = { personId, sightingId: incident.causeId, days: defaultCorrectionDays };
    await correctSighting({ ...what, by, at, reason }, ports);
    await addVerdict('not-this', params, ports);
  }
  await moveIncident({ incidentId, to: 'false-alarm', by, at }, ports);
  return !isSaid || last.by === by ? 'moved' : 'unmoved';
}

/** A correction takes no longer reason. */
const mostReasonUnits = 500;

const lastVerdict = async ({ incidentId }: Incident, { incidents }: JudgeMatchPorts) =>
  verdictOf(await incidents.timeline(incidentId));

async function addVerdict(
  what: Verdict,
  { incidentId, by, at, comment }: JudgeMatchParams,
  { incidents }: JudgeMatchPorts,
): Promise<void> {
  const said = comment === undefined ? {} : { text: comment };
  await incidents.addStep(incidentId, newStep({ at, what, by, ...said }));
}

/** An incident's id is made of the entry and the sighting behind it, and says so by which person it was opened. */
const isOf = ({ incidentId, causeId }: Incident, personId: string): boolean =>
  incidentIdOf('person', personId, causeId) === incidentId;

/** Throws CorrectionRefusedError where the sighting is gone. */
async function personOf(incident: Incident, { sightings }: JudgeMatchPorts): Promise<string> {
  const sighting = await sightings.find(incident.causeId);
  const persons = sighting?.kind === 'face' ? sighting.persons : [];
  const person = persons.find(({ entryId }) => isOf(incident, entryId));
  if (person === undefined)
    throw new CorrectionRefusedError(`there is no sighting ${incident.causeId} (any more)`);
  return person.entryId;
}

async function withdraw(
  incident: Incident,
  { by, at, comment = 'confirmed in the control room' }: JudgeMatchParams,
  ports: JudgeMatchPorts,
): Promise<void> {
  if (incident.kind !== 'person') return;
  const { causeId: sightingId } = incident;
  const made = (await ports.corrections.list()).filter(
    (each) => each.sightingId === sightingId && isOf(incident, each.personId),
  );
  for (const { personId } of made)
    await withdrawCorrection({ personId, sightingId, by, at, reason: comment }, ports);
}
