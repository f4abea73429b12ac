import type { AcknowledgeLink } from '../alerts/acknowledge-link.ts';
import type { LinkStore } from '../alerts/link-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { AcknowledgeRequest } from './acknowledge-request.ts';
import type { Incident } from './incident.ts';
import { type IncidentPicture, type IncidentPictures, picturesNear } from './incident-pictures.ts';
import type { IncidentStore } from './incident-store.ts';
import { moveIncident } from './move-incident.ts';
import { newStep, type TimelineStep } from './timeline.ts';
import { visitLink } from './visit-link.ts';

/** The incident as it is now, and what came of the request. */
export interface ShownIncident {
  readonly what: 'shown' | 'acknowledged' | 'too-late' | 'nameless';
  readonly incident: Incident;
  readonly timeline: readonly TimelineStep[];
  readonly pictures: readonly IncidentPicture[];
  /** Epoch ms. */
  readonly validUntil: number;
}

export type AcknowledgeOutcome =
  | ShownIncident
  | { readonly what: 'picture'; readonly jpeg: Uint8Array }
  | { readonly what: 'unknown' | 'expired' | 'not-allowed' };

export interface AcknowledgeIncidentPorts {
  readonly links: Pick<LinkStore, 'find' | 'use'>;
  readonly incidents: Pick<IncidentStore, 'find' | 'move' | 'addStep' | 'timeline'>;
  readonly pictures: IncidentPictures;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

/** One for each camera; a phone loads them one after the other. */
const mostPictures = 4;

/** A typed name proves nothing, so the records say how it came; no name typed can be taken for `system`. */
export const signature = (name: string): string => `${name} (link)`;

/**
 * Shows the incident of a link, and acknowledges it for whoever sends a name. Looking changes nothing: programs that
 * scan mail open links too.
 */
export async function acknowledgeIncident(
  { method, link: address, name }: AcknowledgeRequest,
  ports: AcknowledgeIncidentPorts,
): Promise<AcknowledgeOutcome> {
  if (method === 'other') return { what: 'not-allowed' };
  const visit = await visitLink(address, ports);
  if (typeof visit === 'string') return { what: visit };
  if (address !== undefined && address.file !== '') return readPicture(address, ports);
  const { link, incident } = visit;
  if (method === 'look') return show('shown', link, incident, ports);
  if (name === '') return show('nameless', link, incident, ports);
  const by = signature(name);
  if (incident.state === 'open') await acknowledge(link, { by, at: ports.now() }, ports);
  const moved = (await ports.incidents.find(link.incidentId)) ?? incident;
  // Who sends the form again, as a phone does that lost its answer, is told the same again.
  return show(moved.acknowledgedBy === by ? 'acknowledged' : 'too-late', link, moved, ports);
}

/**
 * Takes the link first and moves the incident then, in the name of who took it: after a crash between the two, whoever
 * sends the form next ends what was begun. Of two who are there at once one is first.
 */
async function acknowledge(
  { incidentId, tokenHash, tier }: AcknowledgeLink,
  asked: { readonly by: string; readonly at: number },
  { links, incidents, telemetry }: AcknowledgeIncidentPorts,
): Promise<void> {
  const first = await links.use(incidentId, tokenHash, asked);
  if (first === undefined) return;
  const { by, at } = first;
  await moveIncident({ incidentId, to: 'acknowledged', by, at }, { incidents, telemetry });
  const step = newStep({ at, what: 'link-used', by, text: `tier ${tier}`, cause: tokenHash });
  if ((await incidents.addStep(incidentId, step)) === 'existed') return;
  telemetry.info(LogEvent.linkUsed, { incidentId, tier });
  telemetry.measure(Metric.linksUsed);
}

async function show(
  what: ShownIncident['what'],
  { validUntil }: AcknowledgeLink,
  incident: Incident,
  { incidents, pictures, telemetry }: AcknowledgeIncidentPorts,
): Promise<ShownIncident> {
  const { incidentId, happenedAt } = incident;
  const [timeline, files] = await Promise.all([
    incidents.timeline(incidentId),
    pictures.list(incidentId).catch((error: unknown) => {
      // Whoever is called must see the incident, with pictures or without.
      telemetry.error(LogEvent.linkFailed, { incidentId, what: 'pictures' }, error);
      return [];
    }),
  ]);
  return { what, incident, timeline, validUntil, pictures: picturesNear(files, happenedAt, mostPictures) };
}

async function readPicture(
  { incidentId, file }: { readonly incidentId: string; readonly file: string },
  { pictures }: AcknowledgeIncidentPorts,
): Promise<AcknowledgeOutcome> {
  const jpeg = await pictures.read(incidentId, file);
  return jpeg === undefined ? { what: 'unknown' } : { what: 'picture', jpeg };
}
