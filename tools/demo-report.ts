import Table from 'cli-table3';
import type { Incident } from '../lambdas/incidents/incident.ts';
import { formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import { incidentIdIn, type Observation } from './demo-verdict.ts';

/** Something that happened in the demonstration, and what came of it. */
export interface DemoEvent {
  readonly what: string;
  readonly deviceId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly incidentId?: string;
  readonly alerts: number;
  /** From its happening to the first alert. */
  readonly alertAfterSeconds?: number;
}

/** All sightings and presses in the order of time. */
export function listEvents(seen: Observation): readonly DemoEvent[] {
  const incidents = seen.incidents.map((incident) => toEvent(incident, seen));
  const causes = new Set(seen.incidents.map(({ causeId }) => causeId));
  const harmless = seen.sightings.filter(({ sightingId }) => !causes.has(sightingId)).map(toHarmless);
  const unknown = seen.unknownFaces.map(({ cameraId: deviceId, at }) => {
    return { what: 'unknown person, nothing kept', deviceId, at, alerts: 0 };
  });
  return [...incidents, ...harmless, ...unknown].toSorted((a, b) => a.at - b.at);
}

const kinds: Readonly<Record<Incident['kind'], string>> = {
  sos: 'SOS button',
  person: 'watched person',
  plate: 'watched plate',
  device: 'device trouble',
  crowd: 'crowd',
  loitering: 'somebody stays',
};

function toEvent(incident: Incident, { messages }: Observation): DemoEvent {
  const { incidentId, kind, deviceId, happenedAt: at, subject } = incident;
  const told = messages
    .filter(({ text }) => incidentIdIn(text) === incidentId)
    .map((message) => Date.parse(message.at));
  const what = subject === undefined ? kinds[kind] : `${kinds[kind]} (${subject.label.en})`;
  const common = { what, deviceId, at, incidentId, alerts: told.length };
  if (told.length === 0) return common;
  return { ...common, alertAfterSeconds: (Math.min(...told) - at) / 1000 };
}

function toHarmless(sighting: Sighting): DemoEvent {
  const { cameraId: deviceId, lastSeenAt: at } = sighting;
  return { what: describeSighting(sighting), deviceId, at, alerts: 0 };
}

function describeSighting(sighting: Sighting): string {
  if (sighting.kind === 'plate') return `plate ${formatPlateWithProvince(sighting.plate)}`;
  return sighting.kind === 'face'
    ? 'possible match that does not alert'
    : `plate not read (${sighting.reason})`;
}

/** One line: how many people each camera counted, and how many at a time. */
export function describePeople(people: Observation['people']): string {
  const counts = people.map(
    ({ cameraId, lastHour, atOnce }) => `${cameraId} ${lastHour} (${atOnce} at a time)`,
  );
  return `people counted: ${counts.join(', ')}`;
}

/** The events as a table; times are in the zone's time zone. */
export function toTable(events: readonly DemoEvent[], { timeZone }: ZoneFile['zone']): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const table = new Table({
    head: ['time', 'what', 'where', 'incident', 'alerts', 'alert after'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right'],
  });
  for (const { what, deviceId, at, incidentId = '–', alerts, alertAfterSeconds } of events) {
    const after = alertAfterSeconds === undefined ? '–' : `${alertAfterSeconds.toFixed(1)} s`;
    table.push([clock.format(at), what, deviceId, incidentId, alerts, after]);
  }
  return table.toString();
}
