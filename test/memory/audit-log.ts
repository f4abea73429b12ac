import type { AuditLog, AuditRow } from '../../lambdas/watchlist/audit-log.ts';

export interface MemoryAuditLog extends AuditLog {
  readonly rows: readonly AuditRow[];
}

export function memoryAuditLog(): MemoryAuditLog {
  const rows: AuditRow[] = [];
  return { rows, record: async (row) => void rows.push(row) };
}
