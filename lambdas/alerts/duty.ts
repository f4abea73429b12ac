import type { AlertRules } from '../zone/alert-file.ts';
import type { AlertKind } from '../zone/messages.ts';
import { dutyMarks, isQuiet, type OwnQuietHours } from '../zone/quiet-hours.ts';
import type { Shift } from '../zone/shift.ts';

export interface DutyPorts {
  readonly shifts: readonly Shift[];
  readonly quietHours?: readonly OwnQuietHours[];
  readonly rules: Pick<AlertRules, 'urgent'>;
  /** IANA name. */
  readonly timeZone: string;
}

/** What a message of the kind says at that time (epoch ms) of who is on duty and awake. */
export function dutyAt(
  at: number,
  kind: AlertKind,
  { quietHours = [], rules, ...zone }: DutyPorts,
): readonly string[] {
  return dutyMarks({ ...zone, quietHours, isUrgent: isUrgent(kind, rules), at });
}

/** Whose quiet hours kept an alert from them, for its record; empty: nobody's. */
export function quietNow(
  at: number,
  kind: AlertKind,
  { quietHours = [], rules, timeZone }: DutyPorts,
): string {
  if (isUrgent(kind, rules)) return '';
  const now = quietHours.filter((one) => isQuiet(one, at, timeZone));
  return now.length === 0
    ? ''
    : `quiet for whoever asked: ${now.map(({ from, to }) => `${from}–${to}`).join(', ')}`;
}

function isUrgent(kind: AlertKind, { urgent }: Pick<AlertRules, 'urgent'>): boolean {
  return kind === 'sos' || urgent.includes(kind);
}
