import { EvidenceMissingError, exportEvidence } from '../evidence/export-evidence.ts';
import { moveOf } from '../incidents/incident.ts';
import { moveIncident } from '../incidents/move-incident.ts';
import {
  type Asked,
  type Operated,
  type OperateZonePorts,
  OperationRefusedError,
} from './operate-zone-ports.ts';

export async function moveForOperator(
  { incidentId, to, operator, comment }: Asked<'move-incident'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  const reason = comment ?? 'not stated';
  await ports.audit.record({
    ...{ subject: `incident#${incidentId}`, at, action: 'move', by: operator, reason, query: to },
  });
  const said = comment === undefined ? {} : { comment };
  const outcome = await moveIncident({ incidentId, to, by: operator, at, ...said }, ports);
  if (outcome === 'unknown') throw new OperationRefusedError(`there is no incident ${incidentId} (any more)`);
  if (outcome === 'unmoved') throw await tooLate(incidentId, ports);
  return { outcome: to, message: `${incidentId} is ${to} (${operator})` };
}

/** Who was first, and when. */
async function tooLate(incidentId: string, { incidents }: OperateZonePorts): Promise<OperationRefusedError> {
  const incident = await incidents.find(incidentId);
  const state = incident?.state ?? 'open';
  const move = incident === undefined || state === 'open' ? undefined : moveOf(incident, state);
  const who = move === undefined ? '' : ` by ${move.by} at ${new Date(move.at).toISOString()}`;
  return new OperationRefusedError(`nothing was changed: ${incidentId} is already ${state}${who}`);
}

export async function exportForOperator(
  { incidentId, operator: by, reason, executionId }: Asked<'export-evidence'>,
  at: number,
  ports: OperateZonePorts,
): Promise<Operated> {
  await ports.audit.record({ subject: `incident#${incidentId}`, at, action: 'export', by, reason });
  const { folder, address } = ports.exports(`${incidentId}/${executionId}/`);
  const { incidents, evidence: store } = ports;
  try {
    const { fileCount, sha256 } = await exportEvidence({ incidentId, by, at }, { store, incidents, folder });
    const message = `${fileCount} files lie in ${address}; SHA-256 of the newest manifest: ${sha256}`;
    return { outcome: 'exported', message };
  } catch (error) {
    if (error instanceof EvidenceMissingError) throw new OperationRefusedError(error.message);
    throw error;
  }
}
