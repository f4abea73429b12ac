/** Who changed the watchlist, when and why. Rows are only ever added. */
export interface AuditLog {
  record(row: AuditRow): Promise<void>;
}

export interface AuditRow {
  /** `person#<id>` or `plate#<id>`. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly action: 'add' | 'remove';
  readonly by: string;
  readonly reason: string;
  readonly category?: string;
  readonly photoCount?: number;
}
