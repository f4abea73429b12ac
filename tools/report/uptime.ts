import type { IncidentFacts } from './incident-facts.ts';
import type { ReportMonth } from './month.ts';
import { type Outage, outagesOf, type ReportDevice } from './outages.ts';
import { type Spread, spreadOf } from './spread.ts';

export interface DeviceUptime {
  readonly id: string;
  readonly siteId: string;
  /** Seconds of the month in which the device was there, and in which it could not do its work. */
  readonly knownSeconds: number;
  readonly downSeconds: number;
  readonly outages: number;
  /** Of each day the share (0–1) in which it worked; `null`: it was not there, or the day has not begun. */
  readonly days: readonly (number | null)[];
}

export interface Uptime {
  /** Of all devices together, 0–1; absent where none was measured. */
  readonly share?: number;
  /** The worst first. */
  readonly devices: readonly DeviceUptime[];
  /** Devices of the zone file of which nobody knows since when they work. */
  readonly unmeasured: number;
  readonly outages: number;
  readonly assumedEnds: number;
  /** How long outages lasted that ended in the month. */
  readonly lasted: Spread;
}

export interface UptimeParams {
  readonly devices: readonly ReportDevice[];
  readonly facts: readonly IncidentFacts[];
  readonly month: ReportMonth;
  /** Epoch ms: nothing is known after it. */
  readonly now: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How much of the month devices of one type worked, as far as the zone knows. */
export function uptimeOf({ devices, facts, month, now }: UptimeParams): Uptime {
  const end = Math.min(month.to, now);
  const measured = devices.flatMap((device) => {
    const known = { from: Math.max(month.from, device.since ?? Number.POSITIVE_INFINITY), to: end };
    if (known.from >= known.to) return [];
    const outages = outagesOf(device, facts, now).filter((one) => length(clip(one, known)) > 0);
    return [{ outages, uptime: deviceUptime(device, outages, known, month) }];
  });
  const sum = (of: (device: DeviceUptime) => number) =>
    measured.reduce((total, { uptime }) => total + of(uptime), 0);
  const known = sum(({ knownSeconds }) => knownSeconds);
  const outages = measured.flatMap((one) => one.outages);
  const ended = outages.filter(({ to, isEndAssumed }) => to < end && !isEndAssumed);
  return {
    ...(known > 0 && { share: 1 - sum(({ downSeconds }) => downSeconds) / known }),
    devices: measured.map(({ uptime }) => uptime).toSorted(worstFirst),
    unmeasured: devices.filter(({ since }) => since === undefined).length,
    outages: outages.length,
    assumedEnds: outages.filter(({ isEndAssumed }) => isEndAssumed).length,
    lasted: spreadOf(ended.map(length)),
  };
}

function deviceUptime(
  { id, siteId }: ReportDevice,
  outages: readonly Outage[],
  known: Stretch,
  { days }: ReportMonth,
): DeviceUptime {
  const down = union(outages);
  const perDay = days.map((day) => {
    const there = clip(day, known);
    return length(there) === 0 ? null : 1 - within(down, there) / length(there);
  });
  return {
    ...{ id, siteId, days: perDay, outages: outages.length },
    knownSeconds: length(known) / 1000,
    downSeconds: within(down, known) / 1000,
  };
}

const shareOf = ({ knownSeconds, downSeconds }: DeviceUptime) => 1 - downSeconds / knownSeconds;

function worstFirst(a: DeviceUptime, b: DeviceUptime): number {
  return shareOf(a) - shareOf(b) || (a.id < b.id ? -1 : 1);
}

const length = ({ from, to }: Stretch) => Math.max(0, to - from);

const clip = (one: Stretch, to: Stretch): Stretch => ({
  from: Math.max(one.from, to.from),
  to: Math.min(one.to, to.to),
});

const within = (stretches: readonly Stretch[], limit: Stretch) =>
  stretches.reduce((total, one) => total + length(clip(one, limit)), 0);

/** A device with two faults at once is down once. */
function union(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || from > last.to) joined.push({ from, to });
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  }
  return joined;
}
