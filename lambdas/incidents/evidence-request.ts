import type { EvidenceQueue } from './evidence-queue.ts';
import type { Incident } from './incident.ts';

/** A fault of a device, a crowd or somebody who loiters is no reason to keep pictures of passers-by. */
const kindsWithEvidence: ReadonlySet<Incident['kind']> = new Set(['sos', 'person', 'plate'] as const);

/**
 * Asks for what cameras near the event saw, to be kept with the incident that the event opened or joined. Asked again
 * on a repeat: what was gathered is not gathered twice.
 */
export async function askForEvidence(
  event: Incident,
  incidentId: string,
  { evidence }: { readonly evidence?: EvidenceQueue },
): Promise<void> {
  const { kind, causeId, deviceId, place, happenedAt, drill } = event;
  if (evidence === undefined || !kindsWithEvidence.has(kind)) return;
  const about = { incidentId, kind, causeId, deviceId, place, happenedAt, drill };
  await evidence.send({ version: 1, ...about, step: 'frames' });
}
