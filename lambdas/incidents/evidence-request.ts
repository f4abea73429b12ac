import type { AlertKind, GatherEvidenceMessage } from '../zone/messages.ts';
import type { Incident } from './incident.ts';

/** A fault of a device, a crowd or somebody who loiters is no reason to keep pictures of passers-by. */
const kindsWithEvidence: ReadonlySet<AlertKind> = new Set(['sos', 'person', 'plate']);

/** What to ask gather-evidence when the incident opens; nothing for kinds that keep no pictures. */
export function evidenceRequest(incident: Incident): GatherEvidenceMessage | undefined {
  const { incidentId, kind, causeId, deviceId, place, happenedAt, drill } = incident;
  if (!kindsWithEvidence.has(kind)) return undefined;
  const about = { incidentId, kind, causeId, deviceId, place, happenedAt, drill };
  return { version: 1, ...about, step: 'frames' };
}
