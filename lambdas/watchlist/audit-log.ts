/** Who changed the watchlist or searched what was seen, when and why. Rows are only ever added. */
export interface AuditLog {
  record(row: AuditRow): Promise<void>;
}

export interface AuditRow {
  /** `person#<id>`, `plate#<id>`, `search#plates` or `search#faces`. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `correct`: a sighting is not the person; `withdraw`: a correction was wrong. */
  readonly action: 'add' | 'remove' | 'search' | 'correct' | 'withdraw';
  readonly by: string;
  readonly reason: string;
  readonly category?: string;
  readonly photoCount?: number;
  /** What was searched for, or the sighting that was corrected. */
  readonly query?: string;
}
