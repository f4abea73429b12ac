import type { PoleSettings } from '../zone/pole-file.ts';
import type { PoleFault, ReportedFault } from './pole-fault.ts';
import type { PoleSeen, SeenPress } from './pole-state.ts';

/** Whether a fault is there, told by the newest observation that says anything of it. Times are epoch ms. */
export interface Evidence {
  readonly says: boolean;
  /** When it became so, as far as this observation knows. */
  readonly since: number;
  /** Up to when that is certain. */
  readonly asOf: number;
  /** The pole's own id of its fault or test. */
  readonly causeId?: string;
}

export interface EvidenceTimes {
  readonly now: number;
  /** When the zone file was last applied. */
  readonly appliedAt: number | undefined;
  readonly rules: PoleSettings;
}

const dayMilliseconds = 86_400_000;
const stuckWindowMilliseconds = 60_000;
/** A button that has been quiet this long is free again. */
export const stuckQuietMilliseconds = 10 * 60_000;
/** A battery that is charged past its limit by this much stays there; at the limit itself it swings. */
const batteryHysteresisPercent = 10;

/** What the pole's observations say of each fault; a fault they say nothing of is left out. */
export function evidenceOf(
  seen: PoleSeen,
  times: EvidenceTimes,
): Readonly<Partial<Record<PoleFault, Evidence>>> {
  const report = (fault: ReportedFault) => reported(seen, fault, times.now);
  const found: Record<PoleFault, Evidence | undefined> = {
    silent: silence(seen, times),
    'stuck-button': newest(report('stuck-button'), presses(seen, times)),
    tamper: report('tamper'),
    'mains-lost': newest(report('mains-lost'), mains(seen, times.now)),
    'battery-low': newest(report('battery-low'), battery(seen, times)),
    siren: report('siren'),
    'self-test-failed': failedTest(seen),
    'self-test-overdue': overdueTest(seen, times),
    other: report('other'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, one]) => one !== undefined));
}

/** How long a pole may say nothing (ms): one that is set to speak less often is judged by what it last said of that. */
export function silenceLimit(
  { heartbeat }: Pick<PoleSeen, 'heartbeat'>,
  { heartbeatSeconds, silentAfter }: PoleSettings,
): number {
  return Math.max(heartbeatSeconds, heartbeat?.told.reportingSeconds ?? 0) * silentAfter * 1000;
}

/** When the pole's next self-test is due; `undefined` before it was ever heard. */
export function testDueAt(seen: PoleSeen, { selfTestDays }: PoleSettings): number | undefined {
  const from = seen.selfTest?.at ?? seen.firstHeartbeatAt;
  return from === undefined ? undefined : from + selfTestDays * dayMilliseconds;
}

/** A pole that was never heard is being installed. While a zone is applied messages wait: that is no silence. */
function silence(seen: PoleSeen, { now, appliedAt, rules }: EvidenceTimes): Evidence | undefined {
  if (seen.heartbeat === undefined) return undefined;
  const { at } = seen.heartbeat;
  const limit = silenceLimit(seen, rules);
  if (now - at <= limit) return { says: false, since: at, asOf: at };
  if (now - Math.max(at, appliedAt ?? 0) <= limit) return undefined;
  return { says: true, since: at, asOf: now };
}

function presses({ presses }: PoleSeen, { now, rules }: EvidenceTimes): Evidence | undefined {
  const last = presses.at(-1);
  if (last === undefined) return undefined;
  const burst = burstOf(presses, last.at);
  const [first] = burst;
  const isQuiet = now - last.at >= stuckQuietMilliseconds;
  if (isQuiet) return { says: false, since: last.at, asOf: now };
  if (first === undefined || burst.length <= rules.stuckPresses) return undefined;
  return { says: true, since: first.at, asOf: later(last.at, now) };
}

/** The presses of the minute up to `last`. */
export function burstOf(presses: readonly SeenPress[], last: number): readonly SeenPress[] {
  return presses.filter(({ at }) => at > last - stuckWindowMilliseconds);
}

function mains({ heartbeat }: PoleSeen, now: number): Evidence | undefined {
  const mainsPower = heartbeat?.told.mainsPower;
  if (heartbeat === undefined || mainsPower === undefined) return undefined;
  // A pole that fell silent without mains is still without it.
  return {
    says: !mainsPower,
    since: heartbeat.at,
    asOf: mainsPower ? heartbeat.at : later(heartbeat.at, now),
  };
}

function battery({ heartbeat }: PoleSeen, { rules }: EvidenceTimes): Evidence | undefined {
  const percent = heartbeat?.told.batteryPercent;
  if (heartbeat === undefined || percent === undefined) return undefined;
  const says = percent <= rules.batteryLowPercent;
  if (!says && percent < rules.batteryLowPercent + batteryHysteresisPercent) return undefined;
  return { says, since: heartbeat.at, asOf: heartbeat.at };
}

function failedTest({ selfTest }: PoleSeen): Evidence | undefined {
  if (selfTest === undefined) return undefined;
  const { at, told } = selfTest;
  return { says: !told.passed, since: at, asOf: at, causeId: told.testId };
}

function overdueTest(seen: PoleSeen, { now, rules }: EvidenceTimes): Evidence | undefined {
  const dueAt = testDueAt(seen, rules);
  if (dueAt === undefined) return undefined;
  if (now > dueAt) return { says: true, since: dueAt, asOf: now };
  return seen.selfTest && { says: false, since: seen.selfTest.at, asOf: seen.selfTest.at };
}

function reported({ reports }: PoleSeen, fault: ReportedFault, now: number): Evidence | undefined {
  const report = reports[fault];
  if (report === undefined) return undefined;
  const { at, isOver, faultId } = report;
  return { says: !isOver, since: at, asOf: later(at, now), causeId: faultId };
}

/** The broker's clock may be ahead of the function's. */
const later = (at: number, now: number): number => Math.max(at, now);

function newest(...found: readonly (Evidence | undefined)[]): Evidence | undefined {
  const known = found.filter((one) => one !== undefined);
  return known.reduce<Evidence | undefined>(
    (a, b) => (a === undefined || b.since > a.since ? b : a),
    undefined,
  );
}
