import type { EvidenceTimes } from '../../lambdas/poles/pole-evidence.ts';
import type { PoleSeen } from '../../lambdas/poles/pole-state.ts';
import { poleSettings } from '../../lambdas/zone/pole-file.ts';

export const minute = 60_000;
export const day = 86_400_000;
/** Some morning. */
export const start = Date.parse('2026-11-23T01:00:00Z');

/** A pole that said nothing yet, save what is given. */
export function makeSeen(overrides: Partial<PoleSeen> = {}): PoleSeen {
  return { reports: {}, presses: [], ...overrides };
}

/** A heartbeat of a pole that is well, save what is given. */
export function heartbeatAt(at: number, told: object = {}): Partial<PoleSeen> {
  return {
    heartbeat: { at, told: { batteryPercent: 90, mainsPower: true, ...told } },
    firstHeartbeatAt: start,
  };
}

export function timesAt(now: number, appliedAt?: number): EvidenceTimes {
  return { now, appliedAt, rules: poleSettings.parse({}) };
}
