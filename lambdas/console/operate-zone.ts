import type { AuditLog } from '../watchlist/audit-log.ts';
import { LogEvent } from '../zone/log-events.ts';
import { type Operation, operation as operationSchema } from '../zone/operations.ts';
import { drillPole, muteCamera, note } from './operate-zone-devices.ts';
import { exportForOperator, moveForOperator } from './operate-zone-incidents.ts';
import type { Operated, OperateZonePorts } from './operate-zone-ports.ts';
import { OperationRefusedError } from './operate-zone-ports.ts';
import {
  addPlateEntry,
  enrollFromFolder,
  erase,
  removePerson,
  removePlate,
} from './operate-zone-watchlist.ts';

/**
 * Does what a runbook asks for, by the very rules of the command line. Each row of the audit log that is written on the
 * way names the runbook's execution and its caller. The same execution again changes nothing more. Throws
 * OperationRefusedError, whose message whoever started the runbook reads.
 */
export async function operateZone(event: unknown, ports: OperateZonePorts): Promise<Operated> {
  const asked = parseOperation(event);
  const { operation, executionId } = asked;
  const at = ports.now();
  try {
    const done = await run(asked, at, { ...ports, audit: auditOf(asked, ports.audit) });
    ports.telemetry.info(LogEvent.operationDone, { operation, executionId, outcome: done.outcome });
    return done;
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    ports.telemetry.warn(LogEvent.operationRefused, { operation, executionId, reason });
    throw error;
  }
}

function parseOperation(event: unknown): Operation {
  const parsed = operationSchema.safeParse(event);
  if (parsed.success) return parsed.data;
  // The fields alone: what stands in them may be a name.
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new OperationRefusedError(wrong.join('; '));
}

function auditOf({ executionId, principal }: Operation, audit: AuditLog): AuditLog {
  return { record: (row) => audit.record({ ...row, executionId, principal }) };
}

function run(asked: Operation, at: number, ports: OperateZonePorts): Promise<Operated> {
  switch (asked.operation) {
    case 'move-incident':
      return moveForOperator(asked, at, ports);
    case 'export-evidence':
      return exportForOperator(asked, at, ports);
    case 'add-plate':
      return addPlateEntry(asked, at, ports);
    case 'remove-plate':
      return removePlate(asked, at, ports);
    case 'enroll-person':
      return enrollFromFolder(asked, at, ports);
    case 'remove-person':
      return removePerson(asked, at, ports);
    case 'erase-subject':
      return erase(asked, at, ports);
    case 'drill-pole':
      return drillPole(asked, at, ports);
    case 'mute-camera':
      return muteCamera(asked, at, ports);
    case 'note':
      return note(asked, at, ports);
  }
}
