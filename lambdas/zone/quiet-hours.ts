import { z } from 'zod';
import { clockTime } from './alert-file.ts';
import { type Shift, shiftsOnDuty } from './shift.ts';
import { minuteOfDay, minuteOfWeek, minutesBetween, minutesPerDay } from './week.ts';

/** When a recipient is told of calls for help and urgent kinds alone: from one time of each day to the next other. */
export const ownQuietHours = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from !== to, 'must end at another time than they begin');
export type OwnQuietHours = Readonly<z.infer<typeof ownQuietHours>>;

/** A message names each of them with each shift on duty: no more than SNS takes in an attribute. */
export const mostQuietHours = 10;

/** Each once, however many recipients share them. */
export function distinctQuietHours(all: readonly (OwnQuietHours | undefined)[]): readonly OwnQuietHours[] {
  const byId = new Map(all.flatMap((one) => (one === undefined ? [] : [[idOf(one), one] as const])));
  return [...byId.values()];
}

/** Whether `at` (epoch ms) falls into them on the clock of `timeZone`; they may run over midnight. */
export function isQuiet({ from, to }: OwnQuietHours, at: number, timeZone: string): boolean {
  const minute = minuteOfWeek(at, timeZone) % minutesPerDay;
  return (minute - minuteOfDay(from) + minutesPerDay) % minutesPerDay < minutesBetween(from, to);
}

/**
 * What the filter of a recipient asks for, one of which must stand in a message's `shift`; `undefined`: told at any time.
 * A filter joins its keys by "and", the values of one by "or": so a shift and quiet hours are one value.
 */
export function dutyFilter(
  shifts: readonly string[] | undefined,
  quietHours: OwnQuietHours | undefined,
): readonly string[] | undefined {
  if (quietHours === undefined) return shifts;
  return (shifts ?? ['']).map((shift) => `${shift}${idOf(quietHours)}`);
}

export interface DutyParams {
  readonly shifts: readonly Shift[];
  /** Of all recipients. */
  readonly quietHours: readonly OwnQuietHours[];
  /** Whoever is asleep is told too. */
  readonly isUrgent: boolean;
  /** Epoch ms. */
  readonly at: number;
  readonly timeZone: string;
}

/** What a message says of who is on duty: the shifts, and for each quiet hours that are not now whoever keeps them. */
export function dutyMarks({ shifts, quietHours, isUrgent, at, timeZone }: DutyParams): readonly string[] {
  const onDuty = shiftsOnDuty(shifts, at, timeZone);
  const awake = quietHours.filter((one) => isUrgent || !isQuiet(one, at, timeZone)).map(idOf);
  return [...onDuty, ...awake.flatMap((id) => ['', ...onDuty].map((shift) => `${shift}${id}`))];
}

/** E.g. `~2200-0600`: no shift has such an id. */
const idOf = ({ from, to }: OwnQuietHours) => `~${from}-${to}`.replaceAll(':', '');
