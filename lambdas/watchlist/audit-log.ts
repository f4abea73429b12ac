/** Who changed the watchlist or searched what was seen, when and why. Rows are only ever added. */
export interface AuditLog {
  record(row: AuditRow): Promise<void>;
}

export interface AuditRow {
  /** `person#<id>`, `plate#<id>`, `incident#<id>`, `pole#<id>`, `camera#<id>`, `queue#<arn>`, `poll#<round>`, `search#plates` or `search#faces`. */
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /**
   * `correct`: a sighting is not the person; `withdraw`: a correction was wrong; `confirm`: it is the person;
   * `move`, `comment`, `assign`: what an operator did to an incident.
   */
  readonly action:
    | 'add'
    | 'remove'
    | 'search'
    | 'correct'
    | 'withdraw'
    | 'confirm'
    | 'move'
    | 'comment'
    | 'assign'
    | 'enroll'
    | 'erase'
    | 'export'
    | 'drill'
    | 'mute'
    | 'redrive'
    | 'rotate-certificate'
    | 'retire-certificate'
    | 'open'
    | 'close'
    | 'issue-codes';
  readonly by: string;
  readonly reason: string;
  readonly category?: string;
  readonly photoCount?: number;
  /** What was searched for, the sighting that was judged, the state an incident was moved to, its assignee. */
  readonly query?: string;
  /** Of the runbook behind it, and whom AWS knows as its caller. */
  readonly executionId?: string;
  readonly principal?: string;
}
